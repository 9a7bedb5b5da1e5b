"""Repair by search: small changes, the likeliest first, and what the tests said of them heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from limner_server.edits import Edit
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.outcome import Outcome
from limner_server.proposers.search.compose import compose
from limner_server.proposers.search.progress import Progress, progress
from limner_server.proposers.search.singles import Singles

# What a second change costs on top of its own: most faults are mended by one.
_SECOND: Final = {Progress.FURTHER: 0.5, Progress.ELSEWHERE: 3.0}
# A text has at most this many first changes that others are tried with.
_MOST_SEEDS: Final = 60


@dataclass(slots=True)
class _Stream:
    """Changes of a text, and what led to that text.

    Attributes:
        text: what is changed.
        edits: what made it of the first text.
        note: what that did.
        cost: what that cost.
        singles: its changes.
    """

    text: str
    edits: tuple[Edit, ...]
    note: str
    cost: float
    singles: Singles


class Search:
    """The patches of a file: an iterator by rising cost, single changes and then pairs.

    Pairs are built on single changes that made a difference, which only `learn` can tell: let it
    hear what the tests said of each patch. Without that there are only single changes.

    Args:
        source: the file.
        region: where changes may be made, in characters; None for anywhere but in its tests.
        suspicion: how suspicious each line is, by its 1-based number; empty for all alike.
        baseline: what the tests say of the file as it is.
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
        self._source = source
        self._region = region
        self._suspicion = suspicion or {}
        self._baseline = baseline
        self._check = check
        self._seen = {source.text}
        language = language_of(source.path)
        if language is None:
            raise InputError(f"cannot look for a fix in {source.path.name}")
        self._tree = Tree.parse(source.text, language, check)
        self._streams = [self._stream(self._tree, (), "", 0.0, self._suspicion)]

    def __iter__(self) -> Iterator[Patch]:
        return self

    def __next__(self) -> Patch:
        while self._streams:
            stream = min(self._streams, key=lambda one: one.cost + one.singles.least)
            change = next(stream.singles, None)
            if change is None:
                self._streams.remove(stream)
                continue
            text = change.applied(stream.text)
            if text in self._seen:
                continue
            self._seen.add(text)
            note, edits = change.note, change.edits
            if stream.edits:
                edits = compose(stream.edits, edits, stream.text)
                note = f"{stream.note}; {note}"
            return Patch({self._source.path: edits}, "search", note, stream.cost + change.cost)
        raise StopIteration

    def learn(self, patch: Patch, outcome: Outcome) -> None:
        """Hear what the tests said of a patch: one that changed something is built upon."""
        if self._baseline is None or len(self._streams) > _MOST_SEEDS or ";" in patch.note:
            return
        made = progress(self._baseline, outcome, self._source.path)
        if made not in _SECOND:
            return
        text = patch.applied(self._source.path, self._source.text)
        edits = patch.edits[self._source.path]
        cost = patch.cost + _SECOND[made]
        tree = self._tree.edited(text, self._check)
        self._streams.append(self._stream(tree, edits, patch.note, cost, {}))

    def _stream(
        self,
        tree: Tree,
        edits: tuple[Edit, ...],
        note: str,
        cost: float,
        suspicion: Mapping[int, float],
    ) -> _Stream:
        region = self._region
        if region is not None and edits:
            grown = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
            region = Span(region.start, region.end + grown)
        singles = Singles(tree, region, suspicion, self._check)
        return _Stream(tree.text, edits, note, cost, singles)


def search_patches(
    source: Source,
    region: Span | None = None,
    suspicion: Mapping[int, float] | None = None,
    baseline: Outcome | None = None,
    check: Callable[[], None] = lambda: None,
) -> Search:
    """The patches of a file, the likeliest first; arguments as of `Search`."""
    return Search(source, region, suspicion, baseline, check)
