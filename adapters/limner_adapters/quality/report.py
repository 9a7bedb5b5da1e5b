"""The report on an adapter: what changed, and whether it is kept; markdown and a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.quality.picture import draw_verdict
from limner_adapters.quality.verdict import Change, Verdict
from limner_adapters.quality.wording import MEASURES, TASKS, told
from limner_server.errors import ToolMissingError
from limner_server.output import write_file

REPORT: Final = "report.md"
PLOT: Final = "report.png"
_MOST_SHOWN: Final = 10
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#])")


def write_report(folder: Path, before: Measured, after: Measured, verdict: Verdict) -> Path:
    """Write `report.md` and `report.png`.

    Args:
        folder: that they go into.
        before: what was measured without the adapter.
        after: the same with it.
        verdict: on the two.

    Returns:
        The path of the markdown. Where there is no matplotlib, it says so in the picture's place.

    Raises:
        OutputError: one cannot be written.
    """
    try:
        draw_verdict(folder / PLOT, verdict)
        picture = f"![Each measure without the adapter and with it]({PLOT})"
    except ToolMissingError as problem:
        picture = f"No picture: {problem}."
    path = folder / REPORT
    write_file(path, "\n".join(_lines(before, after, verdict, picture)).encode())
    return path


def _lines(before: Measured, after: Measured, verdict: Verdict, picture: str) -> Iterator[str]:
    yield f"# {_plain(after.engine)}"
    yield ""
    said = "better" if verdict.better else "not better"
    kept = "kept" if verdict.better else "not kept"
    yield f"**It is {said} than `{before.engine}` without it on what was held out, and {kept}.**"
    yield ""
    for one in verdict.tasks:
        yield f"- {TASKS[one.task]}: {one.reason}"
    yield ""
    yield picture
    yield ""
    yield "| | cases | without it | with it | |"
    yield "|---|---:|---:|---:|---|"
    for change in verdict.changes:
        yield _row(change)
    yield ""
    yield (
        "Better or worse is what chance alone gives less than one time in twenty (randomization "
        "test of the cases, with it against without it)."
    )
    yield ""
    yield from _turned(before, after, verdict)
    remarks = [remark for one in (before, after) for remark in (*one.unheard(), *one.remarks)]
    for remark in dict.fromkeys(remarks):
        yield f"- {_plain(remark)}"


def _row(change: Change) -> str:
    said = "better" if change.better else "worse" if change.worse else ""
    title = f"{TASKS[change.task]}: {MEASURES[change.measure]}"
    if not change.measure.more_is_better:
        title += ", less is better"
    old, new = told(change.measure, change.before), told(change.measure, change.after)
    return f"| {title} | {change.pairs} | {old} | {new} | {said} |"


def _turned(before: Measured, after: Measured, verdict: Verdict) -> Iterator[str]:
    """The cases that changed the most, by what decided of their task."""
    new = {(one.task, one.case): one for one in after.outcomes}
    turned: list[tuple[float, str]] = []
    for judged in verdict.tasks:
        measure = judged.measure
        for one in before.outcomes if measure is not None else ():
            other = new.get((one.task, one.case))
            if one.task is not judged.task or other is None or measure is None:
                continue
            if measure in one.figures and measure in other.figures:
                gain = measure.worth(other.figures[measure]) - measure.worth(one.figures[measure])
                if gain:
                    scale = 100.0 if measure in (Measure.CHRF, Measure.ANSWER) else 1.0
                    turned.append((gain / scale, _case(one, other, measure)))
    turned.sort(key=lambda pair: -abs(pair[0]))
    if turned:
        yield "## What changed the most"
        yield ""
        yield from (line for _, line in turned[:_MOST_SHOWN])
        yield ""


def _case(before: Outcome, after: Outcome, measure: Measure) -> str:
    old, new = told(measure, before.figures[measure]), told(measure, after.figures[measure])
    notes = [_plain(one.note) for one in (before, after)]
    words = f": *{notes[0]}* became *{notes[1]}*" if all(notes) and notes[0] != notes[1] else ""
    return (
        f"- {TASKS[before.task]}, {_plain(before.case)}, {MEASURES[measure]}: {old} -> {new}{words}"
    )


def _plain(text: str) -> str:
    """Text of a repository or a model that is no markdown: it is data, and one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
