"""The table of quality as a picture: bars, a panel for each measure that is compared."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured
from limner_adapters.quality.wording import MEASURES, SHARES, TASKS, told
from limner_server.errors import InputError, ToolMissingError
from limner_server.output import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from limner_adapters.quality.verdict import Change, Verdict

_COLUMNS: Final = 4
# Inches: the width of a panel, its height without bars, and that of a bar.
_WIDTH: Final = 4.0
_HEAD: Final = 0.6
_BAR: Final = 0.32
# Okabe and Ito's colours, which people who see few colours tell apart.
_COLOURS: Final = ("#999999", "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
_TITLES: Final = 8  # points


def draw_table(path: Path, measured: Sequence[Measured]) -> None:
    """Draw the figures of contenders side by side.

    Args:
        path: of a PNG or an SVG.
        measured: of each contender.

    Raises:
        InputError: `path` is of another kind.
        ToolMissingError: there is no matplotlib.
        OutputError: the picture cannot be written.
    """
    check_picture(path)
    found = [{(task, one): figure for task, one, figure, _ in own.summary()} for own in measured]
    rows = [
        [(task, one) for one in Measure if any((task, one) in figures for figures in found)]
        for task in Task
    ]
    names = [own.engine for own in measured]

    def panel(axes: Any, key: tuple[Task, Measure]) -> None:
        _bars(axes, names, [own.get(key) for own in found], key[1])
        _title(axes, *key)

    _write(path, _figure(rows, len(names), panel))


def draw_verdict(path: Path, verdict: Verdict) -> None:
    """Draw each measure before and after, and mark what is more than chance.

    Raises:
        ToolMissingError: there is no matplotlib.
        OutputError: the picture cannot be written.
    """
    check_picture(path)

    def panel(axes: Any, change: Change) -> None:
        names, figures = ["without it", "with it"], [change.before, change.after]
        _bars(axes, names, figures, change.measure)
        said = "better" if change.better else "worse" if change.worse else "no more than chance"
        _title(axes, change.task, change.measure, f"{change.pairs} cases: {said}")

    rows = [[one for one in verdict.changes if one.task is task] for task in Task]
    _write(path, _figure(rows, 2, panel))


def check_picture(path: Path) -> None:
    """Find out before the work whether its picture can be drawn.

    Raises:
        InputError: `path` is neither a PNG nor an SVG.
        ToolMissingError: there is no matplotlib.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise InputError(f"{path.name} is no picture", "name a file that ends in .png or .svg")
    if importlib.util.find_spec("matplotlib") is None:
        raise ToolMissingError("pictures need matplotlib", "pip install 'limner[report]'")


def _figure(rows: Sequence[Sequence[Any]], bars: int, draw: Any) -> Any:
    """Rows of panels, each as high as so many bars need; what is too long a row becomes several."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow, and only where somebody draws

    lines = [row[at : at + _COLUMNS] for row in rows for at in range(0, len(row), _COLUMNS)]
    lines = lines or [[]]
    columns = max(1, *map(len, lines))
    figure = Figure((columns * _WIDTH, len(lines) * (_HEAD + bars * _BAR)), layout="constrained")
    grid = figure.subplots(len(lines), columns, squeeze=False)
    for line, places in zip(lines, grid, strict=True):
        for axes, panel in zip(places, line, strict=False):
            draw(axes, panel)
        for axes in places[len(line) :]:
            axes.set_axis_off()
    return figure


def _title(axes: Any, task: Task, measure: Measure, said: str = "") -> None:
    parts = [said] if said else []
    if not measure.more_is_better:
        parts.append("less is better")
    # Two lines, whatever there is to say: panels of a row are of one height.
    title = f"{TASKS[task]}: {MEASURES[measure]}\n{', '.join(parts)}"
    axes.set_title(title, fontsize=_TITLES, loc="left")


def _bars(
    axes: Any, names: Sequence[str], figures: Sequence[float | None], measure: Measure
) -> None:
    heights = [0.0 if figure is None else figure for figure in figures]
    colours = [_COLOURS[index % len(_COLOURS)] for index in range(len(names))]
    bars = axes.barh(range(len(names)), heights, height=0.7, color=colours)
    labels = ["not measured" if figure is None else told(measure, figure) for figure in figures]
    axes.bar_label(bars, labels, padding=3, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    # Each bar has its figure at its end, for which there is room: a scale would say it again.
    axes.set_xlim(0, (1.0 if measure in SHARES else max([*heights, 1e-9])) * 1.3)
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def _write(path: Path, figure: Any) -> None:
    drawn = io.BytesIO()
    figure.savefig(drawn, format=path.suffix[1:].lower(), dpi=120)
    write_file(path, drawn.getvalue())
