"""A program in a workspace of its own, and the tests that are written for it there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from limner_server.errors import LimnerError
from limner_server.proof.verdict import Status
from limner_server.tasks.request import NO_MODEL, TestRequest
from limner_server.tasks.task import Run
from limner_server.tasks.tests import write_tests
from suggestions.subjects import Program

_PYTEST = """\
[tool.pytest.ini_options]
pythonpath = ["."]
testpaths = ["tests"]
"""
_NODE = """\
{
  "name": "program",
  "private": true,
  "scripts": { "test": "node --test" }
}
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A workspace with the tests of its program.

    Attributes:
        program: that they are for.
        root: the folder.
        tests: the file; None where none could be written, or none is kept.
        text: of it.
        seconds: until the answer.
        proven: whether they are said to be proven.
        note: what is said of them, or why there are none.
        remarks: what was remarked, such as a suspected bug.
        proposers: of what was measured, the best first.
    """

    program: Program
    root: Path
    tests: Path | None
    text: str
    seconds: float
    proven: bool
    note: str
    remarks: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()

    @property
    def source(self) -> Path:
        return self.root / self.program.file


@contextmanager
def workspace(program: Program) -> Iterator[Path]:
    """A folder as a person may have it, with the program that is right."""
    root = Path(tempfile.mkdtemp(prefix="limner-tests-")).resolve()
    try:
        (root / ".git").mkdir()
        settings = ("pyproject.toml", _PYTEST) if program.is_python else ("package.json", _NODE)
        (root / settings[0]).write_text(settings[1], encoding="utf-8")
        (root / program.file).write_text(program.right, encoding="utf-8")
        yield root
    finally:
        shutil.rmtree(root)


@contextmanager
def written(program: Program, seconds: float = 60.0) -> Iterator[Written]:
    """Write tests for a program without a model, as a user would who keeps them."""
    with workspace(program) as root:
        yield written_in(root, program, seconds, NO_MODEL)


def written_in(
    root: Path,
    program: Program,
    seconds: float,
    model: str,
    engine_url: str = "",
    *,
    keep: bool = True,
) -> Written:
    """Write tests for a program.

    Args:
        root: its workspace.
        program: to be tested.
        seconds: how long to look.
        model: to be asked as well.
        engine_url: of the engine that it is asked of.
        keep: whether the file is written.
    """
    path = root / program.file
    request = TestRequest(root, path=path, seconds=seconds, model=model, engine_url=engine_url)
    begin = perf_counter()
    try:
        answer = write_tests(request, Run())
    except LimnerError as error:
        return Written(program, root, None, "", perf_counter() - begin, False, error.message)
    spent, change = perf_counter() - begin, answer.result
    files = change.write() if keep else []
    return Written(
        program,
        root,
        files[0] if files else None,
        change.files[0].text if change.files else "",
        spent,
        answer.proof.status is Status.PROVEN,
        answer.proof.summary,
        change.remarks,
        tuple(one.proposer for one in answer.candidates),
    )
