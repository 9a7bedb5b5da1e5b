"""The answer to a question as blanks to be filled in all at once.

A small model loses its way in a long answer: a role that it got wrong misleads it in all that
follows, and each pointer that it writes costs a step. So one that can is asked to fill in blanks
instead. Three stand for each node, in the order of the nodes, and nothing that is filled in is read
by the others, so that one step of the model answers them all:

    [[3]]___   what the node is
    -[[3]]___  what stands around it alone: nothing, or an element that the tree lacks
    +[[3]]___  whether it begins a group of siblings, goes on with the one before, or neither
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from limner_model.blanks import Blank
from limner_server.layout.element import Role
from limner_server.proposers.labels import Label

NONE: Final = "none"
SAME: Final = "same"  # as the sibling before

OWN: Final = tuple(role.value for role in Role if role is not Role.BODY)
_AROUND = (
    *(Role.LI, Role.TD, Role.TH, Role.TR, Role.A, Role.LABEL, Role.FORM, Role.UL, Role.OL),
    *(Role.HEADER, Role.NAV, Role.MAIN, Role.ASIDE, Role.FOOTER, Role.ARTICLE, Role.SECTION),
    *(Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6, Role.P, Role.TABLE),
)
_NESTED = ("nav-ul", "aside-nav", "header-nav", "li-a", "ul-li")  # one in the other
AROUND: Final = (NONE, *_AROUND, *_NESTED)
GROUP: Final = (NONE, SAME, *_AROUND, *_NESTED)

BLANKS_A_NODE: Final = 3
# A line that ends in a pointer; what is found is its depth.
_LINE = re.compile(r"^[a-z]+ d([0-9]+) .*\[\[[0-9]+\]\]$", re.MULTILINE)


def blanks(count: int) -> list[Blank]:
    """The blanks of a question about `count` nodes."""
    return [
        blank
        for node in range(count)
        for blank in (
            Blank(f" [[{node}]]", OWN),
            Blank(f"-[[{node}]]", AROUND),
            Blank(f"+[[{node}]]", GROUP),
        )
    ]


def fill_in(labels: Sequence[Label], following: Sequence[int]) -> list[str]:
    """What should stand in the blanks, as far as they can say it.

    Args:
        labels: the right answer, one for each node among them.
        following: for each node the pointer of its next sibling, -1 where it has none.
    """
    filled = [Role.DIV.value, NONE, NONE] * len(following)
    for label in labels:
        if label.first == label.last:
            *outer, own = label.roles
            filled[BLANKS_A_NODE * label.first] = own.value
            filled[BLANKS_A_NODE * label.first + 1] = _word(outer, AROUND)
    # The widest last: where two groups begin with one node, it is the one that is told.
    ranges = [label for label in labels if label.first != label.last]
    for label in sorted(ranges, key=lambda label: label.last - label.first):
        members = _members(label.first, label.last, following)
        if members:
            for node in members[1:]:
                filled[BLANKS_A_NODE * node + 2] = SAME
            filled[BLANKS_A_NODE * label.first + 2] = _word(label.roles, GROUP)
    return filled


def read_blanks(
    filled: Sequence[str], following: Sequence[int], certainties: Sequence[float] = ()
) -> list[Label]:
    """The labels that filled-in blanks say; what contradicts itself is left out.

    Args:
        filled: what stands in each blank.
        following: for each node the pointer of its next sibling, -1 where it has none.
        certainties: of what stands in each blank, 0 to 1, where they are known.
    """

    def sure(*places: int) -> float | None:
        return min(certainties[place] for place in places) if certainties else None

    labels = []
    for node in range(len(following)):
        place = BLANKS_A_NODE * node
        own, around, group = filled[place : place + BLANKS_A_NODE]
        labels.append(Label(node, node, (Role(own),), sure(place)))
        if around != NONE:
            labels.append(Label(node, node, (*_roles(around), Role(own)), sure(place + 1)))
        if group in (NONE, SAME):
            continue
        last, places = node, [place + 2]
        while (then := following[last]) >= 0 and filled[BLANKS_A_NODE * then + 2] == SAME:
            last = then
            places.append(BLANKS_A_NODE * then + 2)
        if last != node:
            labels.append(Label(node, last, _roles(group), sure(*places)))
    return labels


def _word(roles: Sequence[Role], choices: Sequence[str]) -> str:
    whole = "-".join(role.value for role in roles)
    if whole in choices:
        return whole
    return roles[-1].value if roles and roles[-1].value in choices else NONE


def _roles(word: str) -> tuple[Role, ...]:
    return () if word == NONE else tuple(Role(part) for part in word.split("-"))


def _members(first: int, last: int, following: Sequence[int]) -> list[int]:
    """The siblings of a range; empty where the last is no sibling of the first."""
    members = [first]
    while members[-1] != last:
        if (then := following[members[-1]]) < 0:
            return []
        members.append(then)
    return members


def siblings_in(question: str) -> list[int]:
    """For each node of a question in words the pointer of its next sibling, -1 for none."""
    return following_siblings([int(depth) for depth in _LINE.findall(question)])


def following_siblings(depths: Sequence[int]) -> list[int]:
    """For each node of a preorder the place of its next sibling, -1 where it has none."""
    following = [-1] * len(depths)
    # The last node seen at each depth, of those whose parent is still open.
    open_nodes: dict[int, int] = {}
    for node, depth in enumerate(depths):
        for deeper in [one for one in open_nodes if one > depth]:
            del open_nodes[deeper]
        if depth in open_nodes:
            following[open_nodes[depth]] = node
        open_nodes[depth] = node
    return following
