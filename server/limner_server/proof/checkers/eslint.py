"""ESLint: its diagnostics, and its own fixes and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, Self

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.checkers.checker import Checker, parsed_json
from limner_server.proof.checkers.compare import same_place
from limner_server.proof.checkers.utf16 import characters
from limner_server.proof.sandbox.ran import Ran
from limner_server.proof.sandbox.sandbox import Sandbox

_CONFIGURATIONS: Final = ("eslint.config.*", ".eslintrc*")


class ESLint(Checker):
    """ESLint, where the workspace configures it."""

    name: ClassVar = "eslint"
    program: ClassVar = "eslint"
    counts_utf16: ClassVar = True
    suffixes: ClassVar = frozenset(
        {".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".vue", ".svelte"}
    )

    @classmethod
    def available(cls, root: Path) -> Self | None:
        folders = (root, *root.parents)
        configured = any(
            next(folder.glob(name), None) for folder in folders for name in _CONFIGURATIONS
        )
        return super().available(root) if configured else None

    def command(self, paths: Sequence[Path]) -> list[str]:
        return [str(self.path), "--format=json", "--no-warn-ignored", *map(str, paths)]

    def read(self, ran: Ran) -> list[Diagnostic]:
        return [
            _diagnostic(Path(file["filePath"]), message)
            for file in parsed_json(ran.stdout)
            for message in file["messages"]
        ]

    def fixes(
        self,
        sandbox: Sandbox,
        source: Source,
        diagnostic: Diagnostic,
        check: Callable[[], None] = lambda: None,
    ) -> list[Patch]:
        return [
            _patch(source, fix, note, cost)
            for file in self.report_on(source, sandbox, check)
            for message in file["messages"]
            if same_place(_diagnostic(source.path, message), diagnostic)
            for fix, note, cost in _offered(message)
        ]


def _diagnostic(path: Path, message: dict[str, Any]) -> Diagnostic:
    line, column = message.get("line", 1), message.get("column", 1)
    return Diagnostic(
        path,
        line,
        column,
        message["message"],
        message.get("endLine") or line,
        message.get("endColumn") or column,
        message["ruleId"] or "syntax",
        "eslint",
    )


def _offered(message: dict[str, Any]) -> list[tuple[dict[str, Any], str, float]]:
    """Fix, note and cost of what a message offers: its fix is certain, its suggestions less."""
    offered = []
    if "fix" in message:
        offered.append((message["fix"], f"ESLint's fix for {message['ruleId']}", 0.1))
    for suggestion in message.get("suggestions", []):
        note = suggestion["desc"].rstrip(".")
        offered.append((suggestion["fix"], note[:1].lower() + note[1:], 0.7))
    return offered


def _patch(source: Source, fix: dict[str, Any], note: str, cost: float) -> Patch:
    start, end = (characters(source.text, offset) for offset in fix["range"])
    # An empty fix at -1 would be the byte order mark, which is no part of the text.
    return Patch({source.path: (Edit(max(start, 0), end, fix["text"]),)}, "quick fix", note, cost)
