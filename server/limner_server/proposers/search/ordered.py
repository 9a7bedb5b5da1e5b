"""Single changes in the order of what was learnt of them, and those put off that may hang."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from math import inf
from typing import Final, Protocol, Self

from limner_server.edits import Edit
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.ranking.features import Surroundings
from limner_server.proposers.search.ranking.weights import Weights

# So many changes are looked at before the first is handed on, so many more for each, and so many
# wait at most: a large file has more changes than anybody tries.
_FIRST: Final = 32
_MORE: Final = 8
_MOST: Final = 512
# Changes that by the rules cost so much more than the next one are not looked at ahead of it.
_REACH: Final = 0.5
# What a change costs more for each time that its line hung, as often as that.
_HANG: Final = 0.35
_MOST_HANGS: Final = 4


class Changes(Protocol):
    """The changes of a text, the likeliest first as far as rules tell: `Singles`."""

    def __iter__(self) -> Iterator[Change]: ...

    def __next__(self) -> Change: ...

    @property
    def least(self) -> float:
        """No change that is left costs less by the rules."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A change, its line, and how often that had hung when the change was put off."""

    change: Change
    line: int
    hung: int


class Ordered:
    """The changes of a text: an iterator of `Change`, the likeliest first.

    Where weights were learnt for the language, what they say of a change counts beside what the
    rules of its mutation say; what is known of its place and of the symptoms counts in full beside
    both. Of changes that cost the same, that comes first which does by the rules.

    Args:
        changes: to be ordered.
        tree: of the text.
        weights: what was learnt; None for the order of the rules.
        hangs: how often changes of a line made the tests run for ever; may grow meanwhile.
    """

    def __init__(
        self, changes: Changes, tree: Tree, weights: Weights | None, hangs: Counter[int]
    ) -> None:
        self._changes = changes
        self._ranking = None if weights is None else _Ranking(tree, weights)
        self._lines = tree.lines
        self._hangs = hangs
        self._order = count()
        self._waiting: list[tuple[float, int, _Waiting]] = []
        self._ahead = _FIRST

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Change:
        self._look_ahead()
        while self._waiting:
            cost, _, item = heapq.heappop(self._waiting)
            hung = min(self._hangs[item.line], _MOST_HANGS)
            if item.hung == hung:
                # That it may run for ever is a reason to wait, and none to think it wrong.
                return item.change
            # To wait for such a change again costs more than to try others first.
            self._push(cost + _HANG * (hung - item.hung), replace(item, hung=hung))
            self._look_ahead()
        raise StopIteration

    def _look_ahead(self) -> None:
        """Let changes wait: some more where they are ranked, else as many as may come next."""
        left = min(self._ahead, _MOST - len(self._waiting)) if self._ranking is not None else 0
        self._ahead = _MORE
        while self._is_next(_REACH if left > 0 else 0.0):
            change = next(self._changes, None)
            if change is None:
                return
            left -= 1
            if self._ranking is not None:
                change = replace(change, cost=self._ranking.cost(change))
            line = self._lines.line(change.edits[0].start)
            self._push(change.cost, _Waiting(change, line, 0))

    def _is_next(self, reach: float) -> bool:
        """Whether the next change by the rules may cost no more than the first that waits."""
        return not self._waiting or self._changes.least < self._waiting[0][0] + reach

    def _push(self, cost: float, item: _Waiting) -> None:
        heapq.heappush(self._waiting, (cost, next(self._order), item))

    @property
    def least(self) -> float:
        """About what the next change costs."""
        return min(self._waiting[0][0] if self._waiting else inf, self._changes.least)


class _Ranking:
    """What the changes of a text cost by what was learnt."""

    def __init__(self, tree: Tree, weights: Weights) -> None:
        self._text = tree.text
        self._weights = weights
        spans = [one.span for one in functions(tree) if one.name]
        self._spans = sorted(spans, key=lambda span: span.start - span.end)
        self._surroundings: dict[Span, Surroundings] = {}

    def cost(self, change: Change) -> float:
        """What a change costs in the outermost function that it is part of, in nats."""
        first, last = change.edits[0].start, change.edits[-1].end
        whole = Span(0, len(self._text))
        span = next((one for one in self._spans if one.start <= first and last <= one.end), whole)
        if span not in self._surroundings:
            self._surroundings[span] = Surroundings(span.of(self._text))
        edits = [
            Edit(one.start - span.start, one.end - span.start, one.text) for one in change.edits
        ]
        by_rules = change.cost - change.evidence
        features = self._surroundings[span].features(edits, by_rules)
        return max(self._weights.cost(features, by_rules) + change.evidence, 0.0)
