"""One case, run in a fork of its own."""

# Goes into the workspace's interpreter: it holds whatever a case does.
# ruff: noqa: S307, PLR0915

from __future__ import annotations

import contextlib
import io
import itertools
import os
import pathlib
import sys
import types
from typing import Any

from .clock import Patches
from .limit import Limit, TimedOut  # type: ignore[import-not-found]  # of the runner
from .reached import Reached, note
from .spell import Speller
from .state import changed, globals_of, seen
from .watch import Watch

# More printed text than this is not worth a test.
PRINTED = 2000
# Of what is told bit by bit so many items are looked at, and so many stand in a test.
ITEMS = 200
SHOWN = 5


class Closed(io.TextIOBase):
    """A terminal at which nobody sits."""

    def readable(self) -> bool:
        return True

    def read(self, size: Any = -1) -> str:
        del size
        note("input")
        return ""

    def readline(self, size: Any = -1) -> str:  # type: ignore[override]
        del size
        note("input")
        return ""

    def fileno(self) -> int:
        note("input")
        raise OSError("no terminal")


def run_case(
    job: dict[str, Any], module: Any, case: dict[str, Any], folder: str
) -> tuple[dict[str, Any], bool]:
    """Run a case, and tell what came of it, and whether this process is of no more use.

    Args:
        job: `path` of the file under test, `root` of the workspace, `traced`, and the limits
            `processor` and `wall`, in seconds.
        module: the module under test.
        case: as of `limner_server.proof.recorder.case.Case`.
        folder: of the case, empty.
    """
    os.chdir(folder)
    sys.stdin = Closed()
    printed = sys.stdout = io.StringIO()
    sys.stderr = io.StringIO()
    scope = dict(vars(module))
    patches = Patches()
    scope.update(__name__="__case__", tmp_path=pathlib.Path(folder), monkeypatch=patches)
    before = set(scope)
    watch = Watch(job["path"])
    reached = Reached(job["root"], folder)
    limit = Limit(job["processor"], job["wall"])
    told: dict[str, Any] = {"ending": "broken", "act": case["act"], "imports": []}
    try:
        for line in case["imports"]:
            exec(line, scope)
        act = compile(case["act"], "<case>", "eval")
        arrange = compile("\n".join(case["arrange"]), "<case>", "exec")
        limit.restart()
        reached.start()
        if job["traced"]:
            watch.start()
        exec(arrange, scope)
        with _unwatched(watch, reached, job["traced"]):
            names = {name: scope[name] for name in scope if name not in before}
            objects = {**globals_of(module), **_own(names)}
            speller = Speller(scope)
            state = seen(speller, objects)
            printed.seek(0)
            printed.truncate()
        told["ending"] = "raised"
        value = eval(act, scope)
        told["ending"] = "returned"
        value, told["act"], imports = _whole(value, told["act"])
        watch.stop()
        reached.stop()
        told["case_imports"] = imports
        told["kind"] = _name(type(value))
        told["value"] = speller.spelled(value) or _alias(value, names)
        told["state"] = changed(state, seen(speller, objects))
        if not told["value"] and not isinstance(value, types.ModuleType):
            told["state"] += changed({}, seen(speller, {"result": value}))
        told["imports"] = speller.imports
    except TimedOut:
        told["ending"] = "timed out"
    except BaseException as error:
        watch.stop()
        reached.stop()
        told["kind"] = _name(type(error))
        with contextlib.suppress(Exception):
            message = str(error)
            # What names the case's own folder is another each time.
            told["message"] = "" if folder in message else message[:PRINTED]
        if told["ending"] == "raised":
            with contextlib.suppress(Exception):
                told["state"] = changed(state, seen(speller, objects))
                told["imports"] = speller.imports
    finally:
        limit.stop()
        watch.stop()
        reached.stop()
    if limit.passed:
        told["ending"] = "timed out"
    if isinstance(sys.stdout, io.StringIO):
        text = printed.getvalue()
        told["printed"] = text if len(text) <= PRINTED and folder not in text else ""
    told["lines"] = sorted(watch.lines)
    told["arcs"] = sorted(watch.arcs)
    told["outside"] = sorted(reached.found)
    return told, limit.passed or bool(reached.found) or patches.are_used


def _own(names: dict[str, Any]) -> dict[str, Any]:
    """The objects that a case arranged, each under the first of its names."""
    own: dict[int, tuple[str, Any]] = {}
    for name, value in names.items():
        own.setdefault(id(value), (name, value))
    return dict(own.values())


def _whole(value: Any, act: str) -> tuple[Any, str, list[str]]:
    """What is told bit by bit, told whole: the value, the act that gives it, its imports."""
    if isinstance(value, types.CoroutineType):
        import asyncio

        return asyncio.run(value), "asyncio.run(" + act + ")", ["import asyncio"]
    if type(value).__module__ == "numpy" and type(value).__name__ == "ndarray":
        return value.tolist(), act + ".tolist()", []
    if (
        hasattr(value, "__next__")
        and hasattr(value, "__iter__")
        and not isinstance(value, io.IOBase)
    ):
        items = list(itertools.islice(value, ITEMS + 1))
        if len(items) <= ITEMS:
            return items, "list(" + act + ")", []
        few = "list(itertools.islice(" + act + ", " + str(SHOWN) + "))"
        return items[:SHOWN], few, ["import itertools"]
    return value, act, []


def _alias(value: Any, names: dict[str, Any]) -> str:
    """The name of the arranged object that a value is."""
    return next((name for name, one in names.items() if one is value), "")


def _name(kind: type) -> str:
    """The qualified name of a class, without a module where that is the language's own."""
    module = kind.__module__
    return kind.__qualname__ if module == "builtins" else module + "." + kind.__qualname__


@contextlib.contextmanager
def _unwatched(watch: Watch, reached: Reached, traced: bool) -> Any:
    """Looks that are ours are none of the case's."""
    watch.stop()
    reached.stop()
    yield
    reached.start()
    if traced:
        watch.start()
