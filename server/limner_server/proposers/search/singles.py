"""All single changes of a text, the likeliest first, each made only when it is asked for."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from math import inf, log
from operator import itemgetter
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.families import FAMILIES
from limner_server.proposers.search.naturalness import Naturalness
from limner_server.proposers.search.protected import protected
from limner_server.proposers.search.subject import Subject
from limner_server.proposers.search.symptoms import Symptoms

# How suspicious a line counts that no failing test reached, beside one that only these did.
_FLOOR: Final = 0.02
# How much less suspicious a line is than the one that an error names.
_ELSEWHERE: Final = 0.7
# How much later each thing at the top of a text is looked at than the one before it.
_LATER: Final = 0.002
# No change costs less than this.
_CHEAPEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Part:
    """Something at the top of the text that was not looked into yet."""

    node: Node
    index: int


@dataclass(frozen=True, slots=True)
class _Node:
    """A node, what its place costs, and the next family to look at it."""

    node: Node
    line: int
    place: float
    turn: int


class Singles:
    """The single changes of a text: an iterator of `Change` by rising cost.

    The cost is that of the change and of the place. The changes of a node are made when it is their
    turn: on a long file most never are. That they look natural is told only then, so that one may
    come a little later than its cost.

    Args:
        tree: of the text.
        region: where changes may be made, in characters; None for anywhere but in tests.
        suspicion: how suspicious each line is, by its 1-based number; empty for all alike.
        symptoms: what the failing run tells.
        check: called between the nodes; raises where the search is not wanted any more.
    """

    def __init__(
        self,
        tree: Tree,
        region: Span | None,
        suspicion: Mapping[int, float],
        *,
        symptoms: Symptoms,
        check: Callable[[], None],
    ) -> None:
        code = Code(tree)
        self._subject = Subject(code)
        self._natural = Naturalness(self._subject)
        self._suspicion = suspicion
        self._most = max(suspicion.values(), default=0.0)
        self._symptoms = symptoms
        self._check = check
        self._order = count()
        discounts = [(family, least, symptoms.discount(family)) for family, least in FAMILIES]
        self._families = sorted(
            (
                (max(least - likelier, 0.0), family, likelier)
                for family, least, likelier in discounts
            ),
            key=itemgetter(0),
        )
        self._heap: list[tuple[float, int, _Part | _Node | Change]] = []
        self._bounds = _Bounds(code, region)
        for index, part in enumerate(code.root.named_children):
            if self._bounds.touch(code.span(part)):
                # Where nothing else tells, one thing is looked at after another.
                lines = range(part.start_point.row + 1, part.end_point.row + 2)
                place = min(map(self._place, lines)) + _LATER * index
                self._push(place, _Part(part, index))

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        while self._heap:
            _, _, item = heapq.heappop(self._heap)
            if isinstance(item, _Part):
                self._open(item)
            elif isinstance(item, _Node):
                self._check()
                self._expand(item)
            else:
                return item
        raise StopIteration

    def _open(self, item: _Part) -> None:
        """Let the nodes of a part of the text wait for their turn."""
        code, later = self._subject.code, _LATER * item.index
        endless = _looping(self._subject, item.node) if self._symptoms.endless else frozenset()
        for node in self._bounds.nodes(code, item.node):
            line = node.start_point.row + 1
            place = self._place(line) + later
            if self._symptoms.endless and line not in endless:
                place += _ELSEWHERE
            self._push(place, _Node(node, line, place, 0))

    def _expand(self, item: _Node) -> None:
        """Make the changes of the next family at a node; the others wait for their turn."""
        _, family, likelier = self._families[item.turn]
        place = item.place
        for change in family(self._subject, item.node):
            if not all(self._bounds.allow(edit.start, edit.end) for edit in change.edits):
                continue
            cost = place + self._natural.cost(change, item.node) - likelier
            cost = max(cost, place + _CHEAPEST)
            told = Change(change.edits, change.note, cost, place - likelier)
            self._push(cost, told)
        if item.turn + 1 < len(self._families):
            least = self._families[item.turn + 1][0]
            self._push(place + least, _Node(item.node, item.line, place, item.turn + 1))

    @property
    def least(self) -> float:
        """No change that is left costs less."""
        return self._heap[0][0] if self._heap else inf

    def _push(self, cost: float, item: _Part | _Node | Change) -> None:
        heapq.heappush(self._heap, (cost, next(self._order), item))

    def _place(self, line: int) -> float:
        """What it costs to suppose that the fault is at this line."""
        named = self._symptoms.lines
        elsewhere = _ELSEWHERE if named and line not in named else 0.0
        if not self._most:
            return elsewhere
        found = self._suspicion.get(line, 0.0) / self._most
        return elsewhere - log(max(found, _FLOOR))


class _Bounds:
    """Where changes may be made."""

    def __init__(self, code: Code, region: Span | None) -> None:
        self._region = region or Span(0, len(code.text))
        self._tests = frozenset(protected(code))

    def allow(self, start: int, end: int) -> bool:
        """Whether what stands there may be changed: it is of the region and of no test."""
        if not self._region.start <= start <= end <= self._region.end:
            return False
        return not any(start < test.end and end > test.start for test in self._tests)

    def touch(self, span: Span) -> bool:
        """Whether something that stands there may be changed."""
        outside = span.end < self._region.start or span.start > self._region.end
        return not outside and span not in self._tests

    def nodes(self, code: Code, part: Node) -> Iterator[Node]:
        """The nodes of a part of the text that may be changed, in reading order."""
        stack = [part]
        while stack:
            node = stack.pop()
            span = code.span(node)
            if self.touch(span):
                if self._region.start <= span.start <= span.end <= self._region.end:
                    yield node
                stack += reversed(code.children(node))


def _looping(subject: Subject, part: Node) -> frozenset[int]:
    """The lines of the loops that end only on a condition, 1-based, and of what they begin with."""
    code, lines, names = subject.code, set[int](), set[str]()
    for node in code.walk(part):
        condition = node.child_by_field_name("condition")
        if node.type in grammar.LOOPS and condition is not None:
            lines.update(range(node.start_point.row + 1, node.end_point.row + 2))
            names |= subject.changed_in(node) | subject.names_in(condition)
    for node in code.walk(part):
        target = node.child_by_field_name("left") or node.child_by_field_name("name")
        if node.type in grammar.ASSIGNMENTS and target is not None and code.of(target) in names:
            lines.add(node.start_point.row + 1)
    return frozenset(lines)
