"""What expressions in a component come to, as far as that can be told without running them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Final, Union

from tree_sitter import Node

from limner_adapters.tuning.views.words import words_of
from limner_server.perception.syntax.tree import Tree, first_named


class Markup(str):
    """HTML, not to be escaped again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only the running program has.

    Attributes:
        name: under which it is known.
    """

    name: str


Value = Union[str, float, bool, "Markup", Unknown, list["Value"], dict[str, "Value"], None]
Paint = Callable[[Tree, Node, "Values"], Markup]

_ELEMENTS: Final = frozenset({"jsx_element", "jsx_self_closing_element", "jsx_fragment"})
# A list that nobody knows has so many things.
_ROUNDS: Final = 3
_TRANSLATE: Final = frozenset({"t", "i18n.t", "translate", "formatMessage", "_", "gettext"})


def as_text(value: Value, *, plain: bool = False) -> str:
    """A value as it is shown: nothing of what React does not show."""
    if value is None or isinstance(value, bool | dict):
        return ""
    if isinstance(value, Markup):
        return value
    if isinstance(value, list):
        return "".join(as_text(one, plain=plain) for one in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = words_of(value.name) if isinstance(value, Unknown) else str(value)
    return text if plain else escape(text, quote=False)


def is_shown(value: Value) -> bool:
    """Whether an attribute of this value can be told: a guess at one would draw something else."""
    return not isinstance(value, Unknown)


@dataclass(slots=True)
class Values:
    """What the names in a component stand for.

    Attributes:
        tree: of its file.
        names: the values by name.
        paint: draws markup that is a value.
    """

    tree: Tree
    names: dict[str, Value]
    paint: Paint

    @classmethod
    def of(cls, tree: Tree, function: Node, given: Mapping[str, Value], paint: Paint) -> Values:
        """The values at the start of a component that is given some properties."""
        names: dict[str, Value] = {"props": dict(given)}
        values = cls(tree, names, paint)
        for node in _properties(function):
            name_node = node.child_by_field_name("left") or node
            key_node = node.child_by_field_name("key") or name_node
            value_node = node.child_by_field_name("value") or name_node
            default = node.child_by_field_name("right")
            if value_node.type in ("object_assignment_pattern", "assignment_pattern"):
                default = value_node.child_by_field_name("right")
                value_node = value_node.child_by_field_name("left") or value_node
            key, name = tree.source(key_node), tree.source(value_node)
            if key in given:
                names[name] = given[key]
            elif default is not None:
                names[name] = values.value(default)
        return values

    def value(self, node: Node | None) -> Value:
        """What an expression comes to."""
        if node is None:
            return None
        if node.type in _ELEMENTS:
            return self.paint(self.tree, node, self)
        make = self._kinds.get(node.type)
        return make(self, node) if make is not None else None

    def classes(self, node: Node) -> Value:
        """The classes that an expression may come to: every word that stands in it."""
        member = r"\b(?:styles?|classes|css)\.(\w+)|\b(?:styles?|classes|css)\[['\"]([\w-]+)['\"]\]"
        text = self.tree.source(node)
        words = [one or other for one, other in re.findall(member, text)]
        strings = self.tree.captures(
            "(string_fragment) @text (template_string) @text", self.tree.span(node)
        )
        for one in strings.get("text", []):
            words += re.sub(r"\$\{.*?\}|`", " ", self.tree.source(one)).split()
        return " ".join(dict.fromkeys(words))

    def _text(self, node: Node) -> Value:
        return self.tree.source(node)[1:-1]

    def _template(self, node: Node) -> Value:
        parts = []
        for child in node.named_children:
            if child.type == "template_substitution":
                parts.append(as_text(self.value(first_named(child)), plain=True))
            elif child.type == "string_fragment":
                parts.append(self.tree.source(child))
        return "".join(parts) or re.sub(r"\$\{.*?\}", "", self.tree.source(node)[1:-1])

    def _number(self, node: Node) -> Value:
        try:
            return float(self.tree.source(node))
        except ValueError:
            return self.tree.source(node)

    def _name(self, node: Node) -> Value:
        name = self.tree.source(node)
        return self.names[name] if name in self.names else Unknown(name)

    def _member(self, node: Node) -> Value:
        whole = self.value(node.child_by_field_name("object"))
        name = self.tree.source(node.child_by_field_name("property"))
        if isinstance(whole, dict) and name in whole:
            return whole[name]
        return float(len(whole)) if name == "length" and isinstance(whole, list) else Unknown(name)

    def _inner(self, node: Node) -> Value:
        return self.value(first_named(node))

    def _chosen(self, node: Node) -> Value:
        condition = self.value(node.child_by_field_name("condition"))
        no = condition is None or condition is False or condition in ("", 0.0)
        return self.value(node.child_by_field_name("alternative" if no else "consequence"))

    def _joined(self, node: Node) -> Value:
        sign = self.tree.source(node.child_by_field_name("operator"))
        left, right = (self.value(node.child_by_field_name(side)) for side in ("left", "right"))
        if sign == "&&":
            return left if left is None or left is False else right
        if sign in ("||", "??"):
            return right if left is None or isinstance(left, Unknown) else left
        if sign == "+":
            return as_text(left, plain=True) + as_text(right, plain=True)
        return Unknown("value")

    def _array(self, node: Node) -> Value:
        return [self.value(child) for child in node.named_children]

    def _object(self, node: Node) -> Value:
        found: dict[str, Value] = {}
        for pair in node.named_children:
            if pair.type == "pair":
                key = self.tree.source(pair.child_by_field_name("key")).strip("'\"")
                found[key] = self.value(pair.child_by_field_name("value"))
        return found

    def _called(self, node: Node) -> Value:
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        first = first_named(arguments)
        said = self.tree.source(function)
        if said.endswith(".map") and first is not None and function is not None:
            return self._mapped(function, first)
        if said in _TRANSLATE and first is not None and first.type == "string":
            return as_text(self.value(first), plain=True).rpartition(".")[2].replace("_", " ")
        # What is formatted is still what it was.
        whole = self.value(function.child_by_field_name("object")) if function else None
        return whole if whole is not None else Unknown(said.rpartition(".")[2])

    def _mapped(self, function: Node, callback: Node) -> Value:
        things = self.value(function.child_by_field_name("object"))
        if isinstance(things, Unknown) or not isinstance(things, list):
            name = things.name.removesuffix("s") if isinstance(things, Unknown) else "item"
            things = [Unknown(f"{name} {number + 1}") for number in range(_ROUNDS)]
        parameters = callback.child_by_field_name("parameters")
        one = first_named(parameters) if parameters else callback.child_by_field_name("parameter")
        body = callback.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            returned = [child for child in body.named_children if child.type == "return_statement"]
            body = first_named(returned[-1]) if returned else None
        found: list[Value] = []
        for thing in things:
            inner = Values(self.tree, {**self.names, **_bound(self.tree, one, thing)}, self.paint)
            found.append(inner.value(body))
        return found

    _kinds: ClassVar[dict[str, Callable[[Values, Node], Value]]] = {
        "string": _text,
        "template_string": _template,
        "number": _number,
        "identifier": _name,
        "member_expression": _member,
        "parenthesized_expression": _inner,
        "as_expression": _inner,
        "non_null_expression": _inner,
        "ternary_expression": _chosen,
        "binary_expression": _joined,
        "array": _array,
        "object": _object,
        "call_expression": _called,
        "true": lambda *_: True,
        "false": lambda *_: False,
        "unary_expression": lambda *_: Unknown("condition"),
    }


def _properties(function: Node) -> list[Node]:
    """What a component takes apart of its properties: the parts of its first parameter."""
    if (parameters := function.child_by_field_name("parameters")) is None:
        inner = [child for child in function.named_children if child.type != "identifier"]
        return next((found for child in inner if (found := _properties(child))), [])
    first = first_named(parameters)
    while first is not None and first.type in ("required_parameter", "optional_parameter"):
        first = first.child_by_field_name("pattern")
    return first.named_children if first is not None and first.type == "object_pattern" else []


def _bound(tree: Tree, pattern: Node | None, thing: Value) -> dict[str, Value]:
    """The names that a pattern gives to a thing, and to its parts."""
    while pattern is not None and pattern.type in ("required_parameter", "optional_parameter"):
        pattern = pattern.child_by_field_name("pattern")
    if pattern is None:
        return {}
    if pattern.type == "object_pattern":
        names = [tree.source(child) for child in pattern.named_children]
        whole = thing if isinstance(thing, dict) else {}
        return {name: whole.get(name, Unknown(name)) for name in names}
    return {tree.source(pattern): thing}
