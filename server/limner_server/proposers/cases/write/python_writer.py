"""Writes tests of Python into one file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from limner_server.perception.syntax.definitions import Class
from limner_server.perception.syntax.functions import classes, functions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.case import Recorded
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.behaviours import behaviours
from limner_server.proposers.cases.write.dialect import Dialect
from limner_server.proposers.cases.write.naming import name_words
from limner_server.proposers.cases.write.python_file import PythonFile
from limner_server.proposers.cases.write.python_pieces import PythonPieces
from limner_server.proposers.cases.write.style import Style
from limner_server.proposers.cases.write.words import snake
from limner_server.proposers.cases.write.writer import TestPlace


@dataclass(frozen=True)
class PythonWriter:
    """See `TestWriter`.

    Attributes:
        place: where the tests go.
        dialect: of the framework.
        style: of the file.
        in_classes: whether the project's tests stand in classes.
        own: the first words of the modules that are the project's own.
    """

    place: TestPlace
    dialect: Dialect
    style: Style
    in_classes: bool
    own: Collection[str]
    _given: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def _tree(self) -> Tree:
        return Tree.parse(self.place.source.text, PYTHON)

    @property
    def taken(self) -> frozenset[str]:
        """The names of all functions and methods of the file."""
        return frozenset(one.name for one in functions(self._tree))

    def pieces(self, subject: Subject, recorded: Sequence[Recorded]) -> list[TestPiece]:
        """A test for each behaviour, under a name that no other has."""
        suite = self._suite(subject)
        used = self._given.setdefault(suite, set(self.taken))
        maker = PythonPieces(subject, self.dialect, self.style, self.place.module)
        narrower = Style(
            self.style.quote,
            self.style.indent,
            self.style.width - len(self.style.indent.replace("\t", "    ")),
            self.style.ending,
        )
        if suite:
            maker = PythonPieces(subject, self.dialect, narrower, self.place.module)
        found = []
        for behaviour in behaviours(subject, recorded):
            names = list(name_words(subject, behaviour))
            # Of two classes that do alike, the second is named.
            names[1:1] = [f"{_whose(subject)}_{names[0]}"] if names and _whose(subject) else []
            name = next(_free(iter(names), used), "")
            if name:
                used.add(name)
                found.append(maker.piece(behaviour, name, suite))
        return found

    def text(self, pieces: Sequence[TestPiece]) -> str:
        """The whole file."""
        file = PythonFile(
            self.place.source.text, self.place.module, self.dialect.base, self.own, self.style
        )
        return file.with_tests(pieces)

    def _suite(self, subject: Subject) -> str:
        """The class that tests of a subject stand in; "" for none."""
        definition = subject.definition
        is_class = isinstance(definition, Class)
        name = definition.name if is_class else (definition.owner or definition.name)  # type: ignore[union-attr]
        camel = "".join(part[:1].upper() + part[1:] for part in name.split("_") if part)
        wanted = f"Test{camel.replace('.', '')}"
        there = [one for one in classes(self._tree) if one.name.startswith("Test") or one.bases]
        for one in there:
            if one.name in (wanted, f"{camel}Test", f"{camel}Tests", f"{camel}TestCase"):
                return one.name
        if self.dialect.always_suites or self.in_classes:
            return wanted
        return ""


def _whose(subject: Subject) -> str:
    """The class that a subject is, or is a method of, in a name; "" for none."""
    definition = subject.definition
    name = definition.name if isinstance(definition, Class) else definition.owner
    return snake(name.rpartition(".")[2])


def _free(names: Iterator[str], used: Collection[str]) -> Iterator[str]:
    return (f"test_{name}" for name in names if f"test_{name}" not in used)
