"""A bug in a workspace of its own, mended as users have it mended, and the fix checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from limner_server.errors import LimnerError
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.fix import fix
from limner_server.tasks.request import NO_MODEL, FixRequest
from limner_server.tasks.task import Candidate, Run, Suggestion
from repair.bugs import Bug

# The full tests of a right fix take far less.
_CHECK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of a bug.

    Attributes:
        bug: that was to be mended.
        right: whether the fix passes the full tests.
        found: whether there was one.
        first_right: whether the likeliest of the survivors alone would have been right.
        any_right: whether some survivor is.
        survivors: how many candidates held.
        seconds: until the answer.
        note: what the fix does, or why there is none.
    """

    bug: Bug
    right: bool
    found: bool
    first_right: bool
    any_right: bool
    survivors: int
    seconds: float
    note: str


def mend(bug: Bug, *, same_file: bool = False, model: str = NO_MODEL) -> Mended:
    """Ask for a fix and check it.

    Args:
        bug: the bug.
        same_file: whether its tests stand in the file itself.
        model: to be asked as well.
    """
    root = Path(tempfile.mkdtemp(prefix="limner-repair-"))
    try:
        return _mended(bug, root, _workspace(bug, root, same_file=same_file), model)
    finally:
        shutil.rmtree(root)


def _workspace(bug: Bug, root: Path, *, same_file: bool) -> FixRequest:
    """The files as a person may have them, and what that person would ask."""
    (root / ".git").mkdir()
    source = root / f"solution.{bug.suffix}"
    runner = "python" if bug.language == "python" else "node"
    if same_file:
        source.write_text(f"{bug.code}\n{bug.example}", encoding="utf-8")
        return FixRequest(root, path=source, test=f"{runner} {source.name}")
    source.write_text(bug.code + _exports(bug), encoding="utf-8")
    test = root / f"test_solution.{bug.suffix}"
    test.write_text(_imports(bug) + bug.example, encoding="utf-8")
    if "import unittest" in bug.example:
        return FixRequest(root, path=source, test=f"{runner} -m unittest {test.stem}")
    return FixRequest(root, path=source, test=f"{runner} {test.name}")


def _exports(bug: Bug) -> str:
    names = ", ".join(bug.names)
    return "" if bug.language == "python" else f"\nmodule.exports = {{ {names} }};\n"


def _imports(bug: Bug) -> str:
    if bug.language == "python":
        return "from solution import *\n\n"
    names = ", ".join(bug.names)
    return f"const {{ {names} }} = require('./solution');\n\n"


def _mended(bug: Bug, root: Path, request: FixRequest, model: str) -> Mended:
    begin = perf_counter()
    try:
        answer = fix(
            FixRequest(root, path=request.path, test=request.test, model=model, seconds=60.0), Run()
        )
    except LimnerError as error:
        return Mended(bug, False, False, False, False, 0, perf_counter() - begin, error.message)
    seconds = perf_counter() - begin
    found = bool(answer.result.files)
    before = request.path.read_text(encoding="utf-8") if request.path else ""
    rights = [_is_right(bug, before, one) for one in answer.candidates] if found else []
    likeliest = max(range(len(rights)), key=lambda index: answer.candidates[index].score, default=0)
    return Mended(
        bug,
        right=bool(rights) and rights[0],
        found=found,
        first_right=bool(rights) and rights[likeliest],
        any_right=any(rights),
        survivors=len(rights),
        seconds=seconds,
        note=_note(answer),
    )


def _note(answer: Suggestion[ChangeSet]) -> str:
    return answer.result.note or answer.proof.summary


def _is_right(bug: Bug, before: str, candidate: Candidate) -> bool:
    """Whether a candidate passes the full tests, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="limner-check-"))
    try:
        file = folder / f"solution.{bug.suffix}"
        file.write_text(before, encoding="utf-8")
        subprocess.run(
            ["git", "apply", "--unsafe-paths", "-"],
            cwd=folder,
            input=candidate.code.encode(),
            check=True,
        )
        return _passes(bug, file)
    finally:
        shutil.rmtree(folder)


def _passes(bug: Bug, file: Path) -> bool:
    text = file.read_text(encoding="utf-8").replace(bug.example, "")
    file.write_text(f"{text}\n{bug.full}", encoding="utf-8")
    program = sys.executable if bug.language == "python" else "node"
    try:
        ran = subprocess.run(
            [program, file.name],
            cwd=file.parent,
            capture_output=True,
            timeout=_CHECK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0 and b"Assertion failed" not in ran.stderr
