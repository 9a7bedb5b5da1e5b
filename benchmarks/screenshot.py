"""How good is the code of a screenshot? The project's table, on real pages that nobody here made.

    python benchmarks/screenshot.py [--shared ../shared] [--pages N] [--json] [--sheets DIR]

Prints each figure beside its target and exits 0 only where all targets hold. Skips (exit 0, with
the reason) where the shared folder with the pages and their judge is absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Any

from judge import FIGURES, Judge, Page, real_pages, worth

from limner_server.emit.code import Code
from limner_server.perception.image import load_image
from limner_server.perception.perceive import perceive
from limner_server.proof.browser import Browser
from limner_server.proof.sheet import draw_sheet
from limner_server.proposers.trace import trace
from limner_server.tasks.request import NO_MODEL, CodeRequest
from limner_server.tasks.screenshot import scene_to_code
from limner_server.tasks.task import Run, Suggestion

TARGETS = {
    "block": 0.97,
    "text": 0.985,
    "position": 0.99,
    "colour": 0.98,
    "ssim": 0.94,
    "ssim_ink": 0.75,
    "semantic_recall": 0.60,
    "absolute_share": 0.03,
}
LOWER_IS_BETTER = {"absolute_share"}
SCENE_SECONDS = 2.0
ANSWER_SECONDS = 6.0
# What the judge's own rounding and the estimate of a word's place in its line can move.
HAIR = 0.005


@dataclass(frozen=True, slots=True)
class Row:
    """One page: the judge's figures of what was shipped and of the trace, and the seconds."""

    page: str
    shipped: dict[str, Any]
    trace: dict[str, Any]
    proposer: str
    scene_seconds: float
    answer_seconds: float
    height: int

    @property
    def below_trace(self) -> bool:
        return worth(self.shipped) < worth(self.trace) - HAIR


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    pages = real_pages(args.shared)[: args.pages]
    if not pages:
        print(f"skipped: no pages under {args.shared}", file=sys.stderr)
        return 0
    with Browser() as browser, Judge(args.shared) as judge:
        browser.start()
        _answer(pages[0], args, browser)
        rows = [_measure(page, args, browser, judge) for page in pages]
    report = _report(rows)
    print(json.dumps(report, indent=1) if args.json else _table(report))
    return 0 if report["holds"] else 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, help="only the first N")
    parser.add_argument("--model", default=NO_MODEL, help="ask this model of the engine as well")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sheets", type=Path, help="folder for side-by-side pictures and pages")
    return parser.parse_args(argv)


def _measure(page: Page, args: argparse.Namespace, browser: Browser, judge: Judge) -> Row:
    traced, suggestion, scene_seconds, answer_seconds = _answer(page, args, browser)
    picture = load_image(page.picture)
    if args.sheets:
        args.sheets.mkdir(parents=True, exist_ok=True)
        drawn = browser.render(suggestion.result.html, picture.width, picture.height).image
        sheet = draw_sheet(picture, drawn, suggestion.proof)
        (args.sheets / f"{page.name}.png").write_bytes(sheet.png())
        (args.sheets / f"{page.name}.html").write_text(suggestion.result.text, encoding="utf-8")
    row = Row(
        page.name,
        judge.score(page, suggestion.result.html),
        judge.score(page, traced.html),
        suggestion.candidates[0].proposer,
        scene_seconds,
        answer_seconds,
        picture.height,
    )
    print(_line(row), file=sys.stderr, flush=True)
    return row


def _answer(
    page: Page, args: argparse.Namespace, browser: Browser
) -> tuple[Code, Suggestion[Code], float, float]:
    """The trace, what is shipped, and the seconds to the scene and to the answer."""
    start = perf_counter()
    picture = load_image(page.picture)
    scene = perceive(picture)
    seen = perf_counter()
    suggestion = scene_to_code(scene, picture, CodeRequest(model=args.model), Run(), browser)
    done = perf_counter()
    return trace(scene, picture), suggestion, seen - start, done - start


def _report(rows: list[Row]) -> dict[str, Any]:
    means = {name: _mean(rows, name) for name in FIGURES}
    small = [row for row in rows if row.height == 800]
    below = [row.page for row in rows if row.below_trace]
    seconds = {
        "scene": median(row.scene_seconds for row in small) if small else None,
        "answer": median(row.answer_seconds for row in small) if small else None,
    }
    held = {name: _holds(name, value) for name, value in means.items()}
    held["never below the trace"] = not below
    held["scene in time"] = seconds["scene"] is None or seconds["scene"] <= SCENE_SECONDS
    held["answer in time"] = seconds["answer"] is None or seconds["answer"] <= ANSWER_SECONDS
    return {
        "pages": len(rows),
        "means": means,
        "trace": {name: fmean(_known(rows, name, "trace")) for name in FIGURES},
        "below_trace": below,
        "seconds": seconds,
        "held": held,
        "holds": all(held.values()),
        "rows": [
            {
                "page": row.page,
                "proposer": row.proposer,
                "scene_seconds": round(row.scene_seconds, 2),
                "answer_seconds": round(row.answer_seconds, 2),
                "shipped": {name: row.shipped.get(name) for name in FIGURES},
                "trace": {name: row.trace.get(name) for name in FIGURES},
                "semantic_detail": row.shipped.get("semantic_detail"),
            }
            for row in rows
        ],
    }


def _mean(rows: list[Row], name: str) -> float:
    return fmean(_known(rows, name, "shipped"))


def _known(rows: list[Row], name: str, whose: str) -> list[float]:
    """A page without semantic tags has no recall."""
    found = [getattr(row, whose).get(name) for row in rows]
    return [value for value in found if value is not None]


def _holds(name: str, value: float) -> bool:
    target = TARGETS[name]
    return value <= target if name in LOWER_IS_BETTER else value >= target


def _line(row: Row) -> str:
    figures = " ".join(f"{name} {row.shipped.get(name) or 0:.3f}" for name in FIGURES)
    mark = "  BELOW THE TRACE" if row.below_trace else ""
    seconds = f"{row.scene_seconds:.1f}/{row.answer_seconds:.1f} s"
    return f"{row.page} {figures} {seconds} {row.proposer}{mark}"


def _table(report: dict[str, Any]) -> str:
    lines = [f"{report['pages']} pages", f"{'':18}{'trace':>9}{'shipped':>9}{'target':>9}"]
    for name, value in report["means"].items():
        sign = "<=" if name in LOWER_IS_BETTER else ">="
        verdict = "ok" if report["held"][name] else "MISSED"
        traced = report["trace"][name]
        target = f"{sign} {TARGETS[name]}"
        lines.append(f"{name:18}{traced:9.3f}{value:9.3f}{target:>9}  {verdict}")
    below = report["below_trace"]
    lines.append(f"below the trace: {len(below)} pages {' '.join(below)}")
    for step, limit in (("scene", SCENE_SECONDS), ("answer", ANSWER_SECONDS)):
        seconds = report["seconds"][step]
        if seconds is not None:
            lines.append(f"{step} at 1280x800, median: {seconds:.2f} s (target {limit:g} s)")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
