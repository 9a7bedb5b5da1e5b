"""A model that is asked for tests while the search for cases goes on."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Self

from limner_model.client import Engine
from limner_server.errors import CancelledError, LimnerError
from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.cases.asked import Answered, ask_for_tests
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.python.suggested import ask_for_inputs
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.wish import Failing, Shortfall, Wish
from limner_server.proposers.cases.write.writer import TestPlace
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of, tuned
from limner_server.tasks.request import NO_MODEL, TestRequest
from limner_server.tasks.task import Run

CODE: Final = "code"
_ADAPTER: Final = "test"
# Of a file with many functions, so many are asked about.
_MOST: Final = 6
# Seconds between two looks at a cancel.
_BREATH: Final = 0.05
# Seconds that the search waits for suggestions: it finds inputs without them.
_PATIENCE: Final = 2.0


class AskedTests:
    """Asks in a thread of its own; a context manager, which ends it.

    Args:
        request: what tests are wanted for.
        subjects: the functions and classes that this means.
        place: where the tests go.
        run: of the task: hears a cancel.

    Attributes:
        engine: the engine and model that take part, or why none does.
    """

    def __init__(
        self,
        request: TestRequest,
        subjects: Sequence[Subject],
        place: TestPlace,
        run: Run,
    ) -> None:
        self.engine = NOBODY_ASKED
        self._request = request
        self._place = place
        self._wishes = [self._wish(subject) for subject in subjects[:_MOST]]
        self._task = run
        # Its progress would be lost among the search's.
        self._run = Run()
        self._asked: Engine | None = None
        # None until the engine has said so.
        self._is_taught: bool | None = None
        self._suggested: dict[str, list[str]] = {}
        self._answers: dict[int, Answered] = {}
        self._pieces: queue.SimpleQueue[TestPiece] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Begin to ask, where the request wants it."""
        if self._request.model != NO_MODEL and self._wishes:
            self._begin(dict.fromkeys(range(len(self._wishes))))
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what has not been answered yet."""
        self._run.cancelled.set()

    def suggested(self, subject: Subject) -> list[str]:
        """The calls that a small model suggests for a subject, waited for but a moment.

        Such a model suggests calls where others write tests.
        """
        name, until = subject.definition.qualified, time.monotonic() + _PATIENCE
        thread = self._thread
        while thread is not None and thread.is_alive() and time.monotonic() < until:
            if self._is_taught is False or name in self._suggested:
                break
            self._task.check()
            thread.join(_BREATH)
        return self._suggested.get(name, [])

    @property
    def has_answered(self) -> bool:
        """Whether it has said anything."""
        return bool(self._answers)

    def rest(self, until: float) -> Iterator[TestPiece]:
        """The tests that it writes, each as soon as it is there, waited for.

        Args:
            until: when to wait no longer, by the monotonic clock.
        """
        while self._thread is not None:
            over = not self._thread.is_alive()
            while not self._pieces.empty():
                yield self._pieces.get()
            if over or time.monotonic() > until:
                return
            self._task.check()
            self._thread.join(_BREATH)

    def again(
        self, failing: Mapping[str, str], uncovered: Collection[int], until: float
    ) -> Iterator[TestPiece]:
        """Ask once more, after `rest` has ended, for what is still to be wished.

        Args:
            failing: why tests of its own did not do, by their names.
            uncovered: lines of the file that no test runs yet, 1-based.
            until: as of `rest`.
        """
        wanted: dict[int, Shortfall | None] = {}
        for index, answer in self._answers.items():
            own = [
                Failing(piece.name, failing[piece.name])
                for piece in answer.pieces
                if piece.name in failing
            ]
            left = self._lines(self._wishes[index].subject).intersection(uncovered)
            if own or left:
                wanted[index] = Shortfall(answer.text, own, left)
        if wanted:
            self._begin(wanted)
            yield from self.rest(until)

    def _wish(self, subject: Subject) -> Wish:
        place = self._place
        return Wish(subject, place.path, place.module, place.command.kind, place.source.text)

    @staticmethod
    def _lines(subject: Subject) -> set[int]:
        span, lines = subject.definition.span, subject.tree.lines
        return set(range(lines.line(span.start), lines.line(span.end) + 1))

    def _begin(self, wanted: Mapping[int, Shortfall | None]) -> None:
        self._thread = threading.Thread(
            target=self._work, args=(wanted,), name="limner-model-tests", daemon=True
        )
        self._thread.start()

    def _work(self, wanted: Mapping[int, Shortfall | None]) -> None:
        try:
            engine = self._engine()
            for index, shortfall in wanted.items():
                if self._is_taught:
                    self._suggest(engine, self._wishes[index].subject)
                    continue
                for answer in self._answered(engine, self._wishes[index], shortfall):
                    self._answers[index] = answer
                    for piece in answer.pieces:
                        self._pieces.put(piece)
        except CancelledError:
            pass
        except LimnerError as problem:
            # One that has answered before has taken part.
            if not self._answers:
                self.engine = str(problem)

    def _engine(self) -> Engine:
        if self._asked is None:
            config = configured(self._request.engine_url, self._request.model)
            self.engine = f"{config.model} was not ready in time"
            asked = engine_of(config, self._run, CODE)
            self._asked = tuned(asked, _ADAPTER, self._request.root)
            self._is_taught = self._asked.is_taught()
            self.engine = f"{self._asked.model} at {self._asked.base_url}"
        return self._asked

    def _suggest(self, engine: Engine, subject: Subject) -> None:
        one, text = subject.definition, subject.source.text
        if isinstance(one, Function) and not one.owner and subject.tree.language.family == "python":
            self._suggested[one.qualified] = ask_for_inputs(engine, one, text, self._run)
        else:
            self._suggested[one.qualified] = []

    def _answered(
        self, engine: Engine, wish: Wish, shortfall: Shortfall | None
    ) -> Iterator[Answered]:
        # Files of its own: the search reads some too, and none of it is made for two threads.
        files = WorkspaceFiles(self._request.root)
        for path, text in self._request.texts.items():
            files.open(path, text)
        subject = wish.subject
        line = subject.tree.lines.line(subject.definition.header.start)
        context = gather_context(
            files, subject.source.path, subject.source.text, line, check=self._run.check
        )
        return ask_for_tests(engine, context, wish, self._run, shortfall)
