"""What the runner in the sandbox reports, as an outcome."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any, Final

from limner_server.proof.runner.coverage import Coverage, TestLines
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.sandbox.ran import Ended, Ran

# How much of the end of the output is kept, in characters.
KEPT: Final = 4096


def outcome_of(ran: Ran, token: str) -> Outcome:
    """The outcome of a run whose report stands on a line of stdout behind a token."""
    output, report = _split(ran, token)
    told = report if not ran.exit_code else _not_finished(report)
    return reported_outcome(told, output, ran.seconds, timed_out=ran.ended is Ended.TIME)


def coverage_of(ran: Ran, token: str, root: Path) -> Coverage:
    """The lines that each test ran, of a run that was asked for them."""
    _, report = _split(ran, token)
    return reported_coverage(_not_finished(report) if ran.exit_code else report, root)


def reported_coverage(report: dict[str, Any] | None, root: Path) -> Coverage:
    """The lines that a report tells, of the workspace at `root`."""
    if not report or not report["lines"]:
        return Coverage()
    # A plain script is one test, and has no name of its own.
    passed = {"script"} if report["finished"] and not report["timed_out"] else set()
    passed.update(report["passed"])
    ran = {"script", *passed, *report["failed"]}
    return Coverage(
        tuple(
            TestLines(
                name,
                name in passed,
                {root / path: frozenset(numbers) for path, numbers in lines.items()},
                {
                    root / path: frozenset((start, end) for start, end in jumps)
                    for path, jumps in (report.get("jumps") or {}).get(name, {}).items()
                },
            )
            for name, lines in sorted(report["lines"].items())
            if name in ran
        )
    )


def reported_outcome(
    report: dict[str, Any] | None, output: str, seconds: float, *, timed_out: bool
) -> Outcome:
    """The outcome that a report tells.

    Args:
        report: as `inside/report.py` has it; None where the tests ended before they could report,
            which no exit code makes a pass.
        output: what was printed.
        seconds: on the clock.
        timed_out: whether the run was ended for its time.
    """
    if timed_out or (report and report["timed_out"]):
        result = Result.TIMED_OUT
    elif report is None:
        result = Result.FAILED
    elif report["broken"]:
        result = Result.BROKEN
        output = f"{output}\n{report['broken']}".lstrip()
    elif report["finished"] and not report["failed"]:
        result = Result.PASSED
    else:
        result = Result.FAILED
    passed, failed = (frozenset((report or {}).get(key, ())) for key in ("passed", "failed"))
    return Outcome(result, seconds, passed, failed, output[-KEPT:])


def exit_outcome(ran: Ran, *, reported: bool = True) -> Outcome:
    """The outcome of a command of which only the exit code is known.

    Args:
        ran: the command.
        reported: whether the exit code is all that it tells; else it should have told more, and
            cannot have passed.
    """
    output = (ran.stdout + ran.stderr)[-KEPT:]
    if ran.ended is Ended.TIME:
        return Outcome(Result.TIMED_OUT, ran.seconds, output=output)
    if not ran.exit_code and reported:
        return Outcome(Result.PASSED, ran.seconds, output=output)
    not_found = ran.exit_code in (126, 127)
    failed = Result.BROKEN if not_found else Result.FAILED
    return Outcome(failed, ran.seconds, output=output)


def _split(ran: Ran, token: str) -> tuple[str, dict[str, Any] | None]:
    """What was printed, and the report: compressed, since lines are many."""
    said, found, line = ran.stdout.rpartition(f"\n{token}")
    if not found:
        return ran.stdout + ran.stderr, None
    # What is said after it is said as the process ends.
    line, _, rest = line.partition("\n")
    try:
        report = json.loads(zlib.decompress(base64.b64decode(line)))
    except (ValueError, zlib.error):
        report = None
    return said + rest + ran.stderr, report


def _not_finished(report: dict[str, Any] | None) -> dict[str, Any] | None:
    """A report of tests that came to their end, in a process that did not."""
    return report and {**report, "finished": False}
