"""Behaviours as tests of JavaScript and TypeScript: arrange, act, assert."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.names import module_names
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.javascript_modules import bindings
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.javascript_behaviours import Behaviour, Row
from limner_server.proposers.cases.write.javascript_dialect import (
    STANDARD,
    ScriptDialect,
    Thrown,
    shortened,
)
from limner_server.proposers.cases.write.javascript_layout import script, string
from limner_server.proposers.cases.write.javascript_style import ScriptStyle
from limner_server.proposers.cases.write.javascript_titles import columns, varying

_EXPECTED: Final = "expected"
_READ: Final = "(identifier) @name (shorthand_property_identifier) @name"


@dataclass(frozen=True, slots=True)
class ScriptPieces:
    """Writes the tests of one subject.

    Attributes:
        subject: what they are about.
        dialect: of their framework.
        style: of their file, as wide as there is room for a test.
        word: what a test is called by: "it", "test".
        loops: whether rows are run by a loop, for want of `each`.
    """

    subject: Subject
    dialect: ScriptDialect
    style: ScriptStyle
    word: str
    loops: bool

    def piece(self, behaviour: Behaviour, title: str, suite: str) -> TestPiece | None:
        """A test of a behaviour; None where the framework has no words for it."""
        rows = behaviour.rows
        code = self._rows(behaviour, title) if len(rows) > 1 else self._alone(behaviour, title)
        if not code:
            return None
        cases = tuple(row.recorded.case for row in rows)
        known = bindings(self.subject.tree, self.subject.source.path)
        return TestPiece(
            name=title,
            code=script(code, self.style),
            suite=suite,
            imports=tuple(dict.fromkeys(line for case in cases for line in case.imports)),
            names=tuple(sorted(_names(code) & known.keys())),
            cases=cases,
        )

    def _alone(self, behaviour: Behaviour, title: str) -> str:
        row = behaviour.first
        arrange = [*row.recorded.case.arrange]
        shown = self._shown(row, row.called.act, row.recorded.value, arrange)
        return self._test(string(title, "'"), arrange, shown) if shown else ""

    def _test(self, title: str, arrange: Sequence[str], shown: Sequence[str]) -> str:
        apart = [""] if arrange and shown else []
        body = "\n".join([*arrange, *apart, *shown])
        head = "async () => {" if re.search(r"\bawait\b", body) else "() => {"
        return f"{self.word}({title}, {head}\n{body}\n}});"

    def _rows(self, behaviour: Behaviour, title: str) -> str:
        row = behaviour.first
        places = varying(behaviour)
        names = self._columns(behaviour)
        wanted = behaviour.value
        if not behaviour.is_raised and not wanted:
            names, wanted = [*names, _EXPECTED], _EXPECTED
        act = row.called.with_arguments(dict(zip(places, names, strict=False)))
        table = [
            [one.called.arguments[index].source for index in places]
            + ([shortened(one.recorded.value)] if wanted == _EXPECTED else [])
            for one in behaviour.rows
        ]
        if wanted == _EXPECTED:
            values = [one.recorded.value for one in behaviour.rows]
            shown = [self.dialect.equal_to(act, _EXPECTED, values, row.recorded.kind)]
        else:
            shown = self._shown(row, act, wanted, [])
        arrange = row.recorded.case.arrange
        shown = [*arrange, "", *shown] if arrange else shown
        if not self.loops:
            return self._each(title, names, table, shown)
        return self._loop(title, names, table, shown)

    def _each(
        self, title: str, names: Sequence[str], table: Sequence[Sequence[str]], shown: Sequence[str]
    ) -> str:
        # A single array would be taken for several arguments.
        bare = len(names) == 1 and not any(row[0].startswith("[") for row in table)
        rows = [row[0] if bare else f"[{', '.join(row)}]" for row in table]
        given = ", ".join(names)
        is_async = "async " if any("await " in one for one in shown) else ""
        body = "\n".join(shown)
        told = string(title, "'")
        return (
            f"{self.word}.each([{', '.join(rows)}])({told}, {is_async}({given}) => {{\n{body}\n}});"
        )

    def _loop(
        self, title: str, names: Sequence[str], table: Sequence[Sequence[str]], shown: Sequence[str]
    ) -> str:
        rows = [row[0] if len(names) == 1 else f"[{', '.join(row)}]" for row in table]
        target = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        written = title.replace("\\", "\\\\").replace("`", "\\`")
        test = self._test(f"`{written}`", [], shown)
        return f"for (const {target} of [{', '.join(rows)}]) {{\n{test}\n}}"

    def _shown(self, row: Row, act: str, wanted: str, arrange: list[str]) -> list[str]:
        """The act and what is asserted of it; adds to what is arranged where that is needed."""
        recorded, dialect = row.recorded, self.dialect
        parts = [
            (place.removeprefix("result."), value)
            for place, value in recorded.state
            if place.startswith("result.")
        ]
        after = [
            dialect.equal(place, value)
            for place, value in recorded.state
            if not place.startswith("result.")
        ]
        if recorded.ending == "raised":
            told = [dialect.throwing(act, self._thrown(row))]
        elif parts:
            name = self._free(row)
            arrange.append(f"const {name} = {act};")
            told = dialect.parts(name, parts)
        elif wanted in _arranged(recorded.case.arrange):
            told = [dialect.same(act, wanted)]
        elif wanted in ("undefined", "") and after:
            told = [f"{act};", ""]
        elif recorded.printed and wanted == "undefined":
            lines = recorded.printed.removesuffix("\n").split("\n")
            told = dialect.printing(act, self._console(), lines)
        elif after and row.called.arguments:
            told = [f"const result = {act};", "", dialect.equal("result", wanted, recorded.kind)]
        else:
            told = [dialect.equal(act, wanted, recorded.kind)]
        return [*told, *after]

    def _console(self) -> str:
        """The method of the console that the code prints by."""
        span = self.subject.definition.span
        found = re.findall(r"\bconsole\.(\w+)\(", span.of(self.subject.tree.text))
        return found[0] if found else "log"

    def _thrown(self, row: Row) -> Thrown:
        kind = row.recorded.kind
        known = kind in STANDARD or kind in bindings(self.subject.tree, self.subject.source.path)
        return Thrown(kind, row.recorded.message, known)

    def _free(self, row: Row) -> str:
        """A name for what is returned, after its class."""
        kind = re.sub(r"<.*", "", row.recorded.kind)
        name = kind[:1].lower() + kind[1:] if kind not in ("", "Object") else "result"
        taken = _names(row.recorded.case.act) | set(_arranged(row.recorded.case.arrange))
        return "result" if name in taken or name == kind else name

    def _columns(self, behaviour: Behaviour) -> list[str]:
        """The names of what varies, none of which hides what the test calls."""
        taken = _names(behaviour.first.called.skeleton) | {
            one.text for one in module_names(self.subject.tree)
        }
        taken |= {_EXPECTED, self.word, "expect", "assert"}
        return [f"{name}Value" if name in taken else name for name in columns(behaviour)]

    def narrower(self) -> ScriptPieces:
        """The same for tests that stand in a `describe`."""
        level = len(self.style.indent.replace("\t", "    "))
        return replace(self, style=replace(self.style, width=self.style.width - level))


def _names(code: str) -> set[str]:
    """The names that code mentions."""
    tree = Tree.parse(code, JAVASCRIPT)
    return {tree.source(node) for node in tree.captures(_READ).get("name", [])}


def _arranged(lines: Collection[str]) -> list[str]:
    return [match[1] for line in lines if (match := re.match(r"(?:const|let) ([\w$]+) =", line))]
