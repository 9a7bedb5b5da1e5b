"""Pyright, and basedpyright, which speaks as it does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from limner_server.diagnostic import Diagnostic
from limner_server.proof.checkers.checker import Checker, parsed_json
from limner_server.proof.checkers.programs import find_python
from limner_server.proof.sandbox.ran import Ran


class Pyright(Checker):
    """Pyright, the type checker."""

    name: ClassVar = "pyright"
    program: ClassVar = "pyright"
    counts_utf16: ClassVar = True
    suffixes: ClassVar = frozenset({".py", ".pyi"})

    def command(self, paths: Sequence[Path]) -> list[str]:
        python = find_python(self.root)
        options = ["--pythonpath", str(python)] if python else []
        return [str(self.path), "--outputjson", *options, *map(str, paths)]

    def read(self, ran: Ran) -> list[Diagnostic]:
        return [
            Diagnostic(
                Path(one["file"]),
                one["range"]["start"]["line"] + 1,
                one["range"]["start"]["character"] + 1,
                one["message"],
                one["range"]["end"]["line"] + 1,
                one["range"]["end"]["character"] + 1,
                one.get("rule", ""),
                "Pyright",
            )
            for one in parsed_json(ran.stdout)["generalDiagnostics"]
            if one["severity"] != "information"
        ]


class BasedPyright(Pyright):
    """Basedpyright, a fork of Pyright."""

    name: ClassVar = "basedpyright"
    program: ClassVar = "basedpyright"
