"""A test file of Python with more tests in it: what was there stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.definitions import Class
from limner_server.perception.syntax.functions import classes, definitions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.write.python_imports import merged, wanted, written
from limner_server.proposers.cases.write.style import Style

# Before these stand two blank lines.
_DEFINING: Final = ("def ", "async def ", "class ", "@")
_MAIN: Final = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PythonFile:
    """The test file, and how it is written.

    Attributes:
        text: what it says; "" where it is not there yet.
        module: that it imports the module under test by.
        base: of the class of a suite; "" for none.
        own: the first words of the modules that are the project's own.
        style: of it.
    """

    text: str
    module: str
    base: str
    own: Collection[str]
    style: Style

    def with_tests(self, pieces: Sequence[TestPiece]) -> str:
        """The whole file with these tests."""
        names = wanted(self._imports(pieces), {*self.own, self.module.partition(".")[0]})
        if not self.text.strip():
            helpers = self._helpers(pieces)
            if not helpers.lstrip().startswith(_DEFINING):
                helpers = helpers[1:]
            text = "\n".join(written(names, self.style)) + "\n"
            text += helpers + self._blocks(pieces, set())
            return self._ended(text.strip("\n") + "\n")
        tree = Tree.parse(self.text, PYTHON)
        there = {one.name: one for one in classes(tree)}
        # Where both go to the same place, imports come first: they are put there last.
        edits = self._before_definitions(tree, pieces)
        edits += merged(tree, names, {*self.own, self.module.partition(".")[0]}, self.style)
        edits += self._into_classes(pieces, there)
        edits += self._at_the_end([one for one in pieces if one.suite not in there])
        text = self.text
        # What is replaced first: what is put in before it begins at the same place.
        for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
            text = edit.applied(text)
        return text

    def _imports(self, pieces: Sequence[TestPiece]) -> list[str]:
        lines = [line for piece in pieces for line in piece.imports]
        # What the module under test itself imports is rather taken from where it comes.
        bound = {one.bound for one in wanted(lines, self.own)}
        used = sorted({name for piece in pieces for name in piece.names} - bound)
        if used:
            lines.append(f"from {self.module} import {', '.join(used)}")
        if self.base and any(piece.suite for piece in pieces):
            lines.append(f"import {self.base.partition('.')[0]}")
        return lines

    def _into_classes(self, pieces: Sequence[TestPiece], there: dict[str, Class]) -> list[Edit]:
        """The tests that belong into classes that are there, at their end."""
        edits = []
        for name, one in there.items():
            own = [piece for piece in pieces if piece.suite == name]
            if own:
                end = len(self.text[: one.span.end].rstrip())
                told = "\n\n".join(self._method(piece) for piece in own)
                edits.append(Edit(end, end, self._ended(f"\n\n{told}")))
        return edits

    def _at_the_end(self, pieces: Sequence[TestPiece]) -> list[Edit]:
        """The other tests, at the end of the file, before what runs it as a script."""
        if not pieces:
            return []
        main = list(_MAIN.finditer(self.text))
        told = self._blocks(pieces, set()).strip("\n")
        if main:
            at = main[-1].start()
            return [Edit(at, at, self._ended(f"{told}\n\n\n"))]
        end = len(self.text.rstrip())
        # The last line ends as it did.
        return [Edit(end, end, self._ended(f"\n\n\n{told}"))]

    def _blocks(self, pieces: Sequence[TestPiece], done: set[str]) -> str:
        """Functions and classes, two blank lines before each."""
        blocks = []
        for piece in pieces:
            if not piece.suite:
                blocks.append(piece.code)
            elif piece.suite not in done:
                done.add(piece.suite)
                alike = [one for one in pieces if one.suite == piece.suite]
                base = f"({self.base})" if self.base else ""
                body = "\n\n".join(self._method(one) for one in alike)
                blocks.append(f"class {piece.suite}{base}:\n{body}")
        return "".join(f"\n\n{block}\n" for block in blocks)

    def _before_definitions(self, tree: Tree, pieces: Sequence[TestPiece]) -> list[Edit]:
        """What tests need, before all that the file defines: any of it may be decorated with it."""
        helpers = self._helpers(pieces).strip()
        at = min((one.span.start for one in definitions(tree)), default=len(self.text))
        return [Edit(at, at, self._ended(f"{helpers}\n\n\n"))] if helpers else []

    def _helpers(self, pieces: Sequence[TestPiece]) -> str:
        """What tests need that the file has not yet, each once."""
        told = dict.fromkeys(code for piece in pieces for code in piece.helpers)
        text = self.text.replace("\r\n", "\n")
        return "".join(f"\n\n{code}\n" for code in told if f"\n{code}\n" not in f"\n{text}")

    def _method(self, piece: TestPiece) -> str:
        """A test one level deeper; lines of a string that goes on stay as they are."""
        return indented(piece.code, self.style.indent)

    def _ended(self, text: str) -> str:
        return text.replace("\n", self.style.ending)


def indented(code: str, indent: str) -> str:
    """Code one level deeper, but for what its strings say on lines of their own."""
    tree = Tree.parse(code, PYTHON)
    within = set[int]()
    for node in tree.captures("(string) @string").get("string", []):
        within.update(range(node.start_point.row + 1, node.end_point.row + 1))
    return "\n".join(
        f"{indent}{line}" if line.strip() and number not in within else line
        for number, line in enumerate(code.split("\n"))
    )
