"""Orders the patches of a search by how likely a model finds the code that they make.

A bug is less likely than what should stand there, also to a model that could not have mended it
(Hindle et al., "On the Naturalness of Software", 2012; Xia, Zhang, "Less Training, More Repairing
Please", 2022). The model is asked in batches while others are tried, so that no patch ever waits.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Final, Self

from limner_model.client import Engine
from limner_model.errors import LikelihoodsUnavailableError
from limner_server.errors import CancelledError, EngineError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.evidence import Answers, Windows

# What a natural logarithm of an answer's likelihood is worth beside one of the costs: little, since
# on its way to be trained the built-in model moved right patches back by a larger weight.
WEIGHT: Final = 0.1
# Likewise of the code's own: both have seen the same code, so that they may not be added as if
# either knew nothing of the other.
WEIGHT_OF_CODE: Final = 0.5
# No model is so sure that it may put a patch out of reach: logarithms beyond that count as that.
_MOST: Final = 12.0
# So many patches are looked at ahead of the one to be tried, so many more at each step, that the
# first has not to wait for them; a batch of them is asked about at a time.
_AHEAD: Final = 512
_STEP: Final = 16
_BATCH: Final = 32


@dataclass(slots=True)
class _Waiting:
    """A patch that was not tried yet.

    Attributes:
        patch: as it was proposed.
        evidence: how unlikely the model finds it, in nats; None where it has not answered.
        gone: whether it was handed on.
    """

    patch: Patch
    evidence: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What the model said of a batch.

    Attributes:
        evidence: how unlikely it finds each patch, in nats; None where it did not say.
        weight: what a nat is worth beside one of the costs.
    """

    evidence: list[float | None]
    weight: float


class _Pool:
    """The patches that were not tried yet, the likeliest first."""

    def __init__(self) -> None:
        self._weight = WEIGHT
        # By cost, then in the order in which they came.
        self._heap: list[tuple[float, int, _Waiting]] = []
        self._count = 0
        self._unknown: deque[_Waiting] = deque()
        self._heard: list[float] = []
        self._expected = 0.0

    def __len__(self) -> int:
        return len(self._heap)

    def add(self, patches: Iterable[Patch]) -> None:
        for patch in patches:
            one = _Waiting(patch)
            heappush(self._heap, (self._cost(one), self._count, one))
            self._unknown.append(one)
            self._count += 1

    def unknown(self) -> list[_Waiting]:
        """Patches of which the model has said nothing yet, the first of them."""
        batch: list[_Waiting] = []
        while self._unknown and len(batch) < _BATCH:
            one = self._unknown.popleft()
            if not one.gone:
                batch.append(one)
        return batch

    def learn(self, batch: Sequence[_Waiting], found: _Found) -> None:
        """Hear what the model said of a batch; it tells something of the others too."""
        self._weight = found.weight
        for one, evidence in zip(batch, found.evidence, strict=True):
            one.evidence = evidence
        self._heard += [evidence for evidence in found.evidence if evidence is not None]
        self._expected = fmean(self._heard) if self._heard else 0.0
        self._heap = [(self._cost(one), order, one) for _, order, one in self._heap]
        heapify(self._heap)

    def pop(self) -> Patch:
        cost, _, one = heappop(self._heap)
        one.gone = True
        return replace(one.patch, cost=cost)

    def _cost(self, one: _Waiting) -> float:
        surprise = 0.0 if one.evidence is None else one.evidence - self._expected
        surprise = max(-_MOST, min(surprise, _MOST))
        return max(one.patch.cost + self._weight * surprise, 0.0)


class Ranker:
    """Reorders patches by their cost and their likelihood; a context manager.

    Leaving it ends what the engine was asked. Where there is no engine yet, or it cannot say how
    likely texts are, the order stays that of the costs.

    Attributes:
        problem: why the engine is not asked any more; empty while it is.
    """

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        sources: Mapping[Path, Source],
    ) -> None:
        """Ask nothing yet.

        Args:
            engine: gives the engine as soon as there is one; its model should have read code.
            sources: the files that the patches are of.
        """
        self.problem = ""
        self._engine = engine
        self._left = threading.Event()
        self._thread = ThreadPoolExecutor(1, "likelihoods")
        # Of an engine that cannot tell how likely answers are, nothing more is asked of that kind.
        self._answers: Answers | None = Answers(sources)
        self._windows = Windows(sources)

    def __enter__(self) -> Self:
        """Nothing is asked before there are patches."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End what is under way."""
        self._left.set()
        self._thread.shutdown(cancel_futures=True)

    def ranked(self, patches: Iterable[Patch]) -> Iterator[Patch]:
        """The patches in the order in which they should be tried.

        Args:
            patches: by rising cost; some are read ahead while there is an engine to ask.

        Yields:
            Each patch once; its cost is raised or lowered by what the model says.
        """
        coming, pool = iter(patches), _Pool()
        asked: tuple[list[_Waiting], Future[_Found]] | None = None
        while True:
            engine = None if self.problem else self._engine()
            more = min(_AHEAD - len(pool), _STEP) if engine else int(not pool)
            pool.add(islice(coming, max(more, 0)))
            if not pool:
                return
            if asked is not None and asked[1].done():
                self._hear(pool, *asked)
                asked = None
            if engine and asked is None and not self.problem and (batch := pool.unknown()):
                answer = self._thread.submit(self._evidence, engine, [one.patch for one in batch])
                asked = batch, answer
            yield pool.pop()

    def _hear(self, pool: _Pool, batch: Sequence[_Waiting], answer: Future[_Found]) -> None:
        try:
            pool.learn(batch, answer.result())
        except EngineError as error:
            self.problem = str(error)

    def _evidence(self, engine: Engine, patches: Sequence[Patch]) -> _Found:
        try:
            return self._ask(engine, patches)
        except CancelledError:
            return _Found([None] * len(patches), WEIGHT)

    def _ask(self, engine: Engine, patches: Sequence[Patch]) -> _Found:
        if self._answers is not None:
            with suppress(LikelihoodsUnavailableError):
                return _Found(self._answers.of(engine, patches, self._left), WEIGHT)
            self._answers = None
        return _Found(self._windows.of(engine, patches, self._left), WEIGHT_OF_CODE)
