"""Mypy, the type checker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from limner_server.diagnostic import Diagnostic
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.programs import find_python
from limner_server.proof.sandbox.ran import Ran

_LINE: Final = re.compile(
    r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+)(?::(?P<end_line>\d+):(?P<end>\d+))?)?: "
    r"error: (?P<message>.*?)(?:  \[(?P<code>[\w-]+)\])?$"
)
# Mypy ends with 2 where it could not begin to check.
_CANNOT: Final = 2


class Mypy(Checker):
    """Mypy."""

    name: ClassVar = "mypy"
    program: ClassVar = "mypy"
    suffixes: ClassVar = frozenset({".py", ".pyi"})

    def command(self, paths: Sequence[Path]) -> list[str]:
        python = find_python(self.root)
        options = ["--python-executable", str(python)] if python else []
        shown = ["--show-column-numbers", "--show-error-end", "--show-absolute-path"]
        quiet = ["--no-pretty", "--hide-error-context", "--no-error-summary", "--no-color-output"]
        # Its cache is no use in a view that is thrown away.
        cache = ["--cache-dir=/dev/null"]
        return [str(self.path), *shown, *quiet, *cache, *options, *map(str, paths)]

    def read(self, ran: Ran) -> list[Diagnostic]:
        found = [one for line in ran.stdout.splitlines() if (one := _LINE.match(line))]
        if ran.exit_code >= _CANNOT and not found:
            raise ValueError(ran.stderr)
        return [
            Diagnostic(
                self.root / one["path"],
                int(one["line"]),
                int(one["column"] or 1),
                one["message"],
                int(one["end_line"] or 0),
                # Mypy's end is the last column, ours the one after it.
                int(one["end"] or -1) + 1,
                one["code"] or "syntax",
                "mypy",
            )
            for one in found
        ]
