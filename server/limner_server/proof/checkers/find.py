"""Which checkers of a workspace can tell whether a diagnostic is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.eslint import ESLint
from limner_server.proof.checkers.floor import NodeSyntax, PythonSyntax
from limner_server.proof.checkers.mypy import Mypy
from limner_server.proof.checkers.pyright import BasedPyright, Pyright
from limner_server.proof.checkers.ruff import Ruff
from limner_server.proof.checkers.typescript import TypeScript

CHECKERS: Final[Sequence[type[Checker]]] = (Ruff, Pyright, BasedPyright, Mypy, TypeScript, ESLint)
FLOOR: Final[Sequence[type[Checker]]] = (PythonSyntax, NodeSyntax)
# How diagnostics are signed where that is not the checker's name.
_SIGNATURES: Final = {
    "pylance": "pyright",
    "typescript": "ts",
    "tsserver": "ts",
    "javascript": "ts",
    "deno-ts": "ts",
    "vtsls": "ts",
    "dmypy": "mypy",
    "flake8": "ruff",
    "pyflakes": "ruff",
    "pycodestyle": "ruff",
}
# How codes look, where nobody signed.
_CODES: Final = (
    ("ruff", re.compile(r"[A-Z]{1,5}\d{3,4}$")),
    ("pyright", re.compile(r"report[A-Z]")),
    ("ts", re.compile(r"(?:ts)?\(?\d{4,5}\)?$", re.IGNORECASE)),
    ("eslint", re.compile(r"(?:@[\w-]+/)?[a-z]+(?:-[a-z]+)*$")),
)


def find_checkers(root: Path, path: Path, diagnostic: Diagnostic | None = None) -> list[Checker]:
    """The workspace's checkers for a file; the one that made the diagnostic first, if it is known.

    Args:
        root: the workspace's folder, absolute.
        path: of the file, absolute.
        diagnostic: that a checker should know.

    Returns:
        The floor, an interpreter's own parser, comes last. Nothing for a file nobody checks.
    """
    kinds = [kind for kind in (*CHECKERS, *FLOOR) if path.suffix in kind.suffixes]
    wanted = author(diagnostic) if diagnostic else ""
    kinds.sort(key=lambda kind: wanted not in (kind.name, kind.name.removeprefix("based")))
    found = [kind.available(root) for kind in kinds]
    return [checker for checker in found if checker]


def author(diagnostic: Diagnostic) -> str:
    """The name of the checker that made a diagnostic, as far as it can be told; else ""."""
    source = diagnostic.source.lower()
    if source:
        return _SIGNATURES.get(source, source)
    by_code = (name for name, look in _CODES if look.match(diagnostic.code))
    is_python = diagnostic.path.suffix in Mypy.suffixes
    named = next(by_code, "")
    return "mypy" if is_python and named == "eslint" else named
