"""Whether an adapter makes a model better: before and after, case by case, and no mere chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_adapters.examples import Task
from limner_adapters.quality.chance import chance_of
from limner_adapters.quality.measured import Measure, Measured
from limner_adapters.quality.wording import MEASURES, told

# What decides of a task, the first that was measured: what Limner proves goes before what a text
# merely looks like. The loss alone decides nothing: it may fall while answers get no better.
DECIDING: Final = {
    Task.UI: (Measure.ROLES, Measure.ANSWER),
    Task.FIX: (Measure.PLACE, Measure.REPAIRED, Measure.ANSWER),
    Task.TEST: (Measure.CAUGHT, Measure.COVERED, Measure.ANSWER),
    Task.DOC: (Measure.CHRF, Measure.ANSWER),
}
# Of fewer pairs nothing can be told: four that all got better happen by chance one time in 16.
LEAST_PAIRS: Final = 5
# What chance alone gives as often as this is believed.
_CHANCE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one task, before and after.

    Attributes:
        task: the task.
        measure: the measure.
        pairs: how many cases were measured both times.
        before: the figure for all of them, without the adapter.
        after: the same with it.
        gain: the chance that it got as much better, had the adapter made no difference.
        loss: the chance that it got as much worse, likewise.
        tasks: on how many the adapter is judged: of many, one gets better by chance more easily.
    """

    task: Task
    measure: Measure
    pairs: int
    before: float
    after: float
    gain: float
    loss: float
    tasks: int = 1

    @property
    def better(self) -> bool:
        """Whether it got better, by more than chance."""
        return self.pairs >= LEAST_PAIRS and self.gain <= _CHANCE / self.tasks

    @property
    def worse(self) -> bool:
        """Whether it got worse, by more than chance."""
        return self.pairs >= LEAST_PAIRS and self.loss <= _CHANCE


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one task.

    Attributes:
        task: the task.
        better: whether the adapter is worth being switched on for it.
        reason: in words, for a person.
        measure: that decided; None where nothing that decides was measured.
    """

    task: Task
    better: bool
    reason: str
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an adapter is better than what was there.

    Attributes:
        changes: of every measure.
        tasks: the verdict on each task that was measured.
    """

    changes: tuple[Change, ...]
    tasks: tuple[Judged, ...]

    @property
    def better(self) -> bool:
        """Whether it is better at something, and worse at nothing."""
        return any(one.better for one in self.tasks) and not any(
            change.worse for change in self.changes if change.measure is not Measure.SECONDS
        )

    def decided_by(self, change: Change) -> bool:
        """Whether a change decided on its task."""
        return any((one.task, one.measure) == (change.task, change.measure) for one in self.tasks)

    @property
    def reason(self) -> str:
        """What the verdict rests on, in one line; each task is named where there are several."""
        if len(self.tasks) == 1:
            return self.tasks[0].reason
        told = "; ".join(f"{one.task}: {one.reason}" for one in self.tasks)
        return told or "nothing was measured"


def verdict(before: Measured, after: Measured) -> Verdict:
    """Compare two measurements of the same cases, case by case."""
    tasks = {one.task for one in before.outcomes} & {one.task for one in after.outcomes}
    changes = [
        change
        for task in Task
        for measure in Measure
        if (change := _change(task, measure, before, after, len(tasks))) is not None
    ]
    measured = [task for task in Task if any(change.task is task for change in changes)]
    return Verdict(tuple(changes), tuple(_judged(task, changes) for task in measured))


def _change(
    task: Task, measure: Measure, before: Measured, after: Measured, tasks: int
) -> Change | None:
    old, new = before.figures(task, measure), after.figures(task, measure)
    both = [name for name in old if name in new]
    if not both:
        return None
    gains = [measure.worth(new[name]) - measure.worth(old[name]) for name in both]
    return Change(
        task,
        measure,
        len(both),
        measure.summary([old[name] for name in both]),
        measure.summary([new[name] for name in both]),
        gain=chance_of(gains),
        loss=chance_of([-gain for gain in gains]),
        tasks=tasks,
    )


def _judged(task: Task, changes: list[Change]) -> Judged:
    own = {change.measure: change for change in changes if change.task is task}
    worse = [
        change for change in own.values() if change.worse and change.measure is not Measure.SECONDS
    ]
    deciding = next((own[measure] for measure in DECIDING[task] if measure in own), None)
    if deciding is None:
        return Judged(task, False, "nothing that decides could be measured")
    if worse:
        return Judged(task, False, f"{_told(worse[0])} is worse", deciding.measure)
    if deciding.pairs < LEAST_PAIRS:
        reason = f"{deciding.pairs} cases are too few to tell"
        return Judged(task, False, reason, deciding.measure)
    if not deciding.better:
        return Judged(task, False, f"{_told(deciding)} is no more than chance", deciding.measure)
    return Judged(task, True, f"{_told(deciding)} is better", deciding.measure)


def _told(change: Change) -> str:
    before, after = told(change.measure, change.before), told(change.measure, change.after)
    return f"{MEASURES[change.measure]} {before} -> {after} on {change.pairs} cases"
