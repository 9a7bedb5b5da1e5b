"""Repair by search: small changes, the likeliest first, and what the tests said of them heard."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from limner_server.edits import Edit
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proposers.search.compose import compose
from limner_server.proposers.search.ordered import Ordered
from limner_server.proposers.search.progress import Progress, progress
from limner_server.proposers.search.ranking.weights import learnt
from limner_server.proposers.search.singles import Singles
from limner_server.proposers.search.symptoms import Symptoms

# What a second change costs on top of its own: most faults are mended by one. A first one that
# changed nothing that can be seen is built upon only where it is likely by itself.
_SECOND: Final = {Progress.FURTHER: 1.0, Progress.ELSEWHERE: 2.5, Progress.NONE: 3.5}
_MOST: Final = {Progress.FURTHER: 24, Progress.ELSEWHERE: 24, Progress.NONE: 40}
_LIKELY: Final = 2.0


@dataclass(slots=True)
class _Stem:
    """A text that changes grow on: the file as it is, or after a first change.

    Attributes:
        text: what is changed.
        edits: what made it of the file.
        note: what that did.
        cost: what that cost.
        changes: its changes; None until they are asked for.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    note: str = ""
    cost: float = 0.0
    changes: Ordered | None = None


class Search:
    """The patches of a file: an iterator by rising cost, single changes and then pairs.

    Pairs grow on single changes by what the tests said of these, which only `learn` can tell: let
    it hear of each patch. Without that there are only single changes.

    Args:
        source: the file.
        region: where changes may be made, in characters; None for anywhere but in its tests.
        suspicion: how suspicious each line is, by its 1-based number; empty for all alike.
        baseline: how the tests end on the file as it is.
        check: called every few milliseconds; raises where the search is not wanted any more.

    Raises:
        InputError: the language of the file is not known.
    """

    def __init__(
        self,
        source: Source,
        region: Span | None = None,
        suspicion: Mapping[int, float] | None = None,
        baseline: Outcome | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        language = language_of(source.path)
        if language is None:
            raise InputError(f"cannot look for a fix in {source.path.name}")
        self._source = source
        self._region = region
        self._suspicion = suspicion or {}
        self._baseline = baseline
        self._symptoms = Symptoms(baseline, source.path)
        self._check = check
        self._tree = Tree.parse(source.text, language, check)
        self._weights = learnt(language.family)
        self._hangs = Counter[int]()
        # By hash of the text: whether one change made it.
        self._seen = {hash(source.text): False}
        self._grown = Counter[Progress]()
        self._order = count()
        self._stems: list[tuple[float, int, _Stem]] = []
        self._push(0.0, _Stem(source.text))

    def __iter__(self) -> Iterator[Patch]:
        return self

    def __next__(self) -> Patch:
        while self._stems:
            stem = heapq.heappop(self._stems)[2]
            changes = stem.changes = stem.changes or self._changes(stem)
            change = next(changes, None)
            if change is None:
                continue
            self._push(stem.cost + changes.least, stem)
            text = change.applied(stem.text)
            if hash(text) in self._seen:
                continue
            self._seen[hash(text)] = not stem.edits
            edits, note = change.edits, change.note
            if stem.edits:
                edits, note = compose(stem.edits, edits, stem.text), f"{stem.note}, {note}"
            return Patch({self._source.path: edits}, "search", note, stem.cost + change.cost)
        raise StopIteration

    def learn(self, patch: Patch, outcome: Outcome) -> None:
        """Hear what the tests said of a patch of this search."""
        edits = patch.edits.get(self._source.path, ())
        if self._baseline is None or patch.proposer != "search" or not edits:
            return
        if outcome.result is Result.TIMED_OUT:
            self._hangs[self._source.text.count("\n", 0, edits[0].start) + 1] += 1
            return
        text = patch.applied(self._source.path, self._source.text)
        if outcome.result is Result.PASSED or not self._seen.get(hash(text), False):
            return
        made = progress(self._baseline, outcome, self._source.path)
        if self._grown[made] >= _MOST[made] or (made is Progress.NONE and patch.cost > _LIKELY):
            return
        self._grown[made] += 1
        cost = patch.cost + _SECOND[made]
        self._push(cost, _Stem(text, edits, patch.note, cost))

    def _push(self, cost: float, stem: _Stem) -> None:
        heapq.heappush(self._stems, (cost, next(self._order), stem))

    def _changes(self, stem: _Stem) -> Ordered:
        """The changes of a stem; the region has grown with its edits."""
        tree, region, suspicion = self._tree, self._region, self._suspicion
        if stem.edits:
            tree, suspicion = self._tree.edited(stem.text, self._check), {}
            if region is not None:
                grown = len(stem.text) - len(self._source.text)
                region = Span(region.start, region.end + grown)
        changes = Singles(tree, region, suspicion, symptoms=self._symptoms, check=self._check)
        return Ordered(changes, tree, self._weights, self._hangs)


def search_patches(
    source: Source,
    region: Span | None = None,
    suspicion: Mapping[int, float] | None = None,
    baseline: Outcome | None = None,
    check: Callable[[], None] = lambda: None,
) -> Search:
    """The patches of a file, the likeliest first; arguments as of `Search`."""
    return Search(source, region, suspicion, baseline, check)
