"""What a patch changed of how the tests end."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

from limner_server.proof.runner.outcome import Outcome, Result

# Where a traceback of Python, or a stack of Node, names a place.
_PYTHON_FRAME: Final = re.compile(r'File "([^"\n]+)", line (\d+)')
_NODE_FRAME: Final = re.compile(
    r"^\s+at .*?\(?(?:file://)?([^\s():]+):(\d+):\d+\)?\s*$", re.MULTILINE
)
_ERROR: Final = re.compile(
    r"^(?:Uncaught )?([A-Za-z.]*(?:Error|Exception|Interrupt|Exit))\b", re.MULTILINE
)
_ASSERTION: Final = re.compile(r"Assertion failed")
_NUMBERS: Final = re.compile(r"0x[0-9a-f]+|\d+\.\d+")


class Progress(StrEnum):
    """What a patch changed of how the tests end."""

    NONE = "none"  # nothing, or it got worse
    ELSEWHERE = "elsewhere"  # they fail in another way
    FURTHER = "further"  # more of them pass, or they ran further


def progress(before: Outcome, after: Outcome, path: Path) -> Progress:
    """How the second run of the same tests ended beside the first.

    Args:
        before: of the code as it is.
        after: of the code after a patch.
        path: of the file that the patch changes.
    """
    if after.result in (Result.TIMED_OUT, Result.BROKEN) or before.passed - after.passed:
        return Progress.NONE
    if before.result in (Result.TIMED_OUT, Result.BROKEN) or after.passed - before.passed:
        return Progress.FURTHER
    failed = [len(_ASSERTION.findall(one.output)) for one in (before, after)]
    reached = [_reached(one.output, path) for one in (before, after)]
    errors = [_ERROR.findall(one.output)[-1:] for one in (before, after)]
    if failed[0] > failed[1] or reached[0] < reached[1] or (errors[0] and not errors[1]):
        return Progress.FURTHER
    if failed[0] < failed[1] or reached[0] > reached[1] or (errors[1] and not errors[0]):
        return Progress.NONE
    if errors[0] != errors[1] or _worded(before.output) != _worded(after.output):
        return Progress.ELSEWHERE
    return Progress.NONE


def _reached(output: str, path: Path) -> list[int]:
    """The lines of the tests that were being run, from the outermost call inwards."""
    frames = _PYTHON_FRAME.findall(output) or _NODE_FRAME.findall(output)[::-1]
    return [int(line) for name, line in frames if Path(name).name != path.name]


def _worded(output: str) -> str:
    """What was printed, without what differs from run to run."""
    return _NUMBERS.sub("", output)
