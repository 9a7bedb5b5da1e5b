"""What Python code does when it is called: told by the workspace's own interpreter."""

from __future__ import annotations

import base64
import functools
import json
import os
import secrets
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any, Final, Self

from limner_server.errors import InputError
from limner_server.perception.workspace.modules import module_name
from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Case, Ending, Outside, Recorded
from limner_server.proof.recorder.dialogue import Dialogue
from limner_server.proof.recorder.flow import Flow, flow_of
from limner_server.proof.runner.interpreter import find_python
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.payload import frame, inside
from limner_server.proof.sandbox.sandbox import Sandbox

# What runs in the sandbox, each after what it needs: of the runner, and of the recorder.
_SHARED: Final = ("frames.py", "limit.py", "jumps.py")
_OWN: Final = (
    "watch.py",
    "reached.py",
    "naming.py",
    "made.py",
    "spell.py",
    "state.py",
    "clock.py",
    "case.py",
    "marks.py",
    "fork.py",
    "serve.py",
)
# Seconds that a case may keep the processor and may take, and those of a mutant's.
_PROCESSOR: Final = 0.5
_WALL: Final = 1.5
_MUTANT: Final = 0.25
# Seconds to load the file.
_LOAD: Final = 10.0
# Cases that are asked for at once.
_BATCH: Final = 64
# Hash seeds: of the process that records, and of the one that confirms.
_SEEDS: Final = ("0", "4711")


class PythonRecorder:
    """Runs cases of one Python file; see `Recorder`. A context manager.

    Lines and arcs are told only of the file as it is, not of another text.

    Args:
        sandbox: of the workspace.
        source: the file, as it is now.
        texts: of other files that are not saved, by absolute path.

    Raises:
        ToolMissingError: there is no Python.
        InputError: the file is no Python.
    """

    def __init__(self, sandbox: Sandbox, source: Source, *, texts: Mapping[Path, str]) -> None:
        self._sandbox, self._source = sandbox, source
        self._flow = _flow(source)
        self._python = find_python(source.path.parent, sandbox.root)
        self._files = {path: text.encode() for path, text in texts.items() if path.is_file()}
        self._files[source.path] = source.encoded(source.text)
        self._talks = [
            Dialogue(sandbox, self._launch(seed, is_second=place > 0), self._files)
            for place, seed in enumerate(_SEEDS)
        ]

    @property
    def branches(self) -> dict[int, frozenset[int]]:
        """See `Recorder`."""
        return self._flow.branches

    @property
    def statements(self) -> frozenset[int]:
        """See `Recorder`."""
        return self._flow.statements

    def record(
        self, cases: Sequence[Case], *, text: str | None = None, check: Callable[[], None]
    ) -> list[Recorded]:
        """See `Recorder`."""
        told = self._ask(0, cases, text, check)
        return [self._recorded(case, one) for case, one in zip(cases, told, strict=True)]

    def confirm(self, recorded: Sequence[Recorded], *, check: Callable[[], None]) -> list[Recorded]:
        """See `Recorder`. Nothing hangs on the clock where a wrong one changes nothing."""
        told = self._ask(1, [one.case for one in recorded], None, check)
        return [
            _confirmed(one, self._recorded(one.case, again))
            for one, again in zip(recorded, told, strict=True)
        ]

    def close(self) -> None:
        """End the processes."""
        for talk in self._talks:
            talk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(
        self, place: int, cases: Sequence[Case], text: str | None, check: Callable[[], None]
    ) -> Iterator[dict[str, Any]]:
        for start in range(0, len(cases), _BATCH):
            batch = cases[start : start + _BATCH]
            request = {
                "cases": [
                    {"act": one.act, "arrange": one.arrange, "imports": one.imports}
                    for one in batch
                ],
                "text": text,
                "traced": text is None,
                "processor": _PROCESSOR if text is None else _MUTANT,
                "wall": _WALL,
                "load": _LOAD,
            }
            seconds = 2 * _LOAD + len(batch) * 2 * _WALL
            if self._sandbox.isolated:
                told = self._talks[place].ask(request, seconds, check)
            else:
                told = self._asked_once(place, request, seconds, check)
            if told is None:
                # Something took the whole process with it: which one, nobody can say.
                yield from ({"ending": Ending.BROKEN.value} for _ in batch)
                continue
            if told["error"]:
                raise InputError(
                    f"{self._source.path.name} cannot be imported: {told['error']}",
                    "make it import by itself, then ask again",
                )
            yield from told["told"]

    def _asked_once(
        self, place: int, request: Mapping[str, Any], seconds: float, check: Callable[[], None]
    ) -> dict[str, Any] | None:
        """The same without a process that stays: what it says comes at its end."""
        token = secrets.token_hex(16)
        launch = self._launch(_SEEDS[place], is_second=place > 0, once=token)
        ran = self._sandbox.run(
            launch.argv,
            files=self._files,
            cwd=launch.cwd,
            env=launch.env,
            stdin=launch.stdin + frame({"token": token}) + frame(dict(request)),
            seconds=seconds,
            check=check,
        )
        said = ran.stdout.rpartition("\n" + token)[2].strip()
        try:
            told = json.loads(zlib.decompress(base64.b64decode(said)))
        except (ValueError, zlib.error):
            return None
        return told if isinstance(told, dict) else None

    def _launch(self, seed: str, *, is_second: bool, once: str = "") -> Launch:
        root = self._sandbox.root
        path = self._source.path
        name = module_name(path, path, root) or ""
        base = path
        for _ in name.split("."):
            base = base.parent
        if path.stem == "__init__":
            base = base.parent
        bases = [base, path.parent, root] if "." not in name else [base, root]
        job = {
            "root": ".",
            "path": os.path.relpath(path, root),
            "module": name,
            "bases": [os.path.relpath(one, root) for one in dict.fromkeys(bases)],
            "shifted": is_second,
            "once": once,
        }
        folder = self._python.parent
        env = {
            "PATH": os.pathsep.join((str(folder), os.environ.get("PATH", os.defpath))),
            "PYTHONHASHSEED": seed,
        }
        if (folder.parent / "pyvenv.cfg").is_file():
            env["VIRTUAL_ENV"] = str(folder.parent)
        modules = [[_stem(one), inside(one)] for one in _SHARED]
        modules += [[_stem(one), _inside(one)] for one in _OWN]
        argv = (str(self._python), "-c", inside("boot.py"))
        return Launch(argv, root, env, frame({"modules": modules, "job": job}))

    def _recorded(self, case: Case, told: Mapping[str, Any]) -> Recorded:
        act, more = told.get("act", case.act), tuple(told.get("case_imports", ()))
        if act != case.act or not set(more) <= set(case.imports):
            case = replace(case, act=act, imports=tuple(dict.fromkeys((*case.imports, *more))))
        return Recorded(
            case,
            Ending(told["ending"]),
            value=told.get("value", ""),
            kind=told.get("kind", ""),
            message=told.get("message", ""),
            state=tuple((name, text) for name, text in told.get("state", ())),
            printed=told.get("printed", ""),
            lines=self._flow.lines(iter(told.get("lines", ()))),
            arcs=self._flow.arcs((start, end) for start, end in told.get("arcs", ())),
            outside=frozenset(Outside(one) for one in told.get("outside", ())),
            imports=tuple(told.get("imports", ())),
        )


def _flow(source: Source) -> Flow:
    try:
        return flow_of(source.text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = f" (line {error.lineno}: {error.msg})" if isinstance(error, SyntaxError) else ""
        raise InputError(
            f"{source.path.name} cannot be read as Python{line}", "mend it, then ask again"
        ) from error


def _confirmed(one: Recorded, again: Recorded) -> Recorded:
    """A case with what a second process, whose clock is wrong, told of it."""
    if one.behaviour != again.behaviour or one.case != again.case:
        return replace(one, stable=False)
    return replace(one, stable=True, outside=one.outside - {Outside.CLOCK})


def _stem(name: str) -> str:
    return name.partition(".")[0]


@functools.cache
def _inside(name: str) -> str:
    """The text of a file of `proof/recorder/inside`."""
    return (resources.files(__package__) / "inside" / name).read_text("utf-8")
