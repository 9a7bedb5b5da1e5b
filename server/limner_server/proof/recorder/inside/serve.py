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
import gc
import importlib
import importlib.util
import json
import os
import select
import shutil
import sys
import tempfile
import types
import zlib
from typing import Any

from .case import run_case
from .clock import no_sleep, shift_clock
from .fork import Fork
from .frames import read_frame, write_frame  # type: ignore[import-not-found]  # of the runner
from .limit import Limit  # type: ignore[import-not-found]
from .marks import Marks
from .reached import listen

# How much longer than told from within a case may take before it is killed from without.
GRACE = 0.3
# So many forks run beside each other, and so many cases in one of them.
BESIDE = 2
TOGETHER = 24


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

    def work(say: Any) -> None:
        module, error = _loaded(job, request["text"], request["load"])
        told = [] if error else _run_all(job, request, module, ())
        say({"told": told, "error": error})

    each = request["wall"] + GRACE
    seconds = request["load"] + len(request["cases"]) * each + GRACE
    fork = Fork(work, private, seconds)
    while not fork.is_over:
        select.select([fork.inlet], [], [], 0.05)
        for said in fork.heard():
            return dict(said)
    return {"told": [], "error": "it ends the process when it is loaded"}


def _run_all(
    job: dict[str, Any], request: dict[str, Any], module: Any, private: tuple[int, ...]
) -> list[Any]:
    """Run cases, several in a fork one after another as long as none leaves anything behind."""
    gc.collect()
    gc.freeze()
    limits = {name: request[name] for name in ("traced", "processor", "wall")}
    cases = request["cases"]
    told: list[Any] = [{"ending": "broken", "message": "it ends the process"} for _ in cases]
    waiting = collections.deque(range(len(cases)))
    running: dict[int, Fork] = {}
    count, share = 0, min(TOGETHER, -(-len(cases) // BESIDE))
    while waiting or running:
        while waiting and len(running) < BESIDE:
            places = [waiting.popleft() for _ in range(min(share, len(waiting)))]
            folder = os.path.join(job["folder"], str(count))
            count += 1
            os.makedirs(folder, exist_ok=True)
            chunk = [cases[place] for place in places]
            task = _task({**job, **limits}, module, chunk, folder)
            fork = Fork(task, (*private, *running), request["wall"] + GRACE)
            fork.places, fork.folder = places, folder
            running[fork.inlet] = fork
        select.select(list(running), [], [], 0.05)
        for inlet, fork in list(running.items()):
            for said in fork.heard():
                told[fork.places.pop(0)] = said
            if fork.is_over:
                del running[inlet]
                _remove(fork.folder)
                if fork.places and (fork.timed_out or not fork.has_stopped):
                    # The one that it was at.
                    place = fork.places.pop(0)
                    if fork.timed_out:
                        told[place] = {"ending": "timed out"}
                waiting.extendleft(reversed(fork.places))
    return told


def _task(job: dict[str, Any], module: Any, cases: list[Any], folder: str) -> Any:
    def task(say: Any) -> None:
        tempfile.tempdir = folder
        marks = Marks(module, folder) if len(cases) > 1 else None
        for case in cases:
            told, is_used_up = run_case(job, module, case, folder)
            say(told)
            if is_used_up or marks is None or not marks.is_same():
                return

    return task


def _remove(folder: str) -> None:
    try:
        os.rmdir(folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _loaded(job: dict[str, Any], text: str | None, seconds: float) -> tuple[Any, str]:
    """The module under test and nothing, or nothing and why it does not load."""
    limit = Limit(seconds, seconds)
    limit.restart()
    try:
        if text is not None:
            return _made(job, text), ""
        if job["module"]:
            return _imported(job["module"], job["path"]), ""
        with open(job["path"], "rb") as file:
            return _made(job, file.read()), ""
    except BaseException as error:
        return None, _said(job["path"], error)
    finally:
        limit.stop()


def _imported(name: str, path: str) -> Any:
    """The module at `path`: one of the standard library with its name may be there before."""
    module = importlib.import_module(name)
    found = getattr(module, "__file__", None)
    if found and os.path.realpath(found) != os.path.realpath(path):
        raise ImportError(f"module {name!r} is another one, at {found}")
    return module


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
