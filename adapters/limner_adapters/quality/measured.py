"""What was measured of an engine: figures of each case, and what each figure means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median
from typing import Any

from limner_adapters.examples import Task
from limner_server.wire import from_json, to_json


class Measure(StrEnum):
    """What is measured of a case."""

    ROLES = "roles"  # share of a page's nodes that are called what their author calls them
    GROUPS = "groups"  # F1 of the elements around siblings
    LOOKS = "looks"  # how far the page drawn from the code looks like the picture, 0 to 1
    REPAIRED = "repaired"  # 1 where the fix is proven and does what the right code does
    PLACE = "place"  # of the right repair among the changes that are tried; 1 is the first
    PASSING = "passing"  # 1 where there are tests, all pass and are proven to add something
    COVERED = "covered"  # share of branches that run, of lines where there are none
    CAUGHT = "caught"  # share of small spoilings of the code that the tests notice
    PROVEN = "proven"  # 1 where documentation was written and its proof holds
    CHRF = "chrf"  # of the sentence against its author's, 0 to 100
    ANSWER = "answer"  # chrF of a whole answer against the right one, 0 to 100
    LOSS = "loss"  # of the right answer, in nats a character
    SECONDS = "seconds"  # until the answer

    @property
    def more_is_better(self) -> bool:
        """Whether a higher figure is the better one."""
        return self not in (Measure.PLACE, Measure.LOSS, Measure.SECONDS)

    def worth(self, figure: float) -> float:
        """A figure on a scale where more is better and differences may be added up.

        Places become their reciprocals: from 2 to 1 is a gain, from 212 to 211 hardly one.
        """
        if self is Measure.PLACE:
            return 1 / figure
        return figure if self.more_is_better else -figure

    def summary(self, figures: list[float]) -> float:
        """One figure for many: the median of places and times, the mean of all else."""
        if self in (Measure.PLACE, Measure.SECONDS):
            return float(median(figures))
        return fmean(figures)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case.

    Attributes:
        task: that it was put to.
        case: its name.
        figures: what was measured; a measure that could not be taken is absent.
        note: what came of it, in words, or why a measure is absent.
        alone: why the model took no part, so that this is the analysis' alone; else empty.
    """

    task: Task
    case: str
    figures: dict[Measure, float]
    note: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of an engine.

    Attributes:
        engine: its name in tables: the model's, with its adapter's.
        outcomes: of all cases, in their order.
        remarks: why something was left out, a line each.
    """

    engine: str
    outcomes: tuple[Outcome, ...]
    remarks: tuple[str, ...] = ()

    def figures(self, task: Task, measure: Measure) -> dict[str, float]:
        """A measure of each case of a task, by the case's name."""
        return {
            one.case: one.figures[measure]
            for one in self.outcomes
            if one.task is task and measure in one.figures
        }

    def summary(self) -> Iterator[tuple[Task, Measure, float, int]]:
        """Each task and measure there is, with one figure for all cases, and their number."""
        for task in Task:
            for measure in Measure:
                found = [*self.figures(task, measure).values()]
                if found:
                    yield task, measure, measure.summary(found), len(found)

    def unheard(self) -> Iterator[str]:
        """Where and why the model took no part, a line for each reason."""
        reasons = Counter((one.task, one.alone) for one in self.outcomes if one.alone)
        for (task, why), count in reasons.items():
            cases = sum(one.task is task for one in self.outcomes)
            yield f"{self.engine} took no part in {count} of {cases} cases of {task}: {why}"

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return to_json(self)

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Measured:
        """What `as_json` wrote."""
        return from_json(cls, values)
