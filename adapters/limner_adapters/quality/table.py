"""The table of quality: a line for each measure of each task, a column for each contender."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured
from limner_adapters.quality.wording import MEASURES, TASKS, told

_ABSENT: Final = "-"
_GAP: Final = 2


def table(measured: Sequence[Measured]) -> str:
    """The table as text; below it what was left out, and why."""
    summaries = [_summary(one) for one in measured]
    names = [one.engine for one in measured]
    first = max(len(title) for title in MEASURES.values()) + 2 * _GAP
    widths = [max(len(name), 8) + _GAP for name in names]
    lines = [" " * first + _row(names, widths)]
    for task in Task:
        rows = [one for one in Measure if any((task, one) in found for found in summaries)]
        if not rows:
            continue
        cases = max(len({one.case for one in own.outcomes if one.task is task}) for own in measured)
        lines.append(f"{TASKS[task]}, {cases} case{'s' * (cases != 1)}")
        for measure in rows:
            cells = [
                told(measure, found[task, measure]) if (task, measure) in found else _ABSENT
                for found in summaries
            ]
            lines.append(f"{' ' * _GAP}{MEASURES[measure]:{first - _GAP}}" + _row(cells, widths))
    return "\n".join([*lines, *_below(measured)]) + "\n"


def as_json(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    """The table as JSON values: for each contender its figures, and the outcome of each case."""
    return [
        {
            "engine": one.engine,
            "figures": _nested(one),
            "outcomes": one.as_json()["outcomes"],
            "remarks": [*one.unheard(), *one.remarks],
        }
        for one in measured
    ]


def _nested(measured: Measured) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {}
    for task, measure, figure, _ in measured.summary():
        figures.setdefault(str(task), {})[str(measure)] = round(figure, 4)
    return figures


def _summary(measured: Measured) -> dict[tuple[Task, Measure], float]:
    return {(task, measure): figure for task, measure, figure, _ in measured.summary()}


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _below(measured: Sequence[Measured]) -> list[str]:
    """Remarks, and the cases that could not be measured."""
    said = dict.fromkeys(remark for one in measured for remark in (*one.unheard(), *one.remarks))
    for own in measured:
        for one in own.outcomes:
            if not one.figures and not one.alone:
                said[f"{own.engine}: {one.task} {one.case} could not be measured: {one.note}"] = (
                    None
                )
    return ["", *said] if said else []
