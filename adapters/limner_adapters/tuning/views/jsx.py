"""React components drawn without running them: their markup, with words for what is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from tree_sitter import Node

from limner_adapters.tuning.views.jsx_values import Markup, Value, Values, as_text, is_shown
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.tree import Tree, first_named

_ELEMENTS: Final = frozenset({"jsx_element", "jsx_self_closing_element", "jsx_fragment"})
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "source", "wbr"})
# Components of libraries that are called after what they draw.
_ALIKE: Final = {
    "link": "a",
    "navlink": "a",
    "image": "img",
    "text": "span",
    "heading": "h2",
    "card": "article",
    "modal": "dialog",
    "checkbox": "input",
}
_TAGS: Final = frozenset(
    {"a", "abbr", "article", "aside", "button", "caption", "dialog", "div", "fieldset", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "input"}
    | {"label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "progress", "section"}
    | {"select", "span", "table", "tbody", "td", "textarea", "th", "thead", "tr", "ul"}
)
_NAMES: Final = {"className": "class", "htmlFor": "for", "defaultValue": "value"}
# What a component does, and what React wants to know: nothing of it is to be seen.
_UNSEEN: Final = re.compile(r"on[A-Z]|ref$|key$|dangerouslySetInnerHTML$|children$")
# Components in components so deep are recursive.
_DEEPEST: Final = 12


@dataclass(slots=True)
class Components:
    """The components that a file can draw: its own, and those that it imports.

    Attributes:
        by_name: the tree and the function of each.
    """

    by_name: dict[str, tuple[Tree, Node]] = field(default_factory=dict)

    def add(self, tree: Tree) -> None:
        """Add the components of a file."""
        for one in functions(tree):
            if one.name[:1].isupper() and any(_drawn(one.node)):
                self.by_name.setdefault(one.name, (tree, one.node))


@dataclass(slots=True)
class Painter:
    """Writes components as HTML.

    Attributes:
        components: that it knows.
        depth: how many of them it is in.
    """

    components: Components
    depth: int = 0

    def component(self, name: str, given: Mapping[str, Value]) -> str:
        """A component as HTML; "" of one that draws nothing.

        Args:
            name: of it.
            given: its properties.
        """
        tree, function = self.components.by_name[name]
        values = Values.of(tree, function, given, self._markup)
        self.depth += 1
        try:
            root = next(_drawn(function), None)
            return self._element(tree, root, values) if root and self.depth <= _DEEPEST else ""
        finally:
            self.depth -= 1

    def _markup(self, tree: Tree, node: Node, values: Values) -> Markup:
        return Markup(self._element(tree, node, values))

    def _element(self, tree: Tree, node: Node, values: Values) -> str:
        opening = node.child_by_field_name("open_tag") or node
        name = tree.source(opening.child_by_field_name("name"))
        inner = "".join(self._child(tree, child, values) for child in _children(node))
        if not name or name.endswith("Fragment"):
            return inner
        attributes = self._attributes(tree, opening, values)
        if name in self.components.by_name and self.depth < _DEEPEST:
            return self.component(name, {**attributes, "children": Markup(inner)})
        last = name.rpartition(".")[2].lower()
        tag = name if name.islower() else _ALIKE.get(last, last if last in _TAGS else "div")
        shown = "".join(_attribute(key, value) for key, value in attributes.items())
        if tag in _VOID:
            return f"<{tag}{shown}>"
        if not inner and not name.islower():
            # A component of a library says what it was given to say.
            said = [attributes.get(key) for key in ("label", "title", "text", "name")]
            inner = next((as_text(one) for one in said if one is not None), "")
        return f"<{tag}{shown}>{inner}</{tag}>"

    def _child(self, tree: Tree, node: Node, values: Values) -> str:
        if node.type in _ELEMENTS:
            return self._element(tree, node, values)
        if node.type == "jsx_expression":
            inner = first_named(node)
            return as_text(values.value(inner)) if inner is not None else ""
        return re.sub(r"\s*\n\s*", " ", tree.source(node))

    def _attributes(self, tree: Tree, opening: Node, values: Values) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for node in opening.named_children:
            if node.type != "jsx_attribute":
                continue
            name_node, *rest = node.named_children
            name = tree.source(name_node)
            if _UNSEEN.match(name):
                continue
            key = _NAMES.get(name, name)
            if not rest:
                found[key] = True
            elif rest[0].type == "string":
                found[key] = tree.source(rest[0])[1:-1]
            elif (inner := first_named(rest[0])) is not None:
                found[key] = values.classes(inner) if key == "class" else values.value(inner)
        return found


def _drawn(function: Node) -> Iterator[Node]:
    """What a function returns that is markup, the last first: early ways out come before it."""
    body = function.child_by_field_name("body")
    if body is None:
        # What it is assigned to stands around it.
        inner = [child for child in function.named_children if child.type != "identifier"]
        for child in inner:
            yield from _drawn(child)
        return
    if body.type != "statement_block":
        yield from _markup_in(body)
        return
    for statement in reversed(body.named_children):
        if statement.type == "return_statement":
            yield from _markup_in(first_named(statement))


def _markup_in(node: Node | None) -> Iterator[Node]:
    while node is not None and node.type == "parenthesized_expression":
        node = first_named(node)
    if node is not None and node.type in _ELEMENTS:
        yield node
    elif node is not None and node.type == "ternary_expression":
        yield from _markup_in(node.child_by_field_name("consequence"))


def _children(node: Node) -> list[Node]:
    outside = ("jsx_opening_element", "jsx_closing_element", "jsx_attribute", "identifier")
    if node.type == "jsx_self_closing_element":
        return []
    return [child for child in node.named_children if child.type not in outside]


def _attribute(key: str, value: Value) -> str:
    if isinstance(value, bool):
        return f" {key}" if value else ""
    if isinstance(value, dict):
        value = _style(value) if key == "style" else None
    if value is None or isinstance(value, list | Markup) or not is_shown(value):
        return ""
    return f' {key}="{escape(as_text(value, plain=True))}"'


def _style(values: dict[str, Value]) -> str:
    """An object of React's styles as CSS: plain numbers are pixels."""
    parts = []
    for name, value in values.items():
        css = re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        unit = "px" if plain and not re.search(r"weight|opacity|index|flex|height$", css) else ""
        if isinstance(value, str) or plain:
            parts.append(f"{css}:{as_text(value, plain=True)}{unit}")
    return ";".join(parts)
