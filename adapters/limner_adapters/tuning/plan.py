"""What a run found, and what it will take: shown before it starts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_adapters.examples import Task
from limner_adapters.tuning.gather import Gathered, Tell
from limner_adapters.tuning.run import Run, TuneRequest
from limner_adapters.tuning.split import HELD_OUT, LEARNT, Part
from limner_adapters.tuning.trainer import outlook
from limner_adapters.tuning.training import Outlook, Training
from limner_model.installed import InstalledModel
from limner_server.errors import OutputError

_GB = 1e9


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """What one task will take.

    Attributes:
        task: the task.
        learnt: examples that are learnt from.
        held_out: examples that it is measured on.
        cases: of these, those that the task itself is put to.
        minutes: of training at most; None for as long as the passes take.
        outlook: measured by a few real steps.
    """

    task: Task
    learnt: int
    held_out: int
    cases: int
    minutes: float | None
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run found, and what it will take.

    Attributes:
        base: the model that learns.
        files: source files that were read.
        left_out: how many were not, by the reason.
        secrets: that were taken out.
        remarks: what the user should know besides, a line each.
        tasks: what each will take, in the order in which they are learnt.
        on_gpu: whether the memory is a GPU's.
    """

    base: str
    files: int
    left_out: dict[str, int]
    secrets: int
    remarks: tuple[str, ...]
    tasks: tuple[TaskPlan, ...]
    on_gpu: bool

    @property
    def seconds(self) -> float:
        """Of training, all tasks together."""
        return sum(one.outlook.seconds for one in self.tasks)

    @property
    def memory(self) -> int:
        """Bytes at the peak."""
        return max(one.outlook.memory for one in self.tasks)

    @property
    def disk(self) -> int:
        """Bytes at most."""
        return sum(one.outlook.disk for one in self.tasks)

    def lines(self) -> Iterator[str]:
        """The plan for a person."""
        left = ", ".join(f"{count} {why}" for why, count in self.left_out.items())
        yield f"{self.files} files read" + (f" (left out: {left})" if left else "")
        if self.secrets:
            yield f"{self.secrets} secrets taken out"
        yield from self.remarks
        for one in self.tasks:
            yield (
                f"{one.task}: {one.learnt} examples to learn from, {one.held_out} held out; "
                f"{one.outlook.steps} steps, {_time(one.outlook.seconds)}"
            )
        kind = "GPU memory" if self.on_gpu else "memory"
        yield (
            f"{self.base} takes {_time(self.seconds)} to learn that, {self.memory / _GB:.1f} GB "
            f"of {kind} and {_size(self.disk)} of disk; then it is measured"
        )

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        totals = {"seconds": self.seconds, "memory": self.memory, "disk": self.disk}
        return asdict(self) | totals | {"told": [*self.lines()]}

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Plan:
        """What `as_json` wrote."""
        known = {name: values[name] for name in cls.__slots__}
        tasks = tuple(
            TaskPlan(**{**one, "task": Task(one["task"]), "outlook": Outlook(**one["outlook"])})
            for one in values["tasks"]
        )
        return cls(**{**known, "remarks": tuple(values["remarks"]), "tasks": tasks})


def make_plan(
    run: Run,
    base: InstalledModel,
    parted: tuple[Gathered, Sequence[Part]],
    tell: Tell,
    cancelled: threading.Event,
) -> Plan:
    """Measure what each task will take, by a few real steps on its examples.

    Args:
        run: with the examples in its folder.
        base: the model that is to learn.
        parted: what was gathered, and the parts of it that there is enough of.
        tell: hears what is being done.
        cancelled: set to stop.

    Raises:
        LimnerError: the model cannot be loaded, does not fit, or there is no room on the disk.
    """
    (gathered, parts), tasks = parted, []
    shares = _shares(parts)
    for index, part in enumerate(parts):
        tell(f"Trying a few steps of {part.task}", index / len(parts))
        minutes = run.request.minutes and run.request.minutes * shares[part.task]
        measured = outlook(training(run, base, part.task, minutes), cancelled)
        tasks.append(
            TaskPlan(
                part.task,
                len(part.learnt),
                len(part.held_out),
                len(part.cases),
                minutes,
                measured,
            )
        )
    plan = Plan(
        base.name,
        gathered.files,
        gathered.left_out,
        gathered.secrets,
        tuple(gathered.remarks),
        tuple(tasks),
        _has_gpu(),
    )
    _check_room(plan, run.folder)
    return plan


def training(run: Run, base: InstalledModel, task: Task, minutes: float | None) -> Training:
    """The training of one task in a run's folder; it goes on from what the model knows of it."""
    folder = run.task_folder(task)
    return Training(
        base,
        folder / LEARNT,
        folder / HELD_OUT,
        folder / "training",
        minutes,
        start=base.adapters.get(task),
    )


def default_name(root: Path) -> str:
    """What adapters of a workspace are called where the user does not say."""
    letters = "".join(one if one.isalnum() and one.isascii() else "-" for one in root.name.lower())
    return "-".join(part for part in letters.split("-") if part)[:40] or "mine"


def checked(request: TuneRequest) -> TuneRequest:
    """The request, where adapters may be called so.

    Raises:
        StoreError: they may not.
    """
    from limner_model.store.store import check_name  # noqa: PLC0415 - it needs no torch

    for task in request.tasks:
        check_name(f"{request.name}-{task}")
    return request


def _shares(parts: Sequence[Part]) -> dict[Task, float]:
    """How much of the time each task gets: by how much there is to read."""
    sizes = {
        part.task: sum(len(str(one.example.messages)) for one in part.learnt) for part in parts
    }
    whole = sum(sizes.values())
    return {task: size / whole for task, size in sizes.items()}


def _has_gpu() -> bool:
    import torch  # noqa: PLC0415 - only where a model is trained

    return torch.cuda.is_available()


def _check_room(plan: Plan, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if plan.disk > free:
        raise OutputError(
            f"the run takes {_size(plan.disk)} of disk, and {_size(free)} are free in {folder}",
            "make room there, or set XDG_CACHE_HOME to a larger disk",
        )


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def _size(count: float) -> str:
    return f"{count / _GB:.1f} GB" if count >= _GB else f"{count / 1e6:.0f} MB"
