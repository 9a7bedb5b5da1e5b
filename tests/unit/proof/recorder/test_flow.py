"""Where lines lead: counted as coverage.py counts them."""

import json
import subprocess
import sys

import pytest

from limner_server.proof.recorder.case import Case
from limner_server.proof.recorder.flow import OUTSIDE, flow_of

MODULE = '''\
"""A module with one of each."""

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os


class Shelf:
    """A shelf."""

    @property
    def first(self):
        """The first."""
        return 1


def tries(x):
    try:
        if x > 1:
            raise ValueError
        y = int(x)
    except ValueError:
        return 1
    except (TypeError,
            KeyError):
        return 2
    else:
        if y:
            return 3
    finally:
        if x:
            x = 1
    return 4


def withs(x):
    with contextlib.suppress(ValueError):
        if x:
            raise ValueError
    with contextlib.suppress(ValueError) as a, contextlib.suppress(
        KeyError
    ):
        for i in range(x):
            if i > 1:
                break
    return 5


def loops(x):
    while True:
        x -= 1
        if x < 0:
            break
        if x == 5:
            continue
        for j in range(x): pass
    for k in [1, 2]:
        if k == x:
            return k
    else:
        x = 9
    while x > 8 and (
        x < 100
    ):
        x += 30
    assert x, "no"
    return (
        x
        if x
        else 1
    )


def matches(x):
    match x:
        case 1:
            return 1
        case [a, b] if a:
            return 2
        case {"k": v}:
            y = v
        case _:
            y = 0
    match y:
        case 5:
            y = 6
    return y


def inner(x):
    def f(z):
        if z:
            return 1
        return 2
    g = lambda q: 1 if q else 2
    s = [a for a in range(x) if a]
    if any(a > 1 for a in s): return f(x) + g(x)
    return f(0)


class Door:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *a):
        return None


async def opened(x):
    async with Door() as a:
        if x:
            return 1
    return 2


def gen(x):
    for i in range(x):
        if i % 2:
            yield i
    yield 9


def one(x):
    if x: return 1
    elif x == 0: pass
    else:
        return 3


def uncounted(x):
    if x:  # pragma: no cover
        return 1
    return 2
'''
ACTS = [
    *(f"{name}({x})" for name in ("tries", "withs", "loops", "inner", "one") for x in (0, 2, 3)),
    'tries("a")',
    "tries(None)",
    "uncounted(1)",
    *(f"matches({x})" for x in ("1", "[1, 2]", "[0, 2]", '{"k": 5}')),
    "asyncio.run(opened(1))",
    "list(gen(3))",
    "Shelf().first",
]


@pytest.fixture
def counted(tmp_path, python_recorder):
    """What coverage.py says of the module and the cases, and what the recorder does."""
    recorder = python_recorder(MODULE, "shelf.py")
    cases = [Case(act, imports=("import asyncio",)) for act in ACTS]
    recorded = recorder.record(cases, check=lambda: None)
    calls = "".join(f"try:\n    {act}\nexcept Exception: pass\n" for act in ACTS)
    (tmp_path / "calls.py").write_text(f"import asyncio\nfrom shelf import *\n{calls}")
    for argv in (["run", "--branch", "--include=shelf.py", "calls.py"], ["json", "-q"]):
        subprocess.run([sys.executable, "-m", "coverage", *argv], cwd=tmp_path, check=True)
    told = json.loads((tmp_path / "coverage.json").read_text())["files"]["shelf.py"]
    return recorder, recorded, told


def _ends(branches):
    return {(start, end if end > 0 else OUTSIDE) for start, end in branches}


def test_branches_and_statements_are_those_of_coverage(counted):
    recorder, recorded, told = counted
    every = _ends(told["executed_branches"]) | _ends(told["missing_branches"])
    arcs = set().union(*(one.arcs for one in recorded))

    assert {(line, end) for line, ends in recorder.branches.items() for end in ends} == every
    assert recorder.statements == {*told["executed_lines"], *told["missing_lines"]}
    assert arcs & every == _ends(told["executed_branches"])


def test_lines_that_ran_are_those_of_coverage(counted):
    _, recorded, told = counted
    lines = set().union(*(one.lines for one in recorded))

    assert not lines & set(told["missing_lines"])


def test_a_condition_that_is_constant_is_no_branch():
    flow = flow_of("def f():\n    while True:\n        if not 0:\n            return 1\n")

    assert flow.branches == {}


def test_what_is_no_python_has_no_flow():
    with pytest.raises(SyntaxError):
        flow_of("def f(:\n")
