"""Kinds of values by types that are declared: TypeScript's annotations, and JSDoc's."""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.functions import classes
from limner_server.perception.syntax.languages import TYPESCRIPT
from limner_server.perception.syntax.tree import Tree, first_named
from limner_server.proposers.cases.javascript.kinds import ANY, Kind, joined
from limner_server.proposers.cases.javascript.values import UNDEFINED, Code, Value, value_of

_PREDEFINED: Final = {
    "number": Kind("number"),
    "string": Kind("string"),
    "boolean": Kind("boolean"),
    "bigint": Kind("bigint"),
    "object": Kind("object"),
    "null": Kind("one of", options=(None,)),
    "undefined": Kind("one of", options=(UNDEFINED,)),
    "void": Kind("one of", options=(UNDEFINED,)),
    "Function": Kind("function"),
    "Object": Kind("object"),
    "Array": Kind("array"),
    "Date": Kind("date"),
    "RegExp": Kind("regexp"),
    "Map": Kind("map"),
    "Set": Kind("set"),
    "Promise": Kind("promise"),
    "Number": Kind("number"),
    "String": Kind("string"),
    "Boolean": Kind("boolean"),
}
_LISTS: Final = frozenset({"Array", "ReadonlyArray", "Iterable", "ArrayLike"})
_WRAPPERS: Final = frozenset({"Readonly", "Required", "NonNullable", "Partial"})
_DEEPEST: Final = 5
_TAG: Final = re.compile(r"@(?:param|arg|argument)\s*\{")


class Types:
    """What types mean, in one file.

    Args:
        tree: of the file; interfaces, aliases and enumerations are looked up there.
        constructors: expressions that make an instance of a class, by the class's name.
    """

    def __init__(self, tree: Tree, constructors: dict[str, list[str]]) -> None:
        self._known = {one.name: (tree, one.node) for one in classes(tree) if one.name}
        self._constructors = constructors

    def kind(self, annotation: str) -> Kind:
        """The kind that an annotation stands for; any where it says nothing."""
        tree = Tree.parse(f"let it: {annotation};", TYPESCRIPT)
        found = tree.captures("(type_annotation) @type").get("type", [])
        if tree.has_errors or not found:
            return ANY
        return self._of(tree, first_named(found[0]), 0)

    def _of(self, tree: Tree, node: Node | None, depth: int) -> Kind:
        found = ANY
        if node is None or depth > _DEEPEST:
            return found
        text, inner = tree.source(node), first_named(node)
        match node.type:
            case "predefined_type" | "type_identifier":
                found = _PREDEFINED.get(text) or self._named(text, depth)
            case "literal_type":
                found = _literal(tree, inner)
            case "array_type":
                found = Kind("array", item=self._of(tree, inner, depth + 1))
            case "readonly_type" | "parenthesized_type" | "optional_type":
                found = self._of(tree, inner, depth)
            case "union_type":
                found = joined(self._of(tree, one, depth) for one in _united(node))
            case "object_type" | "interface_body":
                found = self._object(tree, node, depth)
            case "generic_type" | "tuple_type" | "function_type":
                found = self._made_of(tree, node, depth)
        return found

    def _made_of(self, tree: Tree, node: Node, depth: int) -> Kind:
        """A tuple, a function, or what stands with types in angle brackets."""
        if node.type == "generic_type":
            return self._generic(tree, node, depth)
        if node.type == "tuple_type":
            parts = [self._of(tree, one, depth + 1) for one in node.named_children]
            fields = tuple((str(index), one) for index, one in enumerate(parts))
            return Kind("array", fields=fields, length=len(parts))
        parameters = node.child_by_field_name("parameters")
        returned = self._of(tree, node.child_by_field_name("return_type"), depth + 1)
        arity = parameters.named_child_count if parameters is not None else 0
        return Kind("function", arity=arity, item=returned)

    def _generic(self, tree: Tree, node: Node, depth: int) -> Kind:
        name = tree.source(node.child_by_field_name("name"))
        given = node.child_by_field_name("type_arguments")
        kinds = [self._of(tree, one, depth + 1) for one in given.named_children] if given else []
        first = kinds[0] if kinds else ANY
        if name in _LISTS:
            return Kind("array", item=first)
        if name in _WRAPPERS:
            names = frozenset(one for one, _ in first.fields)
            is_partial = name == "Partial"
            return Kind("object", fields=first.fields, optional=names) if is_partial else first
        if name in ("Record", "Map"):
            item = kinds[1] if len(kinds) > 1 else ANY
            return Kind("object" if name == "Record" else "map", item=item)
        if name in ("Set", "Promise"):
            return Kind(name.lower(), item=first)
        return self._named(name, depth)

    def _named(self, name: str, depth: int) -> Kind:
        """What the file itself calls so."""
        if name in self._constructors:
            made: tuple[Value, ...] = tuple(Code(one) for one in self._constructors[name])
            return Kind("one of", options=made)
        if name not in self._known or depth > _DEEPEST:
            return ANY
        tree, node = self._known[name]
        if node.type == "enum_declaration":
            body = node.child_by_field_name("body")
            members = [
                tree.source(one.child_by_field_name("name") or one)
                for one in (body.named_children if body is not None else ())
                if one.type != "comment"
            ]
            return Kind("one of", options=tuple(Code(f"{name}.{one}") for one in members))
        value = node.child_by_field_name("value")
        if value is not None:
            return self._of(tree, value, depth + 1)
        body = node.child_by_field_name("body")
        return self._object(tree, body, depth) if body is not None else ANY

    def _object(self, tree: Tree, body: Node, depth: int) -> Kind:
        fields, optional = [], set()
        for member in body.named_children:
            if member.type == "index_signature":
                return Kind("object", item=self._annotated(tree, member, depth))
            name = tree.source(member.child_by_field_name("name")).strip("'\"")
            if member.type == "property_signature" and name:
                fields.append((name, self._annotated(tree, member, depth)))
                if any(child.type == "?" for child in member.children):
                    optional.add(name)
        return Kind("object", fields=tuple(fields), optional=frozenset(optional))

    def _annotated(self, tree: Tree, member: Node, depth: int) -> Kind:
        annotation = member.child_by_field_name("type")
        return self._of(tree, first_named(annotation), depth + 1)


def jsdoc_types(comment: str) -> dict[str, str]:
    """The types that a JSDoc comment gives to parameters, as TypeScript would write them."""
    found: dict[str, str] = {}
    for match in _TAG.finditer(comment):
        end = _closing(comment, match.end())
        named = re.match(r"\s*(\[?)\s*([\w$.]+)", comment[end + 1 :])
        if named is None or "." in named[2]:
            continue
        written = " ".join(comment[match.end() : end].replace("*", " ").split())
        found[named[2]] = _as_typescript(written, is_optional=bool(named[1]))
    return found


def _closing(text: str, start: int) -> int:
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if not depth:
            return index
    return len(text)


def _as_typescript(written: str, *, is_optional: bool) -> str:
    """Closure's way of writing types, as TypeScript's: `?string`, `Array.<number>`, `...number`."""
    text = (
        written.replace(".<", "<").removeprefix("...").rstrip("=").replace("function(", "Function(")
    )
    is_null = text.startswith("?")
    text = text.lstrip("?!") or "any"
    if text.startswith("Function("):
        text = "Function"
    text = re.sub(r"\bObject<", "Record<", text)
    return text + " | null" * is_null + " | undefined" * (is_optional or written.endswith("="))


def _united(node: Node) -> list[Node]:
    found: list[Node] = []
    for one in node.named_children:
        found += _united(one) if one.type == "union_type" else [one]
    return found


def _literal(tree: Tree, node: Node | None) -> Kind:
    if node is None:
        return ANY
    if tree.source(node) in ("null", "undefined"):
        return _PREDEFINED[tree.source(node)]
    try:
        return Kind("one of", options=(value_of(tree, node),))
    except ValueError:
        return ANY
