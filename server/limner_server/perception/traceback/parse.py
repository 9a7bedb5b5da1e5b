"""Reading a traceback's text, whoever printed it."""

from __future__ import annotations

import re
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.traceback.node import node_tracebacks
from limner_server.perception.traceback.pytest import pytest_tracebacks
from limner_server.perception.traceback.python import python_tracebacks
from limner_server.perception.traceback.traceback import Traceback

# Colours and links of a terminal: control sequences of ECMA-48.
_ESCAPES: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
# A runner reports each test by itself, and its first failure is where to begin.
_REPORT: Final = re.compile(
    r"^(?:={3,}|_{3,} |\s*● |\s*FAIL\b|(?:FAIL|ERROR): |not ok )", re.MULTILINE
)


def parse_traceback(text: str) -> Traceback:
    """Read a traceback: the first failure of a test runner's report, else what came last.

    Understood are Python's own tracebacks (chains, groups, syntax errors), reports of pytest,
    unittest, vitest, jest and `node --test`, and V8's stacks.

    Raises:
        InputError: there is no traceback in it.
    """
    plain = _ESCAPES.sub("", text).expandtabs()
    lines = plain.splitlines()
    readings = [python_tracebacks(lines), pytest_tracebacks(lines), node_tracebacks(lines)]
    found = max(readings, key=_frames)
    if not found:
        raise InputError("there is no traceback in it", "give the whole output of the failing run")
    return found[0] if _REPORT.search(plain) else found[-1]


def _frames(tracebacks: list[Traceback]) -> int:
    """How many calls were understood."""
    return sum(len(one.frames) for traceback in tracebacks for one in traceback.likeliest_first())
