"""Breadcrumbs: the way to a page, as short names with a slash or an arrow between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.paragraphs import text_element
from limner_server.perception.scene import TextLine, Word

_ANGLE, _HEAVY_ANGLE = (
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{HEAVY RIGHT-POINTING ANGLE QUOTATION MARK ORNAMENT}",
)
_SEPARATORS = frozenset({"/", ">", "»", "→", _ANGLE, _HEAVY_ANGLE})
_FEWEST = 3
_LONGEST = 4  # words
_WIDEST_MARK, _HIGHEST_MARK = 16, 24
# The last name may be of the page itself, and no link: then its colour is another.
_SAME_COLOUR = 40


@dataclass(slots=True)
class _Trail:
    """Names and what stands between them, in turn."""

    names: list[Element]
    between: list[Element]


def find_breadcrumbs(root: Element) -> None:
    """Make a list of links of each row of names that are parted by slashes or arrows.

    Args:
        root: the body, its drawings and controls named.
    """
    for element in list(root.walk()):
        if element.axis is Axis.ROW and element is not root and element.role is Role.DIV:
            trail = _trail(element.children)
            if trail is not None:
                element.role, element.axis, element.children = Role.NAV, Axis.COLUMN, [_list(trail)]
                continue
        for index, child in enumerate(element.children):
            trail = _trail([child]) if child.role is Role.P and child.shape is None else None
            if trail is not None:
                element.children[index] = Element(Role.NAV, child.box, children=[_list(trail)])


def _trail(pieces: list[Element]) -> _Trail | None:
    """The names in some pieces of one line, where nothing else is in them."""
    names: list[Element] = []
    between: list[Element] = []
    for part in (part for piece in pieces for part in _split(piece)):
        if part.paragraph is None and not _is_mark(part):
            return None
        apart = part.paragraph is None or part.paragraph.text in _SEPARATORS
        if apart is (len(names) == len(between)):
            return None
        (between if apart else names).append(part)
    enough = len(names) >= _FEWEST and len(between) == len(names) - 1
    return _Trail(names, between) if enough and all(_is_name(name) for name in names) else None


def _split(piece: Element) -> list[Element]:
    """A text taken apart at the separators in it."""
    paragraph = piece.paragraph
    if paragraph is None or piece.shape is not None or len(paragraph.lines) > 1:
        return [piece]
    line = paragraph.lines[0]
    runs: list[list[Word]] = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.text in _SEPARATORS or before.text in _SEPARATORS:
            runs.append([word])
        else:
            runs[-1].append(word)
    if len(runs) == 1:
        return [piece]
    return [text_element([_part(line, words)]) for words in runs]


def _part(line: TextLine, words: list[Word]) -> TextLine:
    box = bounding([word.box for word in words])
    return replace(line, words=words, box=box, colour=words[0].colour)


def _is_mark(element: Element) -> bool:
    small = element.box.width <= _WIDEST_MARK and element.box.height <= _HIGHEST_MARK
    return element.role in (Role.IMG, Role.ICON, Role.HR) and small


def _is_name(element: Element) -> bool:
    paragraph = element.paragraph
    if paragraph is None or element.shape is not None or len(paragraph.lines) > 1:
        return False
    return len(paragraph.text.split()) <= _LONGEST and paragraph.text[0].isalpha()


def _list(trail: _Trail) -> Element:
    *way, here = trail.names
    for name in way:
        name.role = Role.A
    here.role = Role.A if _share_colour(here, way[-1]) else Role.SPAN
    for mark in trail.between:
        mark.role = Role.SPAN if mark.paragraph is not None else mark.role
    items = [
        Element(Role.LI, bounding([name.box, mark.box]), Axis.ROW, [name, mark])
        for name, mark in zip(way, trail.between, strict=True)
    ]
    items.append(Element(Role.LI, here.box, Axis.COLUMN, [here]))
    return Element(Role.UL, bounding([item.box for item in items]), Axis.ROW, items)


def _share_colour(a: Element, b: Element) -> bool:
    if a.paragraph is None or b.paragraph is None:
        return False
    return a.paragraph.colour.distance(b.paragraph.colour) <= _SAME_COLOUR
