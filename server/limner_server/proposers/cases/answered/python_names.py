"""The names in Python code, each as it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from limner_server.perception.syntax.imports import Import
from limner_server.perception.syntax.tree import Tree


def bare_names(tree: Tree) -> frozenset[str]:
    """The names that code uses or binds, but for those of attributes and keyword arguments."""
    return frozenset(tree.source(node) for node in nodes(tree, "(identifier)") if _is_bare(node))


def reached_names(tree: Tree, imports: Iterable[Import]) -> Iterator[str]:
    """What is called or looked up, by its full name: "time.sleep", however it was imported.

    Args:
        tree: of the code.
        imports: that its names come from.
    """
    full = {one.alias: ".".join(filter(None, (one.module, one.name))) for one in imports}
    yield from full.values()
    for node in [*nodes(tree, "(attribute)"), *called(tree)]:
        first, _, rest = "".join(tree.source(node).split()).partition(".")
        yield ".".join(filter(None, (full.get(first, first), rest)))


def called(tree: Tree) -> list[Node]:
    """What stands before the parentheses of a call."""
    return nodes(tree, "(call function: (_) @node)", capture="")


def nodes(tree: Tree, pattern: str, capture: str = "@node") -> list[Node]:
    """The nodes of a pattern."""
    return tree.captures(f"{pattern} {capture}").get("node", [])


def _is_bare(node: Node) -> bool:
    around = node.parent
    if around is None:
        return True
    if around.type == "attribute":
        return around.child_by_field_name("object") == node
    return around.type != "keyword_argument" or around.child_by_field_name("name") != node
