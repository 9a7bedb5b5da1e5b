"""Writes tests of JavaScript and TypeScript into one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from limner_server.perception.syntax.definitions import Class
from limner_server.proof.recorder.case import Recorded
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.javascript_behaviours import script_behaviours
from limner_server.proposers.cases.write.javascript_dialect import ScriptDialect
from limner_server.proposers.cases.write.javascript_file import ScriptFile
from limner_server.proposers.cases.write.javascript_pieces import ScriptPieces
from limner_server.proposers.cases.write.javascript_titles import titles


@dataclass(frozen=True)
class ScriptWriter:
    """See `TestWriter`.

    Attributes:
        file: that the tests go into.
        dialect: of the framework.
        word: what a test is called by.
        loops: whether rows are run by a loop.
        has_suites: whether tests stand in a `describe`.
    """

    file: ScriptFile
    dialect: ScriptDialect
    word: str
    loops: bool
    has_suites: bool

    @property
    def taken(self) -> frozenset[str]:
        """The titles of all tests of the file."""
        return self.file.titles()

    def pieces(self, subject: Subject, recorded: Sequence[Recorded]) -> list[TestPiece]:
        """A test for each behaviour, under a title that no other of its suite has."""
        definition = subject.definition
        is_class = isinstance(definition, Class) or bool(definition.owner)
        owner = definition.owner if not isinstance(definition, Class) else ""
        name = owner or definition.name
        maker = ScriptPieces(subject, self.dialect, self.file.style, self.word, self.loops)
        suite = name if self.has_suites else ""
        used, found = set(self.taken), []
        for behaviour in script_behaviours(subject, recorded):
            some = titles(behaviour, is_method=is_class, loops=self.loops)
            if not suite:
                some = (f"{name} {title}" for title in some)
            title = _free(some, used)
            if title:
                used.add(title)
                within = maker.narrower() if suite else maker
                found.append(within.piece(behaviour, title, suite))
        return [one for one in found if one is not None]

    def text(self, pieces: Sequence[TestPiece]) -> str:
        """The whole file."""
        return self.file.with_tests(pieces)


def _free(some: Iterable[str], used: set[str]) -> str:
    return next((one for one in some if one and one not in used and len(one) < 120), "")
