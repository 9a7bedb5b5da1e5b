"""The TypeScript compiler, for TypeScript, and for JavaScript where the project checks that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit, line_ending
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.checkers.checker import Checker, parsed_json
from limner_server.proof.checkers.programs import find_program
from limner_server.proof.checkers.utf16 import characters
from limner_server.proof.sandbox.ran import Ran
from limner_server.proof.sandbox.sandbox import Sandbox

_LINE: Final = re.compile(
    r"(?P<path>\S.*?)\((?P<line>\d+),(?P<column>\d+)\): error (?P<code>TS\d+): (?P<message>.*)$"
)
# Above 2 the compiler itself failed; an error without a place is one of the configuration.
_ELSEWHERE: Final = re.compile(r"error TS\d+: ", re.MULTILINE)
_LOOSE: Final = ("--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext")
_FIXES: Final = Path(__file__).parent / "inside" / "typescript_fixes.mjs"
# A fix that leaves code out, or writes a stub, is seldom what is meant.
_UNLIKELY: Final = re.compile(
    r"^(?:Remove|Delete|Prefix|Declare|Add missing function|Add index|Add '@)"
)
_SUPPRESSION: Final = re.compile(r"^(?:Disable checking|Ignore this error|Add '@ts-)")


class TypeScript(Checker):
    """The TypeScript compiler."""

    name: ClassVar = "ts"
    program: ClassVar = "tsc"
    counts_utf16: ClassVar = True
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

    def fixes(
        self,
        sandbox: Sandbox,
        source: Source,
        diagnostic: Diagnostic,
        check: Callable[[], None] = lambda: None,
    ) -> list[Patch]:
        node = find_program(self.root, "node")
        # The command lies in TypeScript's own folder, where no link stands in for it.
        module = self.path.resolve().parent.parent
        if node is None or not (module / "lib" / "typescript.js").is_file():
            return []
        project = _project(source.path, self.root)
        asked = {
            "typescript": str(module / "lib" / "typescript.js"),
            "project": str(project) if project else "",
            "path": str(source.path),
            "line": diagnostic.line,
            "indent": _indent(source.text),
            "ending": line_ending(source.text),
        }
        ran = sandbox.run(
            [str(node), "--input-type=module", "--eval", _FIXES.read_text(encoding="utf-8")],
            files={source.path: source.encoded(source.text)},
            stdin=json.dumps(asked).encode(),
            check=check,
        )
        if ran.exit_code:
            # An older or a newer compiler has no such service; its diagnostics are of use still.
            return []
        code = diagnostic.code.lower().removeprefix("ts")
        return [
            patch
            for one in parsed_json(ran.stdout)
            if str(one["code"]) == code and not _SUPPRESSION.match(one["description"])
            for patch in _patch(source, one)
        ]


def _patch(source: Source, fix: dict[str, Any]) -> list[Patch]:
    """The fix as a patch, where it changes the diagnostic's file alone."""
    if [Path(one["path"]) for one in fix["changes"]] != [source.path]:
        return []
    edits = [
        Edit(
            characters(source.text, edit["start"]),
            characters(source.text, edit["start"] + edit["length"]),
            edit["text"],
        )
        for edit in fix["changes"][0]["edits"]
    ]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    note = fix["description"]
    cost = 1.4 if _UNLIKELY.match(note) else 0.35
    return [Patch({source.path: tuple(edits)}, "quick fix", note[:1].lower() + note[1:], cost)]


def _indent(text: str) -> str:
    found = re.search(r"^(\t|  +)\S", text, re.MULTILINE)
    return found[1] if found else "  "


def _project(path: Path, root: Path) -> Path | None:
    """The nearest configuration above a file, in the workspace."""
    for folder in path.parents:
        for name in ("tsconfig.json", "jsconfig.json"):
            if (folder / name).is_file():
                return folder / name
        if folder == root:
            break
    return None
