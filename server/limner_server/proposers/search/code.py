"""Source code as the search sees it: a tree, and what of it may be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.search import grammar


class Code:
    """A text with its tree.

    Attributes:
        tree: the tree.
        text: what was parsed.
        python: whether it is Python; JavaScript or TypeScript where not.
        root: the node of the whole text.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.text = tree.text
        self.python: Final = tree.language.family == "python"
        self.root = tree.root

    def span(self, node: Node) -> Span:
        """Where the node stands, in characters."""
        return self.tree.span(node)

    def of(self, node: Node) -> str:
        """The text of the node."""
        return self.tree.source(node)

    def function_of(self, node: Node) -> Node | None:
        """The innermost function that the node stands in."""
        around = self.tree.ancestors(node)
        return next((one for one in around if one.type in grammar.FUNCTIONS), None)

    def is_value(self, node: Node) -> bool:
        """Whether the node is an expression whose value is used."""
        parent = node.parent
        if parent is None or node.type not in grammar.EXPRESSIONS:
            return False
        if parent.type in grammar.READ_ONLY_IN:
            fields = grammar.READ_ONLY_IN[parent.type]
            return any(parent.child_by_field_name(name) == node for name in fields)
        return parent.type not in grammar.NO_VALUES

    def walk(self, node: Node) -> Iterator[Node]:
        """The nodes in and under `node` that mutations may look at, in reading order."""
        stack = [node]
        while stack:
            one = stack.pop()
            yield one
            stack += reversed(self.children(one))

    def children(self, node: Node) -> list[Node]:
        """The nodes directly under `node` that mutations may look at."""
        return [child for child in node.named_children if child.type not in grammar.OPAQUE]
