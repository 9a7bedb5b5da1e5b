"""The tests of all proposers, proven together: the search's, and a model's that hold alone."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proof.testing import Reached, TestProver
from limner_server.proposers.cases.piece import TestPiece
from limner_server.tasks.asked_tests import AskedTests
from limner_server.tasks.assignment import Assignment
from limner_server.tasks.existing_tests import ExistingTests
from limner_server.tasks.found_cases import FoundCases
from limner_server.tasks.proven_tests import Goal, ProvenTests, prove_tests
from limner_server.tasks.screened_tests import ScreenedTests
from limner_server.tasks.test_kit import Placed, TestKit

# Of the time that there is, the share that mutants have in the proof.
_SPOILING: Final = 0.25


@dataclass(slots=True)
class Proving:
    """What tests are held against, and where they go.

    Attributes:
        assignment: what is to be tested.
        placed: where the tests go.
        prover: runs the test file.
        kit: of the language.
        found: what the search found of each subject.
        existing: what the tests that are there reach.
        suspected: what a model's tests show to be otherwise than documented, a line each.
    """

    assignment: Assignment
    placed: Placed
    prover: TestProver
    kit: TestKit
    found: Sequence[FoundCases]
    existing: ExistingTests
    suspected: list[str] = field(default_factory=list)

    def proven(self, pieces: Sequence[TestPiece], model: AskedTests, until: float) -> ProvenTests:
        """The tests that are proven.

        Args:
            pieces: of the search.
            model: that was asked as well; its tests go first, as a person would rather read them.
            until: when to wait no longer for it, by the monotonic clock.

        Raises:
            SandboxError: nothing could be run.
            CancelledError: the user took the request back.
        """
        run, names = self.assignment.run, {one.name for one in pieces}
        subjects = self.assignment.subjects
        screened = ScreenedTests(subjects, self.placed, self.prover, names, run.check)
        with run.step("model", "Waiting for the model's tests", 0.75):
            screened.screen(model.rest(until))
        with run.step("proof", "Running the tests, again and again", 0.8):
            proven = self._proven(pieces, screened.kept)
        left = self._left(proven)
        if model.has_answered and (left or screened.failing) and time.monotonic() < until:
            with run.step("model", "Asking the model for what is still untested", 0.9):
                count = len(screened.kept)
                screened.screen(model.again(screened.failing, left, until))
            if len(screened.kept) > count:
                with run.step("proof", "Running the tests, again and again", 0.95):
                    proven = self._proven(pieces, screened.kept)
        self.suspected += screened.suspected
        return proven

    def _proven(self, pieces: Sequence[TestPiece], asked: Sequence[TestPiece]) -> ProvenTests:
        """All of them; where they do not get on with each other, the search's alone."""
        proven = self._tried([*asked, *pieces])
        return self._tried(pieces) if asked and not proven.pieces else proven

    def _tried(self, pieces: Sequence[TestPiece]) -> ProvenTests:
        source, run = self.assignment.source, self.assignment.run
        return prove_tests(
            pieces,
            self.placed,
            self.prover,
            self._goal(pieces),
            normal=lambda one: self.kit.statements(source, one),
            check=run.check,
        )

    def _goal(self, pieces: Sequence[TestPiece]) -> Goal:
        """What is tested, and its mutants; of what only a model calls, too."""
        with_model = any(one.proposer != "search" for one in pieces)
        tested = [one for one in self.found if one.chosen or with_model]
        whole = Reached()
        for one in tested:
            whole |= one.whole
        # In turn, so that where time is short each subject has had some.
        turns = itertools.zip_longest(*(one.mutants for one in tested))
        spoilt = [mutant for turn in turns for mutant in turn if mutant is not None]
        before = self.kit.statements(self.assignment.source, self.existing.reached)
        seconds = self.assignment.request.seconds * _SPOILING
        told = {one.case: Reached(one.lines, one.arcs) for found in tested for one in found.chosen}
        return Goal(whole, before, tuple(spoilt), seconds, told)

    def _left(self, proven: ProvenTests) -> frozenset[int]:
        """Lines that no test runs."""
        statements = frozenset().union(*(one.whole.lines for one in self.found))
        before = self.kit.statements(self.assignment.source, self.existing.reached)
        return statements - before.lines - proven.reached.lines
