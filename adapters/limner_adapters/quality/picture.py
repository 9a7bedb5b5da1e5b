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

_COLUMNS: Final = 3
_PANEL: Final = (4.2, 2.4)  # inches
# Okabe and Ito's colours, which people who see few colours tell apart.
_COLOURS: Final = ("#999999", "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
_ABSENT: Final = "#dddddd"


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
    panels = [
        (task, one) for task in Task for one in Measure if any((task, one) in f for f in found)
    ]
    names = [own.engine for own in measured]

    def panel(axes: Any, key: tuple[Task, Measure]) -> None:
        figures = [own.get(key) for own in found]
        _bars(axes, names, figures, key[1])
        axes.set_title(f"{TASKS[key[0]]}: {MEASURES[key[1]]}", fontsize=8, loc="left")

    _write(path, _figure(panels, panel))


def draw_verdict(path: Path, verdict: Verdict) -> None:
    """Draw each measure before and after, and mark what is more than chance.

    Raises:
        ToolMissingError: there is no matplotlib.
        OutputError: the picture cannot be written.
    """
    check_picture(path)

    def panel(axes: Any, change: Change) -> None:
        _bars(axes, ["before", "after"], [change.before, change.after], change.measure)
        said = "better" if change.better else "worse" if change.worse else "no more than chance"
        title = f"{TASKS[change.task]}: {MEASURES[change.measure]}\n{said}, {change.pairs} cases"
        axes.set_title(title, fontsize=8, loc="left")

    _write(path, _figure([*verdict.changes], panel))


def check_picture(path: Path) -> None:
    """Find out before the work whether its picture can be drawn.

    Raises:
        InputError: `path` is neither a PNG nor an SVG.
        ToolMissingError: there is no matplotlib.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise InputError(f"{path.name} is no picture", "name a file that ends in .png or .svg")
    if importlib.util.find_spec("matplotlib") is None:
        raise ToolMissingError("pictures need matplotlib", "pip install matplotlib")


def _figure(panels: Sequence[Any], draw: Any) -> Any:
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow, and only where somebody draws

    rows = max(-(-len(panels) // _COLUMNS), 1)
    figure = Figure((_COLUMNS * _PANEL[0], rows * _PANEL[1]), layout="constrained")
    grid = figure.subplots(rows, _COLUMNS, squeeze=False).flatten()
    for axes, panel in zip(grid, panels, strict=False):
        draw(axes, panel)
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    return figure


def _bars(
    axes: Any, names: Sequence[str], figures: Sequence[float | None], measure: Measure
) -> None:
    heights = [0.0 if figure is None else figure for figure in figures]
    colours = [
        _ABSENT if figure is None else _COLOURS[index % len(_COLOURS)]
        for index, figure in enumerate(figures)
    ]
    bars = axes.barh(range(len(names)), heights, color=colours)
    labels = ["not measured" if figure is None else told(measure, figure) for figure in figures]
    axes.bar_label(bars, labels, padding=3, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.invert_yaxis()
    # Room for the labels at the bars' ends.
    axes.set_xlim(0, 1.25 if measure in SHARES else 1.3 * max([*heights, 1e-9]))
    axes.tick_params(axis="x", labelsize=7)
    axes.spines[["top", "right"]].set_visible(False)


def _write(path: Path, figure: Any) -> None:
    drawn = io.BytesIO()
    figure.savefig(drawn, format=path.suffix[1:].lower(), dpi=120)
    write_file(path, drawn.getvalue())
