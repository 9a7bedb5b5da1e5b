"""The texts of templates: pages with tags, and expressions of whichever language among them.

One tolerant reading for HTML, Vue, Svelte, Jinja, Django, ERB, EJS, Handlebars, PHP, Blade and
their like: what is no tag, no comment and no expression is a text. Nothing is checked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.drawn import HOLE, Drawn, Role, drawn_of
from limner_server.perception.drawn.literals import literals
from limner_server.perception.drawn.naming import INLINE, is_drawn_attribute

# Comments to their end, or to the file's, where Svelte's {#if} is none; scripts and styles; code
# that says nothing by itself; expressions; tags; everything else is text.
_TOKEN: Final = re.compile(
    r"""
    (?P<comment> <!--.*?(?:-->|\Z) | \{\#(?=[\s\-]).*?(?:\#\}|\Z)
        | \{\#[^{}\n]{1,80}?\#\} | \{\{!--.*?(?:--\}\}|\Z)
        | \{\{!.*?(?:\}\}|\Z) | <%--.*?(?:--%>|\Z) | <%\#.*?(?:%>|\Z) | @\*.*?(?:\*@|\Z)
        | <!\[CDATA\[ | \]\]> | <![A-Za-z][^>]*> )
  | (?P<raw> <(?P<name>script|style)\b[^>]*> .*? (?:</(?P=name)\s*>|\Z) )
  | (?P<code> <\?.*?(?:\?>|\Z) | <%(?!=).*?(?:%>|\Z) | \{%.*?(?:%\}|\Z)
        | \{\{[\#/^>].*?(?:\}\}|\Z) | \{[\#/:@][^{}]*\} )
  | (?P<hole> <%=.*?(?:%>|\Z) | \{\{\{.*?(?:\}\}\}|\Z) | \{\{.*?(?:\}\}|\Z) | \{!!.*?(?:!!\}|\Z)
        | [\#$]\{[^{}\n]*\} | \{[^{}\n]*\} )
  | (?P<tag> </?[A-Za-z](?:[^<>"'{]|"[^"]*+"|'[^']*+'|\{(?:[^{}]|\{[^{}]*\})*+\}|[{])*+> )
  | (?P<text> [^<{@\#$\]]++ | . )
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_TAG_NAME: Final = re.compile(r"</?([\w:.\-]+)")
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[@:\w.\-\[\]()*]+)\s*=\s*(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)')"""
)
# Expressions inside an attribute or a text.
_EXPRESSION: Final = re.compile(
    r"<%.*?%>|<\?.*?\?>|\{\{.*?\}\}|\{%.*?%\}|[#$]?\{[^{}]*\}", re.DOTALL
)
_ECHO: Final = re.compile(r"<\?(?:=|php\s+echo\b)")
# Between these and their end a text goes on: it is what is translated.
_TRANSLATED: Final = re.compile(
    r"\{%-?\s*(?:end)?(?:trans|blocktrans(?:late)?|translate|pluralize)\b"
)
# Attributes with an expression for a value: Vue, Angular, Alpine.
_BOUND: Final = re.compile(r"v-|:|@|\[|\(|\*|x-|ng-|#|on\w+$|bind:|class:|style:")


def markup_texts(text: str) -> Iterator[Drawn]:
    """The texts that a template draws, in order."""
    pieces: list[tuple[str, int]] = []
    opened = 0
    for token in _TOKEN.finditer(text):
        kind, said, start = token.lastgroup, token[0], token.start()
        if kind == "text":
            pieces += _unescaped(said, start)
        elif kind == "tag":
            if not _is_inline(said):
                yield from _ended(pieces)
            elif said.startswith("</"):
                # A link or a mark is a text of its own, and of the line that it stands in.
                yield from _ended(pieces[opened:])
            if pieces:
                pieces.append((" ", start))
            opened = len(pieces)
            yield from _attributes(said, start)
        elif kind != "comment":
            if kind == "hole" or _ECHO.match(said):
                pieces.append((HOLE, start))
            elif not _TRANSLATED.match(said):
                yield from _ended(pieces)
            # The texts in quotes of an expression, a statement or a script.
            yield from literals(said, start)
    yield from _ended(pieces)


def _ended(pieces: list[tuple[str, int]]) -> Iterator[Drawn]:
    """The text of the pieces so far, of which none is left."""
    drawn = drawn_of(pieces, Role.TEXT)
    pieces.clear()
    if drawn is not None:
        yield drawn


def _is_inline(tag: str) -> bool:
    return _name(tag).lower() in INLINE


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found[1] if found else ""


def _unescaped(text: str, offset: int) -> Iterator[tuple[str, int]]:
    """The lines of a text with its entities as signs, each with where it stands."""
    if "&" not in text:
        yield text, offset
        return
    for line in text.splitlines(keepends=True):
        yield html.unescape(line), offset
        offset += len(line)


def _attributes(tag: str, offset: int) -> Iterator[Drawn]:
    if tag.startswith("</"):
        return
    name = _name(tag)
    for found in _ATTRIBUTE.finditer(tag):
        group = "double" if found["double"] is not None else "single"
        value, start = found[group], offset + found.start(group)
        if _BOUND.match(found["name"]):
            yield from literals(value, start)
        elif is_drawn_attribute(name, found["name"]):
            drawn = drawn_of(_with_holes(value, start), Role.ATTRIBUTE)
            if drawn is not None:
                yield drawn
            if "{" in value or "<" in value:
                yield from literals(value, start)


def _with_holes(value: str, offset: int) -> Iterator[tuple[str, int]]:
    at = 0
    for hole in _EXPRESSION.finditer(value):
        yield html.unescape(value[at : hole.start()]), offset + at
        yield HOLE, offset + hole.start()
        at = hole.end()
    yield html.unescape(value[at:]), offset + at
