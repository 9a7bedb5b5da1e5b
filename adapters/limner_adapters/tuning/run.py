"""A run of `limner tune`: what was asked for, and the folder from which it can be gone on with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import platformdirs
from filelock import FileLock, Timeout

from limner_adapters.examples import Task
from limner_server.errors import InputError, OutputError
from limner_server.output import write_file

_PLAN: Final = "plan.json"
_DONE: Final = "done.json"
_OUTCOME: Final = "outcome.json"
_TRAINING: Final = "training"
# Seconds for which a plan is good that nobody started: the code goes on changing.
_FRESH: Final = 900.0


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


class Run:
    """The folder of a run, private: it holds the user's code.

    Attributes:
        request: what is asked for.
        folder: of the run, one for each workspace, model and choice of tasks. Whoever goes on with
            it may give the adapters another name, and the training another time.
    """

    def __init__(self, request: TuneRequest) -> None:
        """Look at nothing yet."""
        self.request = request
        runs = platformdirs.user_cache_path("limner", appauthor=False) / "tune"
        place = str(request.root), request.base
        self.folder = runs / f"{request.root.name}-{_digest(*place, *sorted(request.tasks))}"
        self._lock = runs / f"{request.root.name}-{_digest(*place)}.lock"

    @property
    def plan(self) -> dict[str, Any] | None:
        """The plan of an earlier run that is not done; None where there is none, or it is stale."""
        path = self.folder / _PLAN
        if (self.folder / _DONE).exists() or not path.exists():
            return None
        is_fresh = time.time() - path.stat().st_mtime < _FRESH
        return _read(path) if is_fresh or self._has_trained() else None

    @property
    def is_begun(self) -> bool:
        """Whether an earlier run began to train, and is not done."""
        return self.plan is not None and self._has_trained()

    def _has_trained(self) -> bool:
        return any(self.training_folder(task).exists() for task in self.request.tasks)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only process in the folder.

        Raises:
            InputError: another one is at work there.
            OutputError: the folder cannot be made.
        """
        lock = FileLock(self._lock, timeout=0)
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
        """Where the examples of a task lie, and what became of it."""
        return self.folder / task

    def training_folder(self, task: Task) -> Path:
        """Where the states of a task's training lie, and its adapter."""
        return self.task_folder(task) / _TRAINING

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
        _write(self.folder / _PLAN, plan)

    def outcome(self, task: Task) -> dict[str, Any] | None:
        """What became of a task; None where that is not known yet."""
        return _read(self.task_folder(task) / _OUTCOME)

    def keep_outcome(self, task: Task, outcome: dict[str, Any]) -> None:
        """Write down what became of a task: whoever goes on does not measure it again.

        Raises:
            OutputError: it cannot be written.
        """
        _write(self.task_folder(task) / _OUTCOME, outcome)

    def end(self, result: dict[str, Any]) -> None:
        """Write down how it ended: the next run begins anew.

        Raises:
            OutputError: it cannot be written.
        """
        when = datetime.now(UTC).isoformat(timespec="seconds")
        _write(self.folder / _DONE, {"when": when, **result})


def _digest(*words: str) -> str:
    return hashlib.blake2b("\0".join(words).encode(), digest_size=6).hexdigest()


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
