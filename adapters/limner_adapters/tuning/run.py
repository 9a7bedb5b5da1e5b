"""A run of `limner tune`: what was asked for, and the folder from which it can be gone on with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import platformdirs
from filelock import FileLock, Timeout

from limner_adapters.examples import Task
from limner_server.errors import InputError, OutputError
from limner_server.output import write_file

_REQUEST: Final = "request.json"
_PLAN: Final = "plan.json"
_DONE: Final = "done.json"


@dataclass(frozen=True, slots=True)
class TuneRequest:
    """What is asked for.

    Attributes:
        root: of the workspace.
        base: the model's name.
        tasks: to be learnt.
        name: of the adapters: each is called `NAME-TASK`.
        minutes: of training in all; None for as long as a few passes take.
    """

    root: Path
    base: str
    tasks: tuple[Task, ...]
    name: str
    minutes: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self) | {"root": str(self.root), "tasks": [str(task) for task in self.tasks]}


class Run:
    """The folder of a run, private: it holds the user's code.

    Attributes:
        request: what is asked for.
        folder: of the run, one for each workspace and model.
    """

    def __init__(self, request: TuneRequest) -> None:
        """Look at nothing yet."""
        self.request = request
        place = f"{request.root}\0{request.base}".encode()
        key = hashlib.blake2b(place, digest_size=6).hexdigest()
        cache = platformdirs.user_cache_path("limner", appauthor=False)
        self.folder = cache / "tune" / f"{request.root.name}-{key}"

    @property
    def plan(self) -> dict[str, Any] | None:
        """The plan of an earlier run of the same request that is not done; None where none is."""
        asked = _read(self.folder / _REQUEST)
        is_open = asked == self.request.as_json() and _read(self.folder / _DONE) is None
        return _read(self.folder / _PLAN) if is_open else None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only process in the folder.

        Raises:
            InputError: another one is at work there.
            OutputError: the folder cannot be made.
        """
        lock = FileLock(self.folder.with_name(f"{self.folder.name}.lock"), timeout=0)
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise InputError(
                f"{self.request.base} is being tuned on {self.request.root} already",
                "wait for it, or stop it",
            ) from error
        except OSError as error:
            raise _no_folder(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()

    def task_folder(self, task: Task) -> Path:
        """Where the examples and the training of a task lie."""
        return self.folder / task

    def clear(self) -> None:
        """Throw away what an earlier run left, and make an empty folder.

        Raises:
            OutputError: it cannot be made.
        """
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                self.folder.chmod(0o700)
        except OSError as error:
            raise _no_folder(self.folder, error) from error

    def begin(self, plan: dict[str, Any]) -> None:
        """Write down that all examples are there, and what they will take.

        Raises:
            OutputError: it cannot be written.
        """
        _write(self.folder / _REQUEST, self.request.as_json())
        _write(self.folder / _PLAN, plan)

    def end(self, result: dict[str, Any]) -> None:
        """Write down how it ended: the next run begins anew.

        Raises:
            OutputError: it cannot be written.
        """
        when = datetime.now(UTC).isoformat(timespec="seconds")
        _write(self.folder / _DONE, {"when": when, **result})


def _no_folder(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the run has no folder: {folder} ({error.strerror or error})",
        "set XDG_CACHE_HOME to a folder of your own",
    )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, values: dict[str, Any]) -> None:
    write_file(path, json.dumps(values, indent=2).encode() + b"\n")
