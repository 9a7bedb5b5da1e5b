"""The names in Python code, each as it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tree_sitter import Node

from limner_server.perception.syntax.imports import Import
from limner_server.perception.syntax.tree import Tree


def bare_names(tree: Tree) -> frozenset[str]:
    """The names that code uses or binds, but for those of attributes and keyword arguments."""
    return frozenset(tree.source(node) for node in nodes(tree, "(identifier)") if _is_bare(node))


def origins(imports: Iterable[Import]) -> dict[str, str]:
    """Where imported names come from: "sleep" from "time.sleep"."""
    return {one.alias: ".".join(filter(None, (one.module, one.name))) for one in imports}


def full_name(tree: Tree, node: Node, known: Mapping[str, str]) -> str:
    """What is called or looked up, by its full name: "time.sleep", however it was imported."""
    first, _, rest = "".join(tree.source(node).split()).partition(".")
    return ".".join(filter(None, (known.get(first, first), rest)))


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
