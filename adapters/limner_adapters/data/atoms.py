"""Finds what the author drew as a whole again: pictures, icons, fields."""

from __future__ import annotations

from limner_adapters.data.leaves import TracedTree
from limner_adapters.data.truth import Truth
from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Box
from limner_server.proposers.nodes import is_mark

ATOM_OVERLAP = 0.4  # intersection over union from which an atom and a leaf are the same
ATOM_SLACK = 2.0  # pixels by which a drawing may stick out of its picture
MOSTLY = 0.5  # share of a drawing that words or pictures take up, from which it is theirs


def elements_of_atoms(tree: TracedTree, truth: Truth) -> dict[int, Element]:
    """The element of the tree that is each picture or field: the one with the most like box.

    It may have come apart in the trace: a select into its text and its arrow. Failing a like box,
    it is the element that all drawings inside the picture make up: the strokes of an icon, which
    are smaller than the square it was drawn in.
    """
    drawn = [
        element
        for element in tree.root.walk()
        if element.shape is not None and element is not tree.root and _texts_below(element) <= 1
    ]
    found: dict[int, Element] = {}
    for index, node in enumerate(truth.nodes):
        if not node.atom:
            continue
        best = max(drawn, key=lambda element: element.box.iou(node.box), default=None)
        if best is not None and best.box.iou(node.box) > ATOM_OVERLAP:
            found[index] = best
        elif (whole := _drawn_within(tree, node.box)) is not None:
            found[index] = whole
    return found


def _drawn_within(tree: TracedTree, box: Box) -> Element | None:
    """The element that holds every drawing inside `box`, and nothing else."""
    inside = [
        index
        for index, leaf in enumerate(tree.leaves)
        if leaf.paragraph is None and box.contains(leaf.box, ATOM_SLACK)
    ]
    solid = [index for index in inside if not is_mark(tree.leaves[index])]
    if not solid:
        return None
    start, end = solid[0], solid[-1] + 1
    if not set(range(start, end)) <= set(inside):
        return None
    around = (
        element
        for element in tree.root.walk()
        if tree.spans[id(element)][0] <= start and end <= tree.spans[id(element)][1]
    )
    # Those around a leaf lie within each other; the last of equal ones is the innermost.
    best = min(reversed(list(around)), key=tree.length)
    return best if set(range(*tree.spans[id(best)])) <= set(inside) else None


def strays(tree: TracedTree, truth: Truth) -> dict[int, Role]:
    """What drawings are that the rules take for pictures, and the author drew none there.

    Words that were not read, or nothing at all: the corners of a card, the steps of a shadow.
    """
    found = {}
    for leaf in tree.leaves:
        if leaf.paragraph is not None or leaf.role not in (Role.IMG, Role.ICON):
            continue
        inked = sum(leaf.box.overlap(word.box) for word in truth.words)
        drawn = (leaf.box.overlap(node.box) for node in truth.nodes if node.atom)
        if inked > MOSTLY * leaf.box.area:
            found[id(leaf)] = Role.SPAN
        elif max(drawn, default=0.0) <= MOSTLY * leaf.box.area:
            found[id(leaf)] = Role.DIV
    return found


def _texts_below(element: Element) -> int:
    return sum(part.paragraph is not None for part in element.walk())
