"""Is the layout of a screenshot recovered? pix2code's web set: pictures with their layout in a DSL.

    python benchmarks/pix2code.py [--shared ../shared] [--pages N] [--json]

The scene of each picture is written in the DSL's tokens and held against the truth by edit
distance. The pictures are half-size screenshots of Bootstrap pages with gibberish texts; nothing of
the product knows them, only the mapping below knows the DSL. Exits 0 where the target holds.
Published on this set (Beltramelli, arXiv 1705.07962): 11 to 12 % of the tokens wrong.
"""

from __future__ import annotations

import argparse
import colorsys
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from limner_server.perception.image import load_image
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Box, Colour, Gradient, Scene, Shape, ShapeKind

TARGET = 0.08
COLUMNS = {1: "single", 2: "double", 4: "quadruple"}
# Hues in degrees of Bootstrap's buttons.
BUTTON_HUES = {"btn-red": 2, "btn-orange": 36, "btn-green": 120}
ACTIVE_HUE = 208


@dataclass(frozen=True, slots=True)
class Mark:
    """Anything the scene holds: where, and its colour."""

    box: Box
    colour: Colour

    @property
    def vivid(self) -> bool:
        return max(self.colour) - min(self.colour) > 60

    @property
    def hue(self) -> float:
        return 360 * colorsys.rgb_to_hsv(*(channel / 255 for channel in self.colour))[0]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    folder = args.shared / "data" / "pix2code_web"
    if not (folder / "train.jsonl").is_file():
        print(f"skipped: no pictures under {folder}", file=sys.stderr)
        return 0
    truths = (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()[: args.pages]
    rates, exact = [], 0
    for line in truths:
        case = json.loads(line)
        found = dsl(perceive(load_image(folder / "train" / f"{case['id']}.png")))
        wanted = [token for token in case["dsl"].split() if token[0].isalpha()]
        rate = edit_distance(wanted, found) / len(wanted)
        rates.append(rate)
        exact += rate == 0
        if rate:
            print(f"{case['id']} {rate:.1%}", *wanted, "->", *found, file=sys.stderr)
    report = {
        "pages": len(rates),
        "token_error": fmean(rates),
        "exact": exact / len(rates),
        "target": TARGET,
        "holds": fmean(rates) <= TARGET,
    }
    if args.json:
        print(json.dumps(report, indent=1))
    else:
        print(
            f"{report['pages']} pictures: {report['token_error']:.1%} of the tokens wrong "
            f"(target {TARGET:.0%}), {report['exact']:.0%} without an error"
        )
    return 0 if report["holds"] else 1


def dsl(scene: Scene) -> list[str]:
    """The scene as tokens of the DSL, in order, without braces and commas."""
    marks = _marks(scene)
    rules = [mark.box.y0 for mark in marks if mark.box.width > 0.8 * scene.width]
    footer = min(rules, default=scene.height)
    bands = _split([mark for mark in marks if mark.box.y1 <= footer], axis=1, gap=14)
    tokens: list[str] = []
    for band in bands:
        if not tokens and all(mark.box.y0 < 0.12 * scene.height for mark in band):
            tokens += _header(scene)
        else:
            tokens += _row(band, scene)
    return tokens


def _marks(scene: Scene) -> list[Mark]:
    marks = [Mark(shape.box, _colour(shape)) for shape in scene.shapes()]
    return marks + [Mark(line.box, line.colour) for line in scene.lines()]


def _colour(shape: Shape) -> Colour:
    if isinstance(shape.fill, Gradient):
        return shape.fill.end
    if shape.fill is not None:
        return shape.fill
    return shape.border.colour if shape.border is not None else Colour(128, 128, 128)


def _header(scene: Scene) -> list[str]:
    """The pills of the navigation: the top-level boxes at the top, blue where active."""
    pills = [
        Mark(shape.box, _colour(shape))
        for shape in scene.root.children
        if shape.kind is ShapeKind.BOX and shape.box.y0 < 0.12 * scene.height
    ]
    pills.sort(key=lambda pill: pill.box.x0)
    return ["header"] + ["btn-active" if _is_active(pill) else "btn-inactive" for pill in pills]


def _is_active(pill: Mark) -> bool:
    return pill.vivid and abs(pill.hue - ACTIVE_HUE) < 40


def _row(band: list[Mark], scene: Scene) -> list[str]:
    cells = _cells(band, scene.width)
    tokens = ["row"]
    for cell in cells:
        tokens.append(COLUMNS[len(cells)])
        tokens += _content(cell)
    return tokens


def _cells(band: list[Mark], width: int) -> list[list[Mark]]:
    """The band cut at the quarters, at the middle or not at all, by where things begin."""
    quarters: list[list[Mark]] = [[], [], [], []]
    for mark in band:
        quarters[min(int(4 * mark.box.x0 / width), 3)].append(mark)
    if all(quarters) and _apart(band, width, 4):
        return quarters
    if (quarters[2] or quarters[3]) and _apart(band, width, 2):
        return [quarters[0] + quarters[1], quarters[2] + quarters[3]]
    return [band]


def _apart(band: list[Mark], width: int, count: int) -> bool:
    """Whether nothing crosses the borders between `count` equal columns."""
    borders = [width * k / count for k in range(1, count)]
    return not any(
        mark.box.x0 < border - 8 and mark.box.x1 > border + 12
        for mark in band
        for border in borders
    )


def _content(cell: list[Mark]) -> list[str]:
    """A title, a text, a button: lines of the cell from top to bottom."""
    vivid = [mark for mark in cell if mark.vivid and _button(mark)]
    top = min((mark.box.y0 for mark in vivid), default=float("inf"))
    lines = _split([mark for mark in cell if mark.box.y1 <= top + 2], axis=1, gap=2)
    tokens = ["small-title"] if lines else []
    if len(lines) > 1:
        tokens.append("text")
    if vivid:
        largest = max(vivid, key=lambda mark: mark.box.area)
        tokens.append(_button(largest))
    return tokens


def _button(mark: Mark) -> str:
    """The button of the nearest hue, or an empty string where none is near."""
    name, hue = min(BUTTON_HUES.items(), key=lambda item: abs(item[1] - mark.hue % 350))
    return name if abs(hue - mark.hue % 350) < 25 else ""


def _split(marks: list[Mark], axis: int, gap: float) -> list[list[Mark]]:
    """Groups of marks with at least `gap` empty pixels between them along y (1) or x (0)."""
    groups: list[list[Mark]] = []
    end = 0.0
    for mark in sorted(marks, key=lambda one: one.box[axis]):
        if not groups or mark.box[axis] - end >= gap:
            groups.append([])
            end = mark.box[axis + 2]
        groups[-1].append(mark)
        end = max(end, mark.box[axis + 2])
    return groups


def edit_distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Insertions, deletions and replacements that lead from one sequence to the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
            previous, row[j] = row[j], cost
    return row[-1]


if __name__ == "__main__":
    sys.exit(main())
