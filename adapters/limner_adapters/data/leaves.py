"""A traced tree by its leaves: what its elements are compared by."""

from __future__ import annotations

from collections.abc import Iterable

from limner_server.layout.element import Element
from limner_server.proposers.nodes import is_mark

ATOM_WEIGHT = 6.0  # of a picture or field, in characters
MARK_WEIGHT = 0.1  # of a rule or speck, in characters


def _weight(leaf: Element) -> float:
    """How much a leaf says about which elements are the same: its letters, or some for an atom."""
    if leaf.paragraph is not None:
        return float(max(len(leaf.paragraph.text), 1))
    return MARK_WEIGHT if is_mark(leaf) else ATOM_WEIGHT


class TracedTree:
    """A traced tree by its leaves.

    Attributes:
        root: of the tree.
        leaves: in preorder.
        weights: of the leaves.
        spans: for every element by its `id()`, the range of leaves below it.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.leaves = [element for element in root.walk() if not element.children]
        self.weights = [_weight(leaf) for leaf in self.leaves]
        self.spans: dict[int, tuple[int, int]] = {}
        self._span(root, 0)

    def _span(self, element: Element, start: int) -> int:
        end = start
        for child in element.children:
            end = self._span(child, end)
        end = max(end, start + 1)
        self.spans[id(element)] = (start, end)
        return end

    def length(self, element: Element) -> int:
        """How many leaves are below an element."""
        start, end = self.spans[id(element)]
        return end - start

    def agreement(self, leaves: Iterable[int], start: int, end: int) -> float:
        """The weighted Jaccard index of some leaves and a range of leaves."""
        whole = sum(self.weights[leaf] for leaf in leaves)
        inside = sum(self.weights[start:end])
        shared = self.shared(leaves, start, end)
        return shared / max(inside + whole - shared, 1e-6)

    def shared(self, leaves: Iterable[int], start: int, end: int) -> float:
        """The weight of those leaves that lie in the range."""
        return sum(self.weights[leaf] for leaf in leaves if start <= leaf < end)
