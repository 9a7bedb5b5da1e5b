"""Finds the author's elements again in the traced tree: the labels that a model should give.

Every leaf of the tree is held against the page's words and atoms. An element of the author then
covers a set of leaves, and stands for the node of the tree, or the range of siblings, that covers
the same set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from limner_adapters.data.atoms import elements_of_atoms, strays
from limner_adapters.data.leaves import TracedTree
from limner_adapters.data.truth import Truth
from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Box
from limner_server.proposers.labels import ROLES_A_LABEL, Label, Question
from limner_server.proposers.nodes import is_mark

AGREEMENT = 0.75  # weighted Jaccard of leaves from which two are the same element
COVERED = 0.7  # share of a leaf's letters from which an element covers it

_TEXT_ONLY = frozenset({Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6, Role.P})


@dataclass(slots=True)
class Matches:
    """Roles found, outermost first.

    Attributes:
        of_node: by `id()` of an element of the tree.
        of_range: by the ids of the first and the last of consecutive siblings.
        strays: what drawings are that no element of the author is, by their ids.
    """

    of_node: dict[int, list[Role]] = field(default_factory=lambda: defaultdict(list))
    of_range: dict[tuple[int, int], list[Role]] = field(default_factory=lambda: defaultdict(list))
    strays: dict[int, Role] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many elements of the author were found again."""
        return sum(len(roles) for roles in (*self.of_node.values(), *self.of_range.values()))


def match(root: Element, truth: Truth) -> Matches:
    """Match a page's truth to the tree that was traced from its picture."""
    tree = TracedTree(root)
    atoms = elements_of_atoms(tree, truth)
    covered = _covered_leaves(tree, truth, atoms)
    matches = Matches(strays=strays(tree, truth))
    for index, node in enumerate(truth.nodes):
        if node.role is None:
            continue
        if node.atom:
            if index in atoms:
                matches.of_node[id(atoms[index])].append(node.role)
        elif covered[index]:
            _place(node.role, covered[index], tree, matches)
    _share_out(root, matches)
    return matches


def labels_of(question: Question, matches: Matches) -> list[Label]:
    """The right answer to a question: every node has a label, ranges where they were found."""
    pointers = {id(element): pointer for pointer, element in enumerate(question.elements)}
    labels = []
    for pointer, element in enumerate(question.elements):
        nothing = matches.strays.get(id(element)) or neutral_role(element)
        roles = matches.of_node.get(id(element)) or [nothing]
        labels.append(Label(pointer, pointer, tuple(roles[-ROLES_A_LABEL:])))
    for (first, last), roles in matches.of_range.items():
        if first in pointers and last in pointers:
            labels.append(Label(pointers[first], pointers[last], tuple(roles[-ROLES_A_LABEL:])))
    return labels


def neutral_role(element: Element) -> Role:
    """What an element is where its author wrote nothing but div and span."""
    if element.paragraph is not None and not element.children:
        return Role.SPAN
    if element.children or element.role not in (Role.IMG, Role.ICON, Role.HR):
        return Role.DIV
    return element.role


def _covered_leaves(
    tree: TracedTree, truth: Truth, atoms: dict[int, Element]
) -> list[dict[int, float]]:
    """For every true node, the leaves it covers, each with the share of it that is covered."""
    covered: list[dict[int, float]] = [defaultdict(float) for _ in truth.nodes]
    letters: dict[int, float] = defaultdict(float)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for word in truth.words:
        leaf = _leaf_of_word(word.box, tree.leaves)
        if leaf >= 0:
            letters[leaf] += len(word.text)
            found[word.node, leaf] += len(word.text)
    for (index, leaf), count in found.items():
        for node in _upwards(index, truth):
            covered[node][leaf] += count / letters[leaf]
    for index, element in atoms.items():
        inside = range(*tree.spans[id(element)])
        for node in _upwards(index, truth):
            covered[node].update(dict.fromkeys(inside, 1.0))
    return [
        {leaf: min(share, 1.0) for leaf, share in shares.items() if share > COVERED}
        for shares in covered
    ]


def _upwards(index: int, truth: Truth) -> Iterator[int]:
    while index >= 0:
        yield index
        index = truth.nodes[index].parent


def _leaf_of_word(box: Box, leaves: list[Element]) -> int:
    """The leaf with text in which the word stands, the smallest where several do; else -1."""
    x, y = box.centre
    best, area = -1, float("inf")
    for index, leaf in enumerate(leaves):
        inside = leaf.box.x0 - 2 <= x <= leaf.box.x1 + 2 and leaf.box.y0 - 2 <= y <= leaf.box.y1 + 2
        if leaf.paragraph is not None and inside and leaf.box.area < area:
            best, area = index, leaf.box.area
    return best


def _place(role: Role, leaves: dict[int, float], tree: TracedTree, matches: Matches) -> None:
    """Give `role` to the node or the range of siblings that agrees best with its leaves."""
    best_node, best = None, AGREEMENT
    for element in tree.root.walk():
        # Where a node and its only child cover the same, the inner one is what was meant: `>=`.
        score = tree.agreement(leaves, *tree.spans[id(element)])
        if score >= best and element is not tree.root and _may_be(role, element):
            best_node, best = element, score
    best_range = None
    for parent in tree.root.walk():
        span = _majority(parent, leaves, tree)
        if span is None or role in _TEXT_ONLY:
            continue
        first, last = span
        score = tree.agreement(leaves, tree.spans[id(first)][0], tree.spans[id(last)][1])
        if score > best + 0.02:
            best_range, best = (id(first), id(last)), score
    if best_range is not None:
        matches.of_range[best_range].append(role)
    elif best_node is not None:
        matches.of_node[id(best_node)].append(role)


def _share_out(root: Element, matches: Matches) -> None:
    """Where a node has one child only, the outer of several roles belong to the outer node."""
    for parent in reversed(list(root.walk())):
        if len(parent.children) != 1 or parent is root or matches.of_node.get(id(parent)):
            continue
        roles = matches.of_node.get(id(parent.children[0]), [])
        if roles == [parent.role]:
            matches.of_node[id(parent)] = roles
            matches.of_node[id(parent.children[0])] = []
        elif len(roles) > 1:
            matches.of_node[id(parent)] = roles[:-1]
            matches.of_node[id(parent.children[0])] = roles[-1:]


def _may_be(role: Role, element: Element) -> bool:
    """Headings and paragraphs are never around several elements here."""
    return role not in _TEXT_ONLY or not element.children


def _majority(
    parent: Element, leaves: dict[int, float], tree: TracedTree
) -> tuple[Element, Element] | None:
    """The first and last of consecutive children that lie mostly in `leaves`; two at least."""
    solid = [child for child in parent.children if not is_mark(child)]
    chosen = []
    for position, child in enumerate(solid):
        start, end = tree.spans[id(child)]
        if tree.shared(leaves, start, end) > 0.5 * sum(tree.weights[start:end]):
            chosen.append(position)
    consecutive = len(chosen) > 1 and chosen[-1] - chosen[0] == len(chosen) - 1
    if not consecutive or len(chosen) == len(solid):
        return None
    return solid[chosen[0]], solid[chosen[-1]]
