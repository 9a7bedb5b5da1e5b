"""What a run found, and what it will take: shown before it starts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from limner_adapters.examples import Task
from limner_adapters.quality.measure import measuring_seconds
from limner_adapters.quality.telling import Tell
from limner_adapters.tuning.durations import spoken
from limner_adapters.tuning.gather import Gathered, told_of_files
from limner_adapters.tuning.run import Run
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
        measuring: seconds that it takes about to measure what came of it.
    """

    task: Task
    learnt: int
    held_out: int
    cases: int
    minutes: float | None
    outlook: Outlook
    measuring: float

    @property
    def training(self) -> float:
        """Seconds of training."""
        passes = self.outlook.seconds
        return passes if self.minutes is None else min(passes, 60 * self.minutes)

    @property
    def seconds(self) -> float:
        """Of training and measuring."""
        return self.training + self.measuring


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
        """Of training and measuring, all tasks together."""
        return sum(one.seconds for one in self.tasks)

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
        yield told_of_files(self.files, self.left_out)
        if self.secrets:
            yield f"{self.secrets} secret{'s' * (self.secrets != 1)} taken out"
        yield from self.remarks
        for one in self.tasks:
            yield (
                f"{one.task}: {one.learnt} examples to learn from in {spoken(one.training)} "
                f"({one.outlook.steps} steps), {one.held_out} held out to measure it on in about "
                f"{spoken(one.measuring)}"
            )
        kind = "GPU memory" if self.on_gpu else "memory"
        yield (
            f"{self.base} takes about {spoken(self.seconds)} in all, {self.memory / _GB:.1f} GB "
            f"of {kind} and {_size(self.disk)} of disk"
        )

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        totals = {"seconds": self.seconds, "memory": self.memory, "disk": self.disk}
        return asdict(self) | totals | {"told": [*self.lines()]}

    def within(self, minutes: float | None) -> Plan:
        """The same with so many minutes of training at most, shared by what each task takes."""
        whole = sum(one.outlook.seconds for one in self.tasks)
        tasks = (
            replace(one, minutes=minutes and minutes * one.outlook.seconds / whole)
            for one in self.tasks
        )
        return replace(self, tasks=tuple(tasks))

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Plan | None:
        """What `as_json` wrote; None of what another version did."""
        try:
            known = {name: values[name] for name in cls.__slots__}
            tasks = tuple(
                TaskPlan(**{**one, "task": Task(one["task"]), "outlook": Outlook(**one["outlook"])})
                for one in values["tasks"]
            )
        except (KeyError, TypeError, ValueError):
            return None
        return cls(**{**known, "remarks": tuple(known["remarks"]), "tasks": tasks})


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
    for index, part in enumerate(parts):
        tell(f"Trying a few steps of {part.task}", index / len(parts))
        measured = outlook(training(run, base, part.task, None), cancelled)
        tasks.append(
            TaskPlan(
                part.task,
                len(part.learnt),
                len(part.held_out),
                len(part.cases),
                None,
                measured,
                2 * measuring_seconds(base, [one.example for one in part.held_out], part.cases),
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
    ).within(run.request.minutes)
    _check_room(plan, run.folder)
    return plan


def training(run: Run, base: InstalledModel, task: Task, minutes: float | None) -> Training:
    """The training of one task in a run's folder; it goes on from what the model knows of it."""
    folder = run.task_folder(task)
    return Training(
        base,
        folder / LEARNT,
        folder / HELD_OUT,
        run.training_folder(task),
        minutes,
        start=base.adapters.get(task),
    )


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


def _size(count: float) -> str:
    return f"{count / _GB:.1f} GB" if count >= _GB else f"{count / 1e6:.0f} MB"
