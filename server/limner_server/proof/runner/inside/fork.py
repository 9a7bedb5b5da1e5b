"""One run of the tests in a fork of this process, with limits."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from typing import Any

from .frames import read_frame, write_frame
from .limit import Limit
from .lines import Lines, own
from .report import Report
from .run import run_tests

# How much of the end of the output is kept, in bytes.
KEPT = 4096
# How long a fork may be gone before it is noticed where a child of its own holds the pipe open.
NOTICED = 0.05
# The same where it has closed the pipe, and will be gone at once as a rule.
SOON = 0.001
# How much longer than told from within a test may take before it is killed from without.
GRACE = 0.3


def run_forked(
    job: dict[str, Any], request: dict[str, Any], private: tuple[int, ...]
) -> dict[str, Any]:
    """Run the tests in a fork, and end all that it started.

    The report counts only behind a token that the code under test would have to search for.

    Args:
        job: what to run.
        request: as `limner_server.proof.runner.warm` describes it.
        private: descriptors that are none of the fork's business.
    """
    token = os.urandom(16).hex()
    inlet, outlet = os.pipe()
    with tempfile.TemporaryFile() as output:
        # What is here now is shared with the forks: collecting it would copy its pages.
        gc.collect()
        gc.freeze()
        start = time.monotonic()
        child = os.fork()
        if not child:
            for descriptor in (inlet, *private):
                os.close(descriptor)
            _child(job, request, token, outlet, output.fileno())
        os.close(outlet)
        said, timed_out = _heard(inlet, child, start + request["seconds"] + GRACE)
        seconds = time.monotonic() - start
        os.close(inlet)
        size = output.seek(0, os.SEEK_END)
        output.seek(max(0, size - KEPT))
        text = output.read().decode("utf-8", "replace")
    if not isinstance(said, dict) or said.get("token") != token:
        said = {"report": None, "modules": []}
    return {
        "report": said["report"],
        "modules": said["modules"],
        "timed_out": timed_out,
        "spoilt": False,
        "seconds": seconds,
        "output": text,
    }


def _heard(inlet: int, child: int, deadline: float) -> tuple[Any | None, bool]:
    """What the fork reports, and whether it ran out of time. All that it started is ended."""
    said, is_open, gone, timed_out = None, True, 0, False
    while said is None and not gone and not timed_out:
        if not is_open:
            time.sleep(SOON)
        elif select.select([inlet], [], [], NOTICED)[0]:
            said = read_frame(inlet)
            is_open = said is not None
            continue
        gone, _ = os.waitpid(child, os.WNOHANG)
        timed_out = time.monotonic() > deadline
    if gone and is_open and select.select([inlet], [], [], 0)[0]:
        said = read_frame(inlet)
    # The group outlives its leader where the tests left processes behind.
    _kill(child)
    if not gone:
        os.waitpid(child, 0)
    return said, timed_out


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _child(job: dict[str, Any], request: dict[str, Any], token: str, outlet: int, out: int) -> None:
    """Runs the tests, reports, and never returns."""
    os.setsid()
    os.dup2(out, 1)
    os.dup2(out, 2)
    report = Report()
    try:
        lines = Lines(job["root"]) if request["lines"] else None
        run_tests(job, report, lines, Limit(request["processor"], request["wall"]))
    except BaseException:
        traceback.print_exc()
    said = report.spoken()
    modules = _imported(job["root"]) if request["modules"] else []
    write_frame(outlet, {"token": token, "report": said, "modules": modules})
    os._exit(0)


def _imported(root: str) -> list[str]:
    """The modules that are imported by now, apart from the workspace's own."""
    paths = [(name, getattr(module, "__file__", None)) for name, module in sys.modules.items()]
    return [
        name
        for name, path in paths
        if path and name != "__main__" and not own(os.path.realpath(path), root)
    ]
