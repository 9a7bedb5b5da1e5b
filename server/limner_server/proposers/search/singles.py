"""All single changes of a text, the likeliest first, each made only when it is asked for."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from math import inf, log
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.families import FAMILIES
from limner_server.proposers.search.naturalness import Naturalness
from limner_server.proposers.search.protected import protected
from limner_server.proposers.search.subject import Subject
from limner_server.proposers.search.symptoms import Symptoms

# How suspicious a line counts that no failing test reached, beside one that only these did.
_FLOOR: Final = 0.02
# No change costs less than this; and what it costs more for each time that its line hung.
_CHEAPEST: Final = 0.1
_HANG: Final = 0.35


class Singles:
    """The single changes of a text: an iterator of `Change` by rising cost.

    The cost is that of the change and of the place. The changes of a node are made when no other
    could be cheaper: on a long file most never are.

    Args:
        tree: of the text.
        region: where changes may be made, in characters; None for anywhere but in tests.
        suspicion: how suspicious each line is, by its 1-based number; empty for all alike.
        symptoms: what the failing run tells.
        hangs: how often changes of a line made the tests run for ever; may grow meanwhile.
        check: called between the nodes; raises where the search is not wanted any more.
    """

    def __init__(
        self,
        tree: Tree,
        region: Span | None,
        suspicion: Mapping[int, float],
        *,
        symptoms: Symptoms,
        hangs: Counter[int],
        check: Callable[[], None],
    ) -> None:
        code = Code(tree)
        self._subject = Subject(code)
        self._natural = Naturalness(self._subject)
        self._suspicion = suspicion
        self._most = max(suspicion.values(), default=0.0)
        self._symptoms = symptoms
        self._hangs = hangs
        self._check = check
        self._order = count()
        self._heap: list[tuple[float, int, Node | tuple[Change, int, int]]] = []
        for node in _nodes(code, region):
            self._push(self._place(node), node)

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        while self._heap:
            cost, _, item = heapq.heappop(self._heap)
            if isinstance(item, Node):
                self._check()
                self._expand(item)
                continue
            change, line, hung = item
            if hung < self._hangs[line]:
                # To wait for such a change again costs more than to try others first.
                more = _HANG * (self._hangs[line] - hung)
                self._push(cost + more, (change, line, self._hangs[line]))
                continue
            return replace(change, cost=cost)
        raise StopIteration

    def _expand(self, node: Node) -> None:
        """Make the changes of a node."""
        place, line = self._place(node), node.start_point.row + 1
        for family in FAMILIES:
            likelier = self._symptoms.discount(family, line)
            for change in family(self._subject, node):
                cost = place + self._natural.cost(change, node) - likelier
                self._push(max(cost, place + _CHEAPEST), (change, line, 0))

    @property
    def least(self) -> float:
        """No change that is left costs less."""
        return self._heap[0][0] if self._heap else inf

    def _push(self, cost: float, item: Node | tuple[Change, int, int]) -> None:
        heapq.heappush(self._heap, (cost, next(self._order), item))

    def _place(self, node: Node) -> float:
        """What it costs to suppose that the fault is at this node."""
        if not self._most:
            return 0.0
        found = self._suspicion.get(node.start_point.row + 1, 0.0) / self._most
        return -log(max(found, _FLOOR))


def _nodes(code: Code, region: Span | None) -> Iterator[Node]:
    """The nodes that may be changed."""
    tests = protected(code)
    for node in code.walk(code.root):
        start, end = code.span(node)
        if region is not None and not (region[0] <= start and end <= region[1]):
            continue
        if not any(first <= start and end <= last for first, last in tests):
            yield node
