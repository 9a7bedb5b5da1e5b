"""The TypeScript compiler, for TypeScript, and for JavaScript where the project checks that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from limner_server.diagnostic import Diagnostic
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.sandbox.ran import Ran

_LINE: Final = re.compile(
    r"(?P<path>\S.*?)\((?P<line>\d+),(?P<column>\d+)\): error (?P<code>TS\d+): (?P<message>.*)$"
)
# Above 2 the compiler itself failed; an error without a place is one of the configuration.
_ELSEWHERE: Final = re.compile(r"error TS\d+: ", re.MULTILINE)
_LOOSE: Final = ("--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext")


class TypeScript(Checker):
    """The TypeScript compiler."""

    name: ClassVar = "ts"
    program: ClassVar = "tsc"
    suffixes: ClassVar = frozenset({".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"})

    def command(self, paths: Sequence[Path]) -> list[str]:
        start = [str(self.path), "--noEmit", "--pretty", "false", "--incremental", "false"]
        if project := _project(paths[0], self.root):
            return [*start, "--project", str(project)]
        return [*start, *_LOOSE, "--allowJs", "--checkJs", *map(str, paths)]

    def read(self, ran: Ran) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        for line in ran.stdout.splitlines():
            if one := _LINE.match(line):
                place = int(one["line"]), int(one["column"])
                path = self.root / one["path"]
                found.append(
                    Diagnostic(
                        path, *place, one["message"], *place, one["code"].removeprefix("TS"), "ts"
                    )
                )
        if ran.exit_code and not found:
            raise ValueError(ran.stdout)
        return found


def _project(path: Path, root: Path) -> Path | None:
    """The nearest configuration above a file, in the workspace."""
    for folder in path.parents:
        for name in ("tsconfig.json", "jsconfig.json"):
            if (folder / name).is_file():
                return folder / name
        if folder == root:
            break
    return None
