"""Finds the author's elements again in the traced tree: the labels that a model should give.

Every leaf of the tree is held against the page's words and atoms. An element of the author then
covers a set of leaves, and stands for the node of the tree, or the range of siblings, that covers
the same set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from limner_adapters.data.truth import Truth
from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Box
from limner_server.proposers.labels import ROLES_A_LABEL, Label, Question
from limner_server.proposers.nodes import is_mark

AGREEMENT = 0.75  # weighted Jaccard of leaves from which two are the same element
ATOM_OVERLAP = 0.4  # intersection over union from which an atom and a leaf are the same
ATOM_SLACK = 2.0  # pixels by which a drawing may stick out of its picture
ATOM_WEIGHT = 6.0  # of a picture or field, in characters
MARK_WEIGHT = 0.1  # of a rule or speck, in characters
MOSTLY = 0.5  # share of a drawing that words take up, from which it is these words
COVERED = 0.7  # share of a leaf's letters from which an element covers it

_TEXT_ONLY = frozenset({Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6, Role.P})


@dataclass(slots=True)
class Matches:
    """Roles found, outermost first.

    Attributes:
        of_node: by `id()` of an element of the tree.
        of_range: by the ids of the first and the last of consecutive siblings.
        unread: ids of drawings that are words which were not read.
    """

    of_node: dict[int, list[Role]] = field(default_factory=lambda: defaultdict(list))
    of_range: dict[tuple[int, int], list[Role]] = field(default_factory=lambda: defaultdict(list))
    unread: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many elements of the author were found again."""
        return sum(len(roles) for roles in (*self.of_node.values(), *self.of_range.values()))


def match(root: Element, truth: Truth) -> Matches:
    """Match a page's truth to the tree that was traced from its picture."""
    tree = _Tree(root)
    atoms = _elements_of_atoms(tree, truth)
    covered = _covered_leaves(tree, truth, atoms)
    matches = Matches(unread=_unread_words(tree, truth))
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
        nothing = Role.SPAN if id(element) in matches.unread else neutral_role(element)
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


def _elements_of_atoms(tree: _Tree, truth: Truth) -> dict[int, Element]:
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


def _drawn_within(tree: _Tree, box: Box) -> Element | None:
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


def _unread_words(tree: _Tree, truth: Truth) -> set[int]:
    """The leaves that were taken for a picture or an icon, and are words."""
    found = set()
    for leaf in tree.leaves:
        if leaf.paragraph is None and neutral_role(leaf) in (Role.IMG, Role.ICON):
            inked = sum(leaf.box.overlap(word.box) for word in truth.words)
            if inked > MOSTLY * leaf.box.area:
                found.add(id(leaf))
    return found


def _texts_below(element: Element) -> int:
    return sum(part.paragraph is not None for part in element.walk())


def _covered_leaves(tree: _Tree, truth: Truth, atoms: dict[int, Element]) -> list[dict[int, float]]:
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


def _weight(leaf: Element) -> float:
    """How much a leaf says about which elements are the same: its letters, or some for an atom."""
    if leaf.paragraph is not None:
        return float(max(len(leaf.paragraph.text), 1))
    return MARK_WEIGHT if is_mark(leaf) else ATOM_WEIGHT


class _Tree:
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


def _place(role: Role, leaves: dict[int, float], tree: _Tree, matches: Matches) -> None:
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
    parent: Element, leaves: dict[int, float], tree: _Tree
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
