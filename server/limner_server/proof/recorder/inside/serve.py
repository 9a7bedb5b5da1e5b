"""Runs cases against one module, each in a fork of its own.

The frames are described in `limner_server.proof.recorder.dialogue`. The job has `path`, of the file
under test from the working folder, `root`, `module`, its dotted name or "", and `bases`, folders to
import from. A request is `{"cases": [...], "text": what the file says instead, or null, "traced":
bool, "processor": s, "wall": s, "load": s}`; its answer `{"told": [what of each], "error": why the
file does not load, or ""}`.
"""

from __future__ import annotations

import base64
import collections
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
import types
import zlib
from typing import Any

from .case import run_case
from .clock import no_sleep, shift_clock
from .frames import read_frame, write_frame
from .limit import Limit
from .watch import listen

# How much longer than told from within a case may take before it is killed from without.
GRACE = 0.3
# So many run beside each other.
BESIDE = 2


def main(job: dict[str, Any]) -> None:
    """Answer until stdin ends; with `once` in the job, as lines behind that token."""
    requests, answers = os.dup(0), os.dup(1)
    for descriptor, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        os.dup2(os.open(os.devnull, mode), descriptor)
    sys.dont_write_bytecode = True
    job["root"] = os.path.realpath(job["root"])
    job["path"] = os.path.realpath(job["path"])
    job["folder"] = tempfile.mkdtemp(prefix="case-")
    sys.path[:0] = [os.path.realpath(one) for one in job["bases"]]
    no_sleep()
    if job["shifted"]:
        shift_clock()
    listen()
    token = read_frame(requests)["token"]
    module, error = None, ""
    is_first = True
    while True:
        request = read_frame(requests)
        if request is None:
            return
        if is_first:
            module, error = _loaded(job, None, request["load"])
            is_first = False
        answer = _answer(job, request, module, error, (requests, answers))
        _say(answers, job.get("once", ""), {"token": token, **answer})


def _say(answers: int, once: str, answer: dict[str, Any]) -> None:
    if not once:
        write_frame(answers, answer)
        return
    packed = base64.b64encode(zlib.compress(json.dumps(answer).encode()))
    said = b"\n" + once.encode() + packed + b"\n"
    while said:
        said = said[os.write(answers, said) :]


def _answer(
    job: dict[str, Any], request: dict[str, Any], module: Any, error: str, private: tuple[int, ...]
) -> dict[str, Any]:
    if request["text"] is not None and not error:
        return _host(job, request, private)
    if error:
        return {"told": [], "error": error}
    return {"told": _run_all(job, request, module, private), "error": ""}


def _host(job: dict[str, Any], request: dict[str, Any], private: tuple[int, ...]) -> dict[str, Any]:
    """Run the cases with another text, in a fork that has loaded that."""

    def work() -> Any:
        module, error = _loaded(job, request["text"], request["load"])
        told = [] if error else _run_all(job, request, module, ())
        return {"told": told, "error": error}

    each = request["wall"] + GRACE
    seconds = request["load"] + len(request["cases"]) * each + GRACE
    fork = Fork(work, private, time.monotonic() + seconds)
    while not fork.is_over():
        select.select([fork.inlet], [], [], 0.05)
    return fork.said or {"told": [], "error": "it ends the process when it is loaded"}


def _run_all(
    job: dict[str, Any], request: dict[str, Any], module: Any, private: tuple[int, ...]
) -> list[Any]:
    gc.collect()
    gc.freeze()
    limits = {name: request[name] for name in ("traced", "processor", "wall")}
    waiting = collections.deque(enumerate(request["cases"]))
    running: dict[int, tuple[int, Fork, str]] = {}
    told: list[Any] = [{"ending": "broken"} for _ in waiting]
    while waiting or running:
        while waiting and len(running) < BESIDE:
            place, case = waiting.popleft()
            folder = os.path.join(job["folder"], str(place))
            os.makedirs(folder, exist_ok=True)
            task = _task({**job, **limits}, module, case, folder)
            inlets = tuple(running)
            deadline = time.monotonic() + request["wall"] + GRACE
            fork = Fork(task, (*private, *inlets), deadline)
            running[fork.inlet] = place, fork, folder
        select.select(list(running), [], [], 0.05)
        for inlet, (place, fork, folder) in list(running.items()):
            if fork.is_over():
                del running[inlet]
                told[place] = fork.said or {
                    "ending": "timed out" if fork.timed_out else "broken",
                    "message": "" if fork.timed_out else "it ends the process",
                }
                _remove(folder)
    return told


def _task(job: dict[str, Any], module: Any, case: dict[str, Any], folder: str) -> Any:
    def task() -> Any:
        tempfile.tempdir = folder
        return run_case(job, module, case, folder)

    return task


def _remove(folder: str) -> None:
    try:
        os.rmdir(folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


class Fork:
    """A task in a fork of this process; what it says counts only behind a token.

    Args:
        task: what it says.
        private: descriptors that are none of its business.
        deadline: on the monotonic clock.
    """

    def __init__(self, task: Any, private: tuple[int, ...], deadline: float) -> None:
        self.said: Any = None
        self.timed_out = False
        self._deadline = deadline
        self._token = os.urandom(8).hex()
        self.inlet, outlet = os.pipe()
        self._child = os.fork()
        if not self._child:
            try:
                os.setsid()
                for descriptor in (self.inlet, *private):
                    os.close(descriptor)
                write_frame(outlet, {"token": self._token, "said": task()})
            finally:
                os._exit(0)
        os.close(outlet)

    def is_over(self) -> bool:
        """Whether it has said something, or never will; then nothing is left of it."""
        is_gone = False
        if select.select([self.inlet], [], [], 0)[0]:
            with contextlib.suppress(ValueError):
                heard = read_frame(self.inlet)
                if isinstance(heard, dict) and heard.get("token") == self._token:
                    self.said = heard["said"]
            is_gone = True
        elif time.monotonic() > self._deadline:
            self.timed_out = is_gone = True
        if is_gone:
            # The group outlives its leader where processes were left behind.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            os.close(self.inlet)
        return is_gone


def _loaded(job: dict[str, Any], text: str | None, seconds: float) -> tuple[Any, str]:
    """The module under test and nothing, or nothing and why it does not load."""
    limit = Limit(seconds, seconds)
    limit.restart()
    try:
        if text is not None:
            return _made(job, text), ""
        if job["module"]:
            return importlib.import_module(job["module"]), ""
        with open(job["path"], "rb") as file:
            return _made(job, file.read()), ""
    except BaseException as error:
        return None, _said(job["path"], error)
    finally:
        limit.stop()


def _made(job: dict[str, Any], text: Any) -> Any:
    name = job["module"] or os.path.splitext(os.path.basename(job["path"]))[0]
    module = types.ModuleType(name)
    module.__file__ = job["path"]
    before = sys.modules.get(name)
    if before is not None:
        for one in ("__spec__", "__package__", "__path__", "__loader__"):
            if hasattr(before, one):
                setattr(module, one, getattr(before, one))
    elif "." in name:
        module.__package__ = name.rpartition(".")[0]
    sys.modules[name] = module
    exec(compile(text, job["path"], "exec"), module.__dict__)
    # What a class or function is looked up by is the module that it was defined in.
    package = sys.modules.get(name.rpartition(".")[0])
    if package is not None:
        setattr(package, name.rpartition(".")[2], module)
    return module


def _said(path: str, error: BaseException) -> str:
    """An error of loading a file, in one line, with the line of the file where it happened."""
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    where = "line " + str(line) + ": " if line else ""
    said = str(error.msg if isinstance(error, SyntaxError) else error).strip()
    return where + type(error).__name__ + (": " + said.splitlines()[0] if said else "")
