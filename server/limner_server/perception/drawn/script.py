"""The texts of JavaScript and TypeScript: between tags, in their attributes, in strings."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.drawn.catalogues.json import WRAPPERS
from limner_server.perception.drawn.drawn import HOLE, Drawn, Role, drawn_of
from limner_server.perception.drawn.holes import with_holes
from limner_server.perception.drawn.literals import unquoted
from limner_server.perception.drawn.naming import INLINE, is_drawn_attribute
from limner_server.perception.syntax.tree import Tree

_PATTERN: Final = "(string) @string (template_string) @string"
_TAGS: Final = " (jsx_element) @element (jsx_attribute) @attribute"
_WITHOUT_TAGS: Final = ("typescript",)
_ELEMENTS: Final = ("jsx_element", "jsx_fragment", "jsx_self_closing_element")
_OPENINGS: Final = ("jsx_opening_element", "jsx_self_closing_element")
# What stands around a string that is drawn nowhere.
_SILENT: Final = ("import_statement", "export_statement", "literal_type", "import_specifier")
_PARTS: Final = ("jsx_text", "html_character_reference")

Pieces = list[tuple[str, int]]


def script_texts(tree: Tree) -> Iterator[Drawn]:
    """The texts that a script draws or hands on to be drawn, in no order."""
    has_tags = tree.language.name not in _WITHOUT_TAGS
    found = tree.captures(_PATTERN + (_TAGS if has_tags else ""))
    for element in found.get("element", []):
        for run in _runs(tree, element):
            drawn = drawn_of(run, Role.TEXT)
            if drawn is not None:
                yield drawn
    for attribute in found.get("attribute", []):
        drawn = _attribute(tree, attribute)
        if drawn is not None:
            yield drawn
    for string in found.get("string", []):
        around = string.parent
        if around is None or around.type in _SILENT or around.type == "jsx_attribute":
            continue
        if around.type == "pair" and around.child_by_field_name("key") == string:
            continue
        drawn = drawn_of(_string(tree, string), Role.STRING, _key(tree, string))
        if drawn is not None:
            yield drawn


def _runs(tree: Tree, element: Node) -> Iterator[Pieces]:
    """The texts of an element, one for each stretch between elements that stand for themselves."""
    pieces: Pieces = []
    for child in element.named_children:
        inside = _pieces(tree, child)
        if inside is None:
            yield pieces
            pieces = []
        else:
            pieces += inside
    yield pieces


def _pieces(tree: Tree, node: Node) -> Pieces | None:
    """What a part of a line of text draws; None for a part that is no part of a line."""
    if node.type in _PARTS:
        return _unescaped(tree, node)
    if node.type == "jsx_expression":
        return _expression(tree, node)
    if node.type in _OPENINGS or node.type == "jsx_closing_element":
        return [] if node.type != "jsx_self_closing_element" else _empty(tree, node)
    if node.type not in _ELEMENTS or _tag(tree, node).lower() not in INLINE:
        return None
    start = tree.span(node).start
    # What tags part may be drawn apart, whatever blanks are between them.
    pieces: Pieces = [(" ", start)]
    for child in node.named_children:
        inside = _pieces(tree, child)
        if inside is None:
            return None
        pieces += inside
    return [*pieces, (" ", start)]


def _empty(tree: Tree, node: Node) -> Pieces | None:
    """An element without content: a line break, an image, a component."""
    is_inline = _tag(tree, node).lower() in INLINE
    return [(HOLE, tree.span(node).start)] if is_inline else None


def _tag(tree: Tree, node: Node) -> str:
    opening = node.child_by_field_name("open_tag")
    return tree.source((opening if opening is not None else node).child_by_field_name("name"))


def _unescaped(tree: Tree, node: Node) -> Pieces:
    """The lines of a text, without the blanks that tags on lines of their own have around them."""
    start, text = tree.span(node).start, tree.source(node)
    if "\n" not in text:
        return [(html.unescape(text), start)]
    pieces: Pieces = []
    for line in text.splitlines(keepends=True):
        pieces.append((html.unescape(line), start))
        start += len(line)
    return pieces


def _expression(tree: Tree, node: Node) -> Pieces:
    start = tree.span(node).start
    inner = next((child for child in node.named_children if child.type != "comment"), None)
    if inner is None:
        return []
    if inner.type in ("string", "template_string"):
        return _string(tree, inner)
    return [(HOLE, start)]


def _string(tree: Tree, node: Node) -> Pieces:
    """The pieces of a string or a template, with a hole for each substitution."""
    if node.type == "string":
        span = tree.span(node)
        return list(with_holes(unquoted(tree.text[span.start + 1 : span.end - 1]), span.start))
    span, pieces = tree.span(node), []
    at = span.start + 1
    for child in node.named_children:
        if child.type == "template_substitution":
            inner = tree.span(child)
            pieces += [(unquoted(tree.text[at : inner.start]), at), (HOLE, inner.start)]
            at = inner.end
    pieces.append((unquoted(tree.text[at : span.end - 1]), at))
    return pieces


def _attribute(tree: Tree, node: Node) -> Drawn | None:
    """The text of an attribute that is drawn."""
    if node.parent is None or node.named_child_count < 2:
        return None
    name, value = node.named_children[:2]
    if not is_drawn_attribute(_tag(tree, node.parent), tree.source(name)):
        return None
    if value.type == "string":
        span = tree.span(value)
        text = html.unescape(tree.text[span.start + 1 : span.end - 1])
        return drawn_of([(text, span.start)], Role.ATTRIBUTE)
    return None


def _key(tree: Tree, node: Node) -> str:
    """The path of the names that a string has in the objects around it: "login.title"."""
    names: list[str] = []
    around = node.parent
    while around is not None and around.type in ("pair", "object"):
        if around.type == "pair":
            name = around.child_by_field_name("key")
            names.append(tree.source(name).strip("'\"`"))
        around = around.parent
    # react-intl has the text one deeper than the key.
    if len(names) > 1 and names[0] in WRAPPERS:
        del names[0]
    return ".".join(reversed(names))
