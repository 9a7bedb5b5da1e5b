"""The names in JavaScript and TypeScript code, each as it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from limner_server.perception.syntax.imports import Import
from limner_server.perception.syntax.tree import Tree

_NAMES = "[(identifier) (type_identifier) (shorthand_property_identifier)] @name"
_PLAIN = "[(identifier) (shorthand_property_identifier)] @name"


def names_in(tree: Tree, node: Node) -> frozenset[str]:
    """The names that code uses or binds, but for those of properties."""
    span = tree.span(node)
    typed = tree.language.name in ("typescript", "tsx")
    found = tree.captures(_NAMES if typed else _PLAIN, span).get("name", [])
    return frozenset(tree.source(one) for one in found if tree.span(one).start in span)


def reached_names(tree: Tree, imports: Iterable[Import]) -> Iterator[str]:
    """What is called or looked up, by its full name: "fs.readFile", however it was imported.

    Args:
        tree: of the code.
        imports: that its names come from.
    """
    full = {
        one.alias: ".".join(filter(None, (_plain(one.module), one.name.strip("*"))))
        for one in imports
    }
    yield from full.values()
    for node in [*nodes(tree, "(member_expression)"), *called(tree)]:
        first, _, rest = "".join(tree.source(node).split()).partition(".")
        yield ".".join(filter(None, (full.get(first, first), rest)))


def called(tree: Tree) -> list[Node]:
    """What stands before the parentheses of a call, or after `new`."""
    return [
        *nodes(tree, "(call_expression function: (_) @node)", capture=""),
        *nodes(tree, "(new_expression constructor: (_) @node)", capture=""),
    ]


def arguments_of(node: Node) -> list[Node]:
    """What a call is given, by what stands before its parentheses."""
    call = node.parent
    given = call.child_by_field_name("arguments") if call is not None else None
    return given.named_children if given is not None else []


def nodes(tree: Tree, pattern: str, capture: str = "@node") -> list[Node]:
    """The nodes of a pattern."""
    return tree.captures(f"{pattern} {capture}").get("node", [])


def _plain(module: str) -> str:
    return module.removeprefix("node:")
