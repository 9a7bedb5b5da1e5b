"""Tests of a model, each run by itself before it goes among others: one must not spoil the rest."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from limner_server.perception.syntax.tree import Tree
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.testing import TestProver
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject
from limner_server.tasks.proven_tests import is_of
from limner_server.tasks.test_kit import Placed

_CALLS: Final = {"python": "(call) @call", "javascript": "(call_expression) @call"}
_ASSERTION: Final = re.compile(r"(?:AssertionError|AssertionError \[ERR_ASSERTION\])[^\n]*")
# Of what a failing test printed, the end is told.
_MOST_TOLD: Final = 1200


@dataclass(slots=True)
class ScreenedTests:
    """What becomes of a model's tests when each is run once.

    Attributes:
        subjects: what they are for.
        placed: where they go.
        prover: runs the test file.
        names: of the tests beside which they will stand.
        check: raises to cancel.
        kept: those that pass.
        failing: why others do not, by their names.
        suspected: what contradicts the documentation, a line each.
    """

    subjects: Sequence[Subject]
    placed: Placed
    prover: TestProver
    names: Collection[str]
    check: Callable[[], None]
    kept: list[TestPiece] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    suspected: list[str] = field(default_factory=list)
    _before: frozenset[str] | None = None

    def screen(self, pieces: Iterable[TestPiece]) -> None:
        """Run all together, and each by itself where that goes wrong.

        Raises:
            SandboxError: nothing could be run.
        """
        named = self._named(pieces)
        if len(named) > 1:
            together = self._run([now for _, now in named])
            if all(self._holds(now, together) for _, now in named):
                self.kept += [now for _, now in named]
                return
        for piece, now in named:
            self.check()
            outcome = self._run([now])
            if self._holds(now, outcome):
                self.kept.append(now)
                continue
            self.failing[piece.name] = outcome.output.strip()[-_MOST_TOLD:]
            if told := self._suspicion(piece, outcome):
                self.suspected.append(told)

    def _run(self, pieces: Sequence[TestPiece]) -> Outcome:
        source = self.placed.place.source
        text = self.placed.writer.text(pieces) if pieces else source.text
        with self.prover.trial(source.encoded(text)) as trial:
            return trial.once(self.check)

    def _holds(self, piece: TestPiece, outcome: Outcome) -> bool:
        """Whether it passes, and the tests that were there before do as they did."""
        if self._before is None:
            is_new = self.placed.place.is_new
            self._before = frozenset() if is_new else self._run([]).passed
        passes = any(is_of(name, piece) for name in outcome.passed)
        fails = any(is_of(name, piece) for name in outcome.failed)
        return passes and not fails and self._before <= outcome.passed

    def _named(self, pieces: Iterable[TestPiece]) -> list[tuple[TestPiece, TestPiece]]:
        """Tests as they came, and under names that no other test has."""
        used = {*self.names, *self.placed.writer.taken, *(one.name for one in self.kept)}
        named = []
        for piece in pieces:
            now = piece if piece.name not in used else _renamed(piece, used)
            used.add(now.name)
            named.append((piece, now))
        return named

    def _suspicion(self, piece: TestPiece, outcome: Outcome) -> str:
        """What the code does otherwise than its documentation says; empty for nothing.

        A model may be wrong about what it expects, but not where the documentation has the call.
        """
        failed = _ASSERTION.search(outcome.output)
        if failed is None:
            return ""
        for subject in self.subjects:
            docstring = subject.definition.docstring
            said = docstring.of(subject.source.text) if docstring is not None else ""
            tree = Tree.parse(piece.code, subject.tree.language)
            calls = tree.captures(_CALLS[tree.language.family]).get("call", [])
            for source in map(tree.source, calls):
                about = f"{subject.definition.name}(" in source
                if about and _blankless(source) in _blankless(said):
                    line = subject.tree.lines.line(subject.definition.header.start)
                    place = f"{subject.source.path.name}:{line}"
                    return (
                        f"suspected bug: the documentation tells of {source}, and a test that the "
                        f"model wrote of it fails: {failed[0]} ({place})"
                    )
        return ""


def _renamed(piece: TestPiece, used: Collection[str]) -> TestPiece:
    between = "_" if piece.name.isidentifier() else " "
    numbered = (f"{piece.name}{between}{number}" for number in itertools.count(2))
    name = next(one for one in numbered if one not in used)
    code = re.sub(rf"{re.escape(piece.name)}(?!\w)", lambda _: name, piece.code, count=1)
    return replace(piece, name=name, code=code)


def _blankless(text: str) -> str:
    return "".join(text.split())
