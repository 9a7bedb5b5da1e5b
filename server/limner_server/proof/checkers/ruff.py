"""Ruff: its diagnostics, and its own fixes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.source import Source
from limner_server.proof.checkers.checker import Checker, parsed_json
from limner_server.proof.checkers.compare import same_place
from limner_server.proof.sandbox.ran import Ran
from limner_server.proof.sandbox.sandbox import Sandbox

# How unlikely it is that a fix is meant, by what ruff says of its safety.
_COSTS = {"safe": 0.1, "unsafe": 0.7, "display-only": 2.0}


class Ruff(Checker):
    """Ruff, the linter."""

    name: ClassVar = "ruff"
    program: ClassVar = "ruff"
    suffixes: ClassVar = frozenset({".py", ".pyi"})

    def command(self, paths: Sequence[Path]) -> list[str]:
        options = ["check", "--output-format=json", "--no-cache", "--no-fix", "--exit-zero"]
        return [str(self.path), *options, *map(str, paths)]

    def read(self, ran: Ran) -> list[Diagnostic]:
        return [_diagnostic(one) for one in parsed_json(ran.stdout)]

    def fixes(
        self,
        sandbox: Sandbox,
        source: Source,
        diagnostic: Diagnostic,
        check: Callable[[], None] = lambda: None,
    ) -> list[Patch]:
        return [
            _patch(source, one["fix"])
            for one in self.report_on(source, sandbox, check)
            if one["fix"] and same_place(_diagnostic(one), diagnostic)
        ]


def _diagnostic(one: dict[str, Any]) -> Diagnostic:
    start, end = one["location"], one["end_location"]
    return Diagnostic(
        Path(one["filename"]),
        start["row"],
        start["column"],
        one["message"],
        end["row"],
        end["column"],
        one["code"] or "",
        "Ruff",
    )


def _patch(source: Source, fix: dict[str, Any]) -> Patch:
    lines = Lines(source.text)
    edits = [
        Edit(_offset(lines, one["location"]), _offset(lines, one["end_location"]), one["content"])
        for one in fix["edits"]
    ]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    note = fix["message"] or "ruff's fix"
    return Patch(
        {source.path: tuple(edits)},
        "quick fix",
        note[:1].lower() + note[1:],
        _COSTS[fix["applicability"]],
    )


def _offset(lines: Lines, place: dict[str, int]) -> int:
    # A place after the last line's end is the start of the line below it.
    if place["row"] > len(lines):
        return lines.end(len(lines))
    return lines.offset(place["row"], place["column"])
