"""A change that a mutation proposes, before it is known where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.proposers.search.subject import Subject


@dataclass(frozen=True, slots=True)
class Change:
    """One small change of a text.

    Attributes:
        edits: sorted, none overlapping another, in characters.
        note: what it does, in a few words for a person.
        cost: how unlikely it is among the changes that could be made here, in nats.
        evidence: what of the cost is due to the place, and to how the tests fail.
    """

    edits: tuple[Edit, ...]
    note: str
    cost: float
    evidence: float = 0.0

    def applied(self, text: str) -> str:
        """The text after the change."""
        for edit in reversed(self.edits):
            text = edit.applied(text)
        return text


class Mutation(Protocol):
    """Proposes changes of what stands at a node."""

    def __call__(self, subject: Subject, node: Node) -> Iterator[Change]: ...


def replace(subject: Subject, node: Node, text: str, cost: float, note: str = "") -> Change:
    """`text` in place of the node."""
    start, end = subject.code.span(node)
    said = note or f"`{_short(text)}` instead of `{_short(subject.code.of(node))}`"
    return Change((Edit(start, end, text),), said, cost)


def swap(subject: Subject, one: Node, other: Node, cost: float, note: str) -> Change:
    """The texts of two nodes exchanged; the first stands before the second."""
    (start, end), (start2, end2) = subject.code.span(one), subject.code.span(other)
    edits = (Edit(start, end, subject.code.of(other)), Edit(start2, end2, subject.code.of(one)))
    return Change(edits, note, cost)


def _short(text: str) -> str:
    """The text on one line, as long as a person reads at a glance."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
