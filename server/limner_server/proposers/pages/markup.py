"""A model's HTML as tags: only such as show something, with nothing that runs or is loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from limner_server.emit.node import VOID_TAGS, Node
from limner_server.proposers.wording.lexicon.words import words

TAGS: Final = words(
    "a abbr address article aside b blockquote body br button caption cite code dd details "
    "dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i "
    "img input label legend li main mark meter nav ol optgroup option output p pre progress q "
    "s section select small span strong sub summary sup table tbody td textarea tfoot th "
    "thead time tr u ul svg path circle rect line polyline polygon ellipse g"
)
DRAWN: Final = words("path circle rect line polyline polygon ellipse")
# What is in these is no text of the page.
_DROPPED: Final = words(
    "script style noscript template title head iframe object embed applet audio video canvas "
    "math portal frameset foreignobject"
)
_ATTRIBUTES: Final = words(
    "alt autocomplete checked cols colspan cx cy d datetime disabled fill for height hidden "
    "href id inputmode lang max maxlength min minlength multiple name open pattern "
    "placeholder points r readonly required role rows rowspan rx ry scope selected src step "
    "stroke stroke-linecap stroke-linejoin stroke-width tabindex title type value viewbox "
    "width x x1 x2 y y1 y2"
)
_SPELT: Final = {"viewbox": "viewBox"}
# Where a link may lead: nowhere, within the page or the site, or to a mail program.
_HARMLESS: Final = re.compile(r"#|/(?!/)|mailto:|tel:|[\w.-]+(?:/|$)")
_WITHIN: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_BLANKS: Final = re.compile(r"\s+")
# Beyond this it is no component that anybody asked for.
_MOST_TAGS: Final = 2000
_DEEPEST: Final = 60
PICTURE: Final = "images/picture.svg"


@dataclass(slots=True)
class Markup:
    """What was read.

    Attributes:
        body: the page.
        css: the text of its style elements.
        title: of the document; empty for none.
    """

    body: Node
    css: str = ""
    title: str = ""


def read_markup(text: str) -> Markup | None:
    """The page that an answer writes; None where there is none in it."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    found = parser.markup
    return found if any(node is not found.body for node in found.body.walk()) else None


@dataclass(slots=True)
class _Open:
    node: Node
    inline: dict[str, str] = field(default_factory=dict)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup(Node("body", "page"))
        self._stack = [self.markup.body]
        self._dropped: list[str] = []
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped or tag in _DROPPED:
            self._dropped.append(tag)
            return
        kept = _attributes(tag, attrs)
        if tag == "body":
            self._take_classes(self.markup.body, attrs)
            return
        if tag not in TAGS or self._count >= _MOST_TAGS or len(self._stack) >= _DEEPEST:
            return
        self._count += 1
        self._close_implied(tag)
        node = Node(tag, tag, attributes=kept)
        self._take_classes(node, attrs)
        self._stack[-1].children.append(node)
        if tag not in VOID_TAGS and tag not in DRAWN:
            self._stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_TAGS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:
                while self._dropped.pop() != tag:
                    pass
            return
        open_tags = [node.tag for node in self._stack[1:]]
        if tag in open_tags:
            while self._stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._dropped:
            if self._dropped[-1] == "style":
                self.markup.css += data
            elif self._dropped[-1] == "title":
                self.markup.title += data.strip()
            return
        text = "".join(one for one in _BLANKS.sub(" ", data) if one.isprintable())
        if not text.strip():
            return
        # Blanks between tags are the printer's to write.
        self._stack[-1].children.append(text.strip())

    def _close_implied(self, tag: str) -> None:
        """A list's item ends where the next begins, though its end tag was forgotten."""
        if (
            tag in ("li", "option", "dt", "dd", "tr", "td", "th", "p")
            and self._stack[-1].tag == tag
        ):
            self._stack.pop()

    @staticmethod
    def _take_classes(node: Node, attrs: list[tuple[str, str | None]]) -> None:
        words = next((value or "" for name, value in attrs if name == "class"), "")
        node.classes = [
            word for word in words.split() if re.fullmatch(r"[\w:/.\[\]()%#,&-]+", word)
        ]


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in attrs:
        text = value or ""
        if name not in _ATTRIBUTES and not name.startswith("aria-"):
            continue
        if name == "href" and not _HARMLESS.match(text.strip()):
            text = "#"
        if name == "src":
            text = text if _WITHIN.match(text.strip()) else PICTURE
        kept[_SPELT.get(name, name)] = text
    if tag == "img":
        kept.setdefault("src", PICTURE)
    if tag == "button":
        kept.setdefault("type", "button")
    return kept
