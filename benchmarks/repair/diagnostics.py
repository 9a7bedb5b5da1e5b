"""Diagnostics of real checkers on small files: is each gone after a quick fix, and nothing new?

The checkers run in the sandbox, before a fix and after. A case stands in a file of text under
`diagnostics/`, by the checker that reports it; those under `diagnostics/held_out/` were written
after the fixes and are no occasion to change them.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from limner_server.diagnostic import Diagnostic
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import read_source
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.compare import compare
from limner_server.proof.checkers.find import find_checkers
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.quickfix.quickfix import quick_fixes

CASES = Path(__file__).with_name("diagnostics")
# Written after the fixes.
HELD_OUT = CASES / "held_out"
# Where `scripts/setup --tests` puts pyright, typescript and eslint.
CHECKERS = Path(__file__).parents[2] / ".cache" / "checkers"
TARGET = 16
# Of a case's candidates so many are tried, each by a run of its checker.
MOST_TRIED = 40
_CASE = re.compile(
    r"^=== (?P<code>\S+) (?P<name>\S+)\n(?P<text>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL
)
_ESLINT = """\
import js from "@eslint/js";
import globals from "globals";
export default [
  js.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
];
"""
_TSCONFIG = """\
{"compilerOptions": {"strict": true, "noUnusedLocals": true, "noImplicitReturns": true,
  "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": []}}
"""
_RUFF = 'lint.select = ["E", "W", "F", "B", "I", "UP", "SIM", "RET", "PIE", "C4", "N"]\n'


@dataclass(frozen=True, slots=True)
class Case:
    """A small file, and the diagnostic of a checker that should go."""

    checker: str
    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    Attributes:
        case: that was tried.
        fixed: whether the diagnostic is gone and nothing new came.
        tried: how many candidates it took.
        note: what the fix does, or why there is none.
        seconds: on the clock, with all runs of the checker.
    """

    case: Case
    fixed: bool
    tried: int
    note: str
    seconds: float


def cases(folder: Path = CASES) -> list[Case]:
    """The cases of a folder."""
    return [
        Case(file.stem, found["code"], found["name"], found["text"])
        for file in sorted(folder.glob("*.txt"))
        for found in _CASE.finditer(file.read_text(encoding="utf-8"))
    ]


def measure(folder: Path = CASES) -> list[Outcome]:
    """Try all cases of a folder; none where the checkers are not installed."""
    if not (CHECKERS / "node_modules").is_dir():
        return []
    return [_outcome(case) for case in cases(folder)]


def _outcome(case: Case) -> Outcome:
    root = Path(tempfile.mkdtemp(prefix="limner-diagnostic-"))
    try:
        (root / "node_modules").symlink_to(CHECKERS / "node_modules")
        (root / case.name).write_text(case.text, encoding="utf-8")
        (root / "eslint.config.mjs").write_text(_ESLINT, encoding="utf-8")
        (root / "ruff.toml").write_text(_RUFF, encoding="utf-8")
        (root / "tsconfig.json").write_text(_TSCONFIG, encoding="utf-8")
        with Sandbox(root, readable=[CHECKERS / "node_modules"]) as sandbox:
            return _fixed(case, root / case.name, sandbox)
    finally:
        shutil.rmtree(root)


def _fixed(case: Case, path: Path, sandbox: Sandbox) -> Outcome:
    begin = perf_counter()
    files = WorkspaceFiles(path.parent)
    source = read_source(path)
    checker = _checker(case, path)
    before = checker.check(sandbox, [path])
    diagnostic = next((one for one in before if one.code == case.code), None)
    if diagnostic is None:
        said = ", ".join(one.code for one in before)
        return Outcome(case, False, 0, f"not reported, but {said}", perf_counter() - begin)
    offered = checker.fixes(sandbox, source, diagnostic)
    tried = 0
    for patch in quick_fixes(source, diagnostic, files, offered):
        tried += 1
        text = patch.applied(path, source.text)
        after = checker.check(sandbox, [path], {path: source.encoded(text)})
        if compare(before, after, diagnostic).holds:
            return Outcome(case, True, tried, patch.note, perf_counter() - begin)
        if tried == MOST_TRIED:
            break
    return Outcome(case, False, tried, _told(diagnostic), perf_counter() - begin)


def _checker(case: Case, path: Path) -> Checker:
    return next(one for one in find_checkers(path.parent, path) if one.program == case.checker)


def _told(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.line}: {diagnostic.message}"


def figures(outcomes: list[Outcome]) -> dict[str, object]:
    """How many were fixed, and which were not."""
    return {
        "fixed": sum(one.fixed for one in outcomes),
        "of": len(outcomes),
        "missed": [
            f"{one.case.checker} {one.case.code}: {one.note}" for one in outcomes if not one.fixed
        ],
        "seconds": round(sum(one.seconds for one in outcomes), 1),
    }
