"""Tuning from end to end: gather, plan, train, measure, keep what is better."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_adapters.examples import Task
from limner_adapters.quality.report import write_report
from limner_adapters.quality.telling import Tell, part
from limner_adapters.quality.verdict import Verdict, verdict
from limner_adapters.tuning.comparing import compare
from limner_adapters.tuning.durations import spoken
from limner_adapters.tuning.gather import Gathered, gather, told_of_files
from limner_adapters.tuning.naming import adapter_name
from limner_adapters.tuning.plan import Plan, TaskPlan, make_plan, training
from limner_adapters.tuning.run import Run
from limner_adapters.tuning.split import HELD_OUT, split
from limner_adapters.tuning.time_left import TimeLeft
from limner_adapters.tuning.trainer import train_adapter
from limner_adapters.tuning.training import Phase, Progress, Trained
from limner_model.installed import InstalledModel
from limner_model.store import store
from limner_model.store.choices import Choice, choose
from limner_model.store.describing import describe
from limner_model.store.manifest import Measure
from limner_server.errors import CancelledError, InputError, OutputError

# Of the time before the user is asked, what looking for examples takes of it.
_GATHERING = 0.7


@dataclass(frozen=True, slots=True)
class Tuned:
    """What became of one task.

    Attributes:
        task: the task.
        adapter: its name in the store, `MODEL:ADAPTER`; "" where it is not kept.
        better: whether it is better than what was there.
        reason: in words.
        report: the path of the report.
        cases: the folder of those that were held out, for `limner eval`; None where there are none.
        loss_before: of a held-out token, without it.
        loss_after: with it.
        seconds: of training.
        examples: that were learnt from.
    """

    task: Task
    adapter: str
    better: bool
    reason: str
    report: Path
    cases: Path | None
    loss_before: float
    loss_after: float
    seconds: float
    examples: int

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        cases = None if self.cases is None else str(self.cases)
        return asdict(self) | {"task": str(self.task), "report": str(self.report), "cases": cases}

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Tuned | None:
        """What `as_json` wrote; None of what another version did."""
        try:
            paths = {name: Path(values[name]) for name in ("report", "cases") if values[name]}
            return cls(**{**values, "task": Task(values["task"]), **paths})
        except (KeyError, TypeError, ValueError):
            return None


def prepare(run: Run, base: InstalledModel, tell: Tell, cancelled: threading.Event) -> Plan:
    """Gather the examples and measure what the run will take, or find what an earlier one did.

    Args:
        run: that is prepared.
        base: the model that is to learn.
        tell: hears how it goes.
        cancelled: set to stop.

    Raises:
        InputError: there is nothing, or not enough, to learn from.
        LimnerError: as of `make_plan`.
    """
    if (earlier := run.plan) is not None and (plan := Plan.of_json(earlier)) is not None:
        return plan.within(run.request.minutes)

    def check() -> None:
        if cancelled.is_set():
            raise CancelledError

    run.clear()
    told = part(tell, 0, _GATHERING)
    gathered = gather(run.request.root, base, run.request.tasks, told, check)
    parts, short = split(gathered.found)
    gathered.remarks += short
    if not parts:
        raise _too_little(run.request.root, gathered)
    for one in parts:
        one.write(run.task_folder(one.task))
    plan = make_plan(run, base, (gathered, parts), part(tell, _GATHERING, 1), cancelled)
    run.begin(plan.as_json())
    return plan


def tune(
    run: Run, base: InstalledModel, plan: Plan, tell: Tell, cancelled: threading.Event
) -> list[Tuned]:
    """Train and measure one adapter a task, and keep those that are better.

    Args:
        run: that was prepared.
        base: the model that is to learn.
        plan: of the run.
        tell: hears how it goes.
        cancelled: set to pause: the same call goes on.

    Raises:
        CancelledError: `cancelled` was set.
        LimnerError: it cannot be trained, measured or kept; what was done is kept.
    """
    left = TimeLeft(plan.seconds)

    def told(message: str, share: float) -> None:
        tell(f"{message}, {spoken(left.at(share))} left", share)

    done: list[Tuned] = []
    share = 0.0
    for one in plan.tasks:
        end = share + one.seconds / plan.seconds
        if (known := _known(run, one.task)) is not None:
            done.append(known)
        else:
            done.append(_tuned(run, base, one, part(told, share, end), cancelled))
            run.keep_outcome(one.task, done[-1].as_json())
        share = end
    run.end({"tuned": [one.as_json() for one in done]})
    return done


def _known(run: Run, task: Task) -> Tuned | None:
    """What became of a task before the run was paused."""
    outcome = run.outcome(task)
    return None if outcome is None else Tuned.of_json(outcome)


def _tuned(
    run: Run, base: InstalledModel, plan: TaskPlan, tell: Tell, cancelled: threading.Event
) -> Tuned:
    learnt = plan.training / plan.seconds
    work = training(run, base, plan.task, plan.minutes)
    trained = train_adapter(work, _heard(plan.task, part(tell, 0, learnt)), cancelled)
    _give_memory_back()
    held_out = run.task_folder(plan.task) / HELD_OUT
    called = f"{base.name}:{adapter_name(run.request.name, plan.task)}"
    told = _measuring(part(tell, learnt, 1))
    before, after = compare(base, trained.adapter, held_out, told, cancelled, called=called)
    judged = verdict(before, after)
    report = write_report(trained.adapter, before, after, judged)
    kept = _keep(run, base, plan, trained, judged) if judged.better else None
    return Tuned(
        plan.task,
        kept.full_name if kept else "",
        judged.better,
        judged.reason,
        (kept.path / report.name) if kept else report,
        held_out.parent if plan.cases else None,
        trained.loss_before,
        trained.loss_after,
        trained.seconds,
        trained.examples,
    )


def _keep(
    run: Run,
    base: InstalledModel,
    plan: TaskPlan,
    trained: Trained,
    judged: Verdict,
) -> store.StoredAdapter:
    """Put an adapter into the store, and switch it on for its task in this workspace."""
    with _room():
        describe(
            trained.adapter,
            base,
            task=plan.task,
            examples={"training": trained.examples, "held out": plan.held_out},
            measures={
                **{
                    str(change.measure): Measure(change.before, change.after)
                    for change in sorted(judged.changes, key=judged.decided_by, reverse=True)
                },
                "held-out loss": Measure(trained.loss_before, trained.loss_after),
            },
            better=True,
            origin="tuned here",
        )
        name = adapter_name(run.request.name, plan.task)
        kept = store.add(trained.adapter, name, base=base.name, task=plan.task)
    choose(Choice(base.name, kept.name, plan.task, str(run.request.root)))
    return kept


def _give_memory_back() -> None:
    """Make room for the engine, which measures: the trainer's model is not needed any more."""
    import torch  # noqa: PLC0415 - only where a model was trained

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _heard(task: Task, tell: Tell) -> Callable[[Progress], None]:
    """Hears of the training of a task."""

    def hear(progress: Progress) -> None:
        said = [f"{task}: {progress.phase}"]
        trains = progress.phase is Phase.TRAINING
        if trains:
            said.append(f"step {progress.step} of {progress.steps}")
        if progress.loss is not None:
            said.append(f"loss {progress.loss:.2f}")
        if progress.remark:
            said.append(progress.remark)
        # What goes before takes no time to speak of.
        tell(", ".join(said), progress.share if trains else 0.0)

    return hear


def _measuring(tell: Tell) -> Tell:
    return lambda message, share: tell(f"measuring {message}", share)


def _too_little(root: Path, gathered: Gathered) -> InputError:
    why = [told_of_files(gathered.files, gathered.left_out), *gathered.remarks]
    return InputError(
        f"there is too little to learn from in {root} ({'; '.join(why)})",
        "it takes documented functions, functions with tests, fixes, or pages, in several files",
    )


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the adapter cannot be written ({error.strerror or error})", "make room for it"
        ) from error
