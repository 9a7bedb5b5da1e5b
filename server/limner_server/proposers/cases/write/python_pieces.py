"""Behaviours as tests of Python: arrange, act, assert."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.perception.syntax.names import module_names
from limner_server.proof.recorder.case import Ending
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.behaviours import Behaviour, Row
from limner_server.proposers.cases.write.dialect import Body, Dialect
from limner_server.proposers.cases.write.expected import Expected, expected
from limner_server.proposers.cases.write.layout import lay_out
from limner_server.proposers.cases.write.raised import (
    error_module,
    error_name,
    match_code,
    matching,
)
from limner_server.proposers.cases.write.style import Style

_EXPECTED: Final = "expected"
_MESSAGE: Final = "message"
_FOLDER: Final = "tmp_path"
# Names that pytest gives a meaning of its own.
_FIXTURES: Final = frozenset(
    {"request", "capsys", "tmp_path", "monkeypatch", _EXPECTED, _MESSAGE, "self"}
)


@dataclass(frozen=True, slots=True)
class PythonPieces:
    """Writes the tests of one subject.

    Attributes:
        subject: what they are about.
        dialect: of their framework.
        style: of their file.
        module: that the subject is imported from, as the tests spell it.
    """

    subject: Subject
    dialect: Dialect
    style: Style
    module: str

    def piece(self, behaviour: Behaviour, name: str, suite: str) -> TestPiece:
        """A test of a behaviour."""
        body = Body()
        before, statements = self._statements(behaviour, body)
        parameters = [*dict.fromkeys(body.fixtures)]
        if len(behaviour.rows) > 1 and not self.dialect.always_suites:
            parameters = [*self._columns(behaviour), *parameters]
        if suite:
            parameters.insert(0, "self")
        head = f"def {name}({', '.join(parameters)}):"
        lines = [line for one in before for line in lay_out(one, 0, self.style)]
        lines += lay_out(head.removesuffix(":"), 0, self.style, tail=":")
        lines += [line for one in statements for line in _indented(one, self.style)]
        code = "\n".join(lines)
        cases = tuple(row.recorded.case for row in behaviour.rows)
        imports = [line for case in cases for line in case.imports] + body.imports
        imports += [line for row in behaviour.rows for line in row.recorded.imports]
        imports = [*_needed(imports, _read(code)), *self._errors(behaviour)]
        return TestPiece(
            name=name,
            code=code,
            suite=suite,
            imports=tuple(dict.fromkeys(imports)),
            names=tuple(sorted(set(self._names(code)) - _bound(imports))),
            cases=cases,
        )

    def _statements(self, behaviour: Behaviour, body: Body) -> tuple[list[str], list[str]]:
        """What goes before the test, and its statements, a tab for each level."""
        row = behaviour.first
        arrange = list(row.recorded.case.arrange)
        if any(_FOLDER in one for one in (*arrange, row.recorded.case.act)):
            arrange = [*self.dialect.temporary(body), *arrange]
        if len(behaviour.rows) == 1:
            shown = self._shown(row, row.called.act, _outcome(row), body)
            return [], [*arrange, *_apart(arrange, shown), *shown]
        columns = self._columns(behaviour)
        varying = self._varying(behaviour)
        names = dict(zip(varying, columns, strict=False))
        arranged, act = row.with_arguments(names)
        arrange[len(arrange) - len(arranged) :] = arranged
        outcomes = [_outcome(one) for one in behaviour.rows]
        wanted = outcomes[0]
        differ = len(columns) > len(varying)
        if differ:
            wanted = Expected(columns[-1], is_near=any(one.is_near for one in outcomes))
        table = [
            [one.varied.arguments[index].source for index in varying]
            + ([outcome.code] if differ else [])
            for one, outcome in zip(behaviour.rows, outcomes, strict=True)
        ]
        before, loop = self.dialect.rows(body, columns, table)
        shown = self._shown(row, act, wanted, body)
        statements = [*arrange, *_apart(arrange, shown), *shown]
        depth = "\t" * len(loop)
        return before, [*loop, *(f"{depth}{one}" if one else "" for one in statements)]

    def _shown(self, row: Row, act: str, wanted: Expected, body: Body) -> list[str]:
        """The act and what is asserted of it."""
        recorded = row.recorded
        after = [
            self.dialect.equal(body, place, expected(value)) for place, value in recorded.state
        ]
        if recorded.ending is Ending.RAISED:
            raising = self.dialect.raising(body, error_name(recorded.kind), wanted.code)
            return [raising, f"\t{act}", *([""] if after else []), *after]
        if recorded.printed:
            return [*self.dialect.printing(body, act, recorded.printed), *after]
        if wanted.code == "None" and after:
            return [act, "", *after]
        if not wanted.code:
            return [act, "", *after]
        if after:
            return [f"result = {act}", "", self.dialect.equal(body, "result", wanted), *after]
        return [self.dialect.equal(body, act, wanted)]

    def _varying(self, behaviour: Behaviour) -> list[int]:
        """The arguments that are not the same in all rows, by their position."""
        rows = behaviour.rows
        return [
            index
            for index in range(len(rows[0].varied.arguments))
            if len({row.varied.arguments[index].source for row in rows}) > 1
        ]

    def _columns(self, behaviour: Behaviour) -> list[str]:
        """The names of what varies from row to row."""
        arguments = behaviour.first.varied.arguments
        taken = _FIXTURES | {name.text for name in module_names(self.subject.tree)}
        taken |= _read(behaviour.first.called.skeleton) | {behaviour.first.target}
        columns = []
        for index in self._varying(behaviour):
            name = arguments[index].name
            while name in taken or keyword.iskeyword(name):
                name = f"{name}_"
            columns.append(name)
        if behaviour.is_raised:
            alike = len({_outcome(row).code for row in behaviour.rows}) == 1
            return columns if alike else [*columns, _MESSAGE]
        return columns if behaviour.value else [*columns, _EXPECTED]

    def _errors(self, behaviour: Behaviour) -> list[str]:
        """The import of an error's class that comes from elsewhere."""
        kind = behaviour.first.recorded.kind
        if not behaviour.is_raised:
            return []
        module, name = error_module(kind), error_name(kind)
        known = {one.text for one in module_names(self.subject.tree)}
        return [f"from {module} import {name}"] if module and name not in known else []

    def _names(self, code: str) -> Iterator[str]:
        """The names of the module under test that a test uses."""
        known = {name.text for name in module_names(self.subject.tree)}
        yield from _read(code) & known


def _read(code: str) -> set[str]:
    """The names that code reads and does not bind."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return {word for word in code.replace("(", " ").split() if word.isidentifier()}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return {node.id for node in names} - bound


def _needed(imports: Sequence[str], names: Collection[str]) -> list[str]:
    """The lines of import that bind one of these names; a case may have been shortened."""
    return [line for line in imports if _bound([line]) & {*names, "*"}]


def _bound(imports: Sequence[str]) -> set[str]:
    """The names that lines of import bind."""
    tree = ast.parse("\n".join(imports))
    names = [one for node in ast.walk(tree) for one in getattr(node, "names", ())]
    return {one.asname or one.name.partition(".")[0] for one in names}


def _outcome(row: Row) -> Expected:
    """The value that comes back, or the pattern of the message of what is raised."""
    recorded = row.recorded
    if recorded.ending is Ending.RAISED:
        match = matching(recorded.message)
        return Expected(match_code(match) if match else "")
    return expected(recorded.value)


def _apart(arrange: Collection[str], shown: Sequence[str]) -> list[str]:
    """A blank line between what is arranged and what is done with it."""
    return [""] if arrange and shown else []


def _indented(statement: str, style: Style) -> list[str]:
    """A statement of a body, laid out."""
    if not statement:
        return [""]
    plain = statement.lstrip("\t")
    depth = 1 + len(statement) - len(plain)
    if plain.endswith(":"):
        return lay_out(plain[:-1], depth, style, tail=":")
    return lay_out(plain, depth, style)
