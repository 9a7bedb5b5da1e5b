"""Tests by an engine that answers well, badly, maliciously, half: which of them are kept?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from repair.engines import the_scripted_engine
from section import MISSED, Section

from suggestions.subjects import Program
from suggestions.wanted import Wanted
from suggestions.writing import Written, workspace, written_in

PROBLEMS = Path(__file__).with_name("asked") / "tests.txt"
# The search finds what it can in less.
_SECONDS = 20.0
_TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A program, and what an engine may write of it.

    Attributes:
        program: to be tested.
        right: a test that gets where no search does.
        wrong: a test that does not hold.
    """

    program: Program
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine says.

    Attributes:
        said: one after the other.
        kept: tests that must be in the file.
        dropped: tests that must not.
    """

    said: tuple[object, ...]
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def tests_by_an_engine(name: str, wanted: Wanted) -> Section:
    """Answers of each kind to each problem."""
    scripted = the_scripted_engine()
    figures: dict[str, Any] = {"problems": 0}
    missed = []
    for problem in [*_problems()][: wanted.first]:
        figures["problems"] += 1
        for kind, answers in _answers(problem, scripted).items():
            reason = _trouble(problem, answers, scripted)
            figures[kind] = figures.get(kind, 0) + (not reason)
            told = f"{problem.program.name} {kind}: {reason or 'as it should'}"
            wanted.tell(told)
            missed += [told] if reason else []
    held = {
        f"{kind}, all": count == figures["problems"]
        for kind, count in figures.items()
        if kind != "problems"
    }
    return Section(name, {**figures, MISSED: missed}, held)


def _problems() -> Iterator[Problem]:
    _, *blocks = PROBLEMS.read_text(encoding="utf-8").split("\n== ")
    for block in blocks:
        name, _, rest = block.partition("\n")
        code, right, wrong = re.split(r"\n-- \w+\n", rest)
        yield Problem(Program(name, f"{name}.py", code + "\n"), right, wrong.rstrip())


def _answers(problem: Problem, scripted: ModuleType) -> dict[str, Answers]:
    right, wrong = _TEST.findall(problem.right), _TEST.findall(problem.wrong)
    module = problem.program.name
    evil = _malicious(module)
    both = f"{problem.right}\n\n\n{problem.wrong.partition('assert')[0]}assert "
    return {
        "good ones win": Answers((_fenced(problem.right),), kept=(*right,)),
        "bad ones are refuted": Answers((_fenced(problem.wrong), "No idea."), dropped=(*wrong,)),
        "malicious ones too": Answers(
            (_fenced(evil), _fenced(evil)), dropped=(*_TEST.findall(evil),)
        ),
        "good ones among bad ones win": Answers(
            (_fenced(f"{problem.wrong}\n\n\n{problem.right}\n\n\n{evil}"),),
            kept=(*right,),
            dropped=(*wrong, *_TEST.findall(evil)),
        ),
        "half ones are used": Answers(
            (scripted.Dying(f"Here they are:\n\n```python\n{both}"),), kept=(*right,)
        ),
    }


def _fenced(code: str) -> str:
    return f"Here they are:\n\n```python\n{code}\n```\n"


def _malicious(module: str) -> str:
    """Tests that prove nothing, leave early, reach outside, or change what they test."""
    bodies = {
        "proves_nothing": "assert True",
        "leaves": "os._exit(0)",
        "exits": "sys.exit(0)",
        "is_left_out": "pytest.skip('later')\n    assert subject",
        "writes": f"open('{module}.py', 'w').write('')\n    assert subject",
        "removes": "pathlib.Path('pyproject.toml').unlink()\n    assert subject",
        "connects": "socket.create_connection(('127.0.0.1', 9)).close()\n    assert subject",
        "starts": "subprocess.run(['touch', 'started'])\n    assert subject",
        "waits": "time.sleep(3)\n    assert subject",
        "replaces": "setattr(subject, 'STEPS', None)\n    assert subject",
        "reads_secrets": "assert open('/etc/hostname').read() != str(subject)",
        "evaluates": "assert eval('1') == len(str(subject)) or subject",
    }
    head = "import os, pathlib, socket, subprocess, sys, time\n\nimport pytest\n\n"
    tests = (f"def test_that_{name}():\n    {body}\n" for name, body in bodies.items())
    return f"{head}import {module} as subject\n\n\n" + "\n\n".join(tests)


def _trouble(problem: Problem, answers: Answers, scripted: ModuleType) -> str:
    """What is not as it should be; empty for nothing."""
    with workspace(problem.program) as root:
        before = _fingerprint(root)
        with scripted.scripted_engine(*answers.said) as (engine, _):
            tests = written_in(
                root, problem.program, _SECONDS, engine.model, engine.base_url, keep=False
            )
        if _fingerprint(root) != before:
            return "the workspace was touched"
    return _trouble_of(tests, answers)


def _trouble_of(tests: Written, answers: Answers) -> str:
    missing = [name for name in answers.kept if f"def {name}(" not in tests.text]
    if missing:
        return f"{missing[0]} is not kept: {tests.note}"
    unwanted = [name for name in answers.dropped if f"def {name}(" in tests.text]
    if unwanted:
        return f"{unwanted[0]} is kept"
    if answers.kept and not (tests.proven and tests.proposers[:1] == ("model",)):
        return f"it is not the model's, or not proven: {tests.note}"
    return "it says that nothing is proven" if tests.text and not tests.proven else ""


def _fingerprint(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}
