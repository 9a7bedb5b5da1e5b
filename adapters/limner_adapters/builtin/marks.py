"""Counts how many labels are right: roles, elements around nodes, and who is whose sibling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from limner_server.layout.element import Role
from limner_server.proposers.labels import Label

_COMMON = 5  # nodes of a role from which its recall counts in the mean over roles
# What only pixels tell apart: boxes of one size, fields, drawings without words.
_ONLY_SEEN = frozenset(
    {
        *(Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.SELECT, Role.PASSWORD, Role.SEARCH),
        *(Role.AVATAR, Role.CHART, Role.ICON, Role.IMG),
    }
)
# What looks the same whatever its author wrote.
_ALIKE = {Role.SPAN: Role.P}


@dataclass(slots=True)
class Marks:
    """Counts over questions.

    Attributes:
        right: nodes by true role whose own role was said rightly.
        nodes: nodes by true role.
        unclear_right: right ones among the nodes with a crop, by true role.
        unclear: nodes with a crop, by true role.
        shared_groups: elements around nodes and siblings that both have.
        true_groups: such elements of the author.
        said_groups: such elements of the answer.
        shared_pairs: pairs of nodes that both say are siblings.
        true_pairs: pairs of siblings of the author.
        said_pairs: pairs of siblings of the answer.
    """

    right: Counter[Role] = field(default_factory=Counter)
    nodes: Counter[Role] = field(default_factory=Counter)
    unclear_right: Counter[Role] = field(default_factory=Counter)
    unclear: Counter[Role] = field(default_factory=Counter)
    shared_groups: int = 0
    true_groups: int = 0
    said_groups: int = 0
    shared_pairs: int = 0
    true_pairs: int = 0
    said_pairs: int = 0

    def add(
        self,
        truth: Sequence[Label],
        said: Sequence[Label],
        following: Sequence[int],
        shown: set[int],
    ) -> None:
        """Count one question.

        Args:
            truth: the right labels.
            said: those of a model or of rules, one for every node among them.
            following: for each node the pointer of its next sibling in the trace, -1 for none.
            shown: the nodes with a crop.
        """
        own = _own_roles(said)
        for pointer, role in _own_roles(truth).items():
            hit = own.get(pointer) is role
            self.nodes[role] += 1
            self.right[role] += hit
            if pointer in shown:
                self.unclear[role] += 1
                self.unclear_right[role] += hit
        mine, theirs = _groups(truth), _groups(said)
        self.shared_groups += (mine & theirs).total()
        self.true_groups += mine.total()
        self.said_groups += theirs.total()
        pairs, claimed = _pairs(truth, following), _pairs(said, following)
        self.shared_pairs += len(pairs & claimed)
        self.true_pairs += len(pairs)
        self.said_pairs += len(claimed)

    def figures(self) -> dict[str, float]:
        """The counts as shares, 0 to 1; `nodes` is a count."""
        return {
            "nodes": self.nodes.total(),
            "role_accuracy": self.right.total() / max(self.nodes.total(), 1),
            "role_recall": _mean_recall(self.right, self.nodes, frozenset(self.nodes)),
            "unclear_accuracy": self.unclear_right.total() / max(self.unclear.total(), 1),
            "only_seen_accuracy": _mean_recall(self.unclear_right, self.unclear, _ONLY_SEEN),
            "group_f1": _f1(self.shared_groups, self.true_groups, self.said_groups),
            "sibling_f1": _f1(self.shared_pairs, self.true_pairs, self.said_pairs),
        }


def _mean_recall(right: Counter[Role], there: Counter[Role], roles: frozenset[Role]) -> float:
    """The share of right ones of each common role, and the mean over those roles."""
    common = [role for role in roles if there[role] >= _COMMON]
    return sum(right[role] / there[role] for role in common) / max(len(common), 1)


def _f1(shared: int, true: int, said: int) -> float:
    return 2 * shared / max(true + said, 1)


def _own_roles(labels: Sequence[Label]) -> dict[int, Role]:
    return {
        label.first: _ALIKE.get(label.roles[-1], label.roles[-1])
        for label in labels
        if label.first == label.last
    }


def _groups(labels: Sequence[Label]) -> Counter[tuple[int, int, Role]]:
    """Every element that the labels put around nodes."""
    groups: Counter[tuple[int, int, Role]] = Counter()
    for label in labels:
        around = label.roles if label.first != label.last else label.roles[:-1]
        groups.update((label.first, label.last, role) for role in around)
    return groups


def _pairs(labels: Sequence[Label], following: Sequence[int]) -> set[tuple[int, int]]:
    """Nodes that stand beside each other in the same element."""
    inside: dict[int, tuple[int, ...]] = {}
    for label in sorted(labels, key=lambda label: label.first - label.last):
        node = label.first
        while label.first != label.last and node >= 0:
            inside[node] = (*inside.get(node, ()), label.first, label.last)
            node = -1 if node == label.last else following[node]
    # Siblings of the trace that are in the same groups.
    pairs: set[tuple[int, int]] = set()
    for family in _families(following):
        by_group: dict[tuple[int, ...], list[int]] = {}
        for node in family:
            by_group.setdefault(inside.get(node, ()), []).append(node)
        for members in by_group.values():
            pairs.update(combinations(members, 2))
    return pairs


def _families(following: Sequence[int]) -> list[list[int]]:
    """The nodes that have one parent in the trace."""
    later = {node for node in following if node >= 0}
    families = []
    for node in range(len(following)):
        if node in later:
            continue
        family = [node]
        while (then := following[family[-1]]) >= 0:
            family.append(then)
        families.append(family)
    return families
