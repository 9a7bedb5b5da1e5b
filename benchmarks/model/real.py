"""Real pages that nobody here made: what the model adds to the trace alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from judge import FIGURES, Judge, Page, real_pages
from section import Section

from limner_model.config import BUILTIN_MODEL
from limner_server.perception.image import load_image
from limner_server.perception.perceive import perceive
from limner_server.proof.browser import Browser
from limner_server.tasks.request import NO_MODEL, CodeRequest
from limner_server.tasks.screenshot import scene_to_code
from limner_server.tasks.task import Run

GAIN = 0.12
# What the judge's own rounding can move.
_HAIR = 0.005
_RECALL = "semantic_recall"
_LOWER_IS_BETTER = {"absolute_share"}


def measure(shared: Path, told: Callable[[str], None], first: int | None = None) -> Section:
    """The section.

    Args:
        shared: the folder of third-party data.
        told: hears of each page.
        first: only so many pages.
    """
    name = "real pages"
    pages = real_pages(shared)[:first]
    if not pages:
        return Section(name, skipped="the pages are not at hand")
    chosen = 0
    alone: list[dict[str, Any]] = []
    asked: list[dict[str, Any]] = []
    with Browser() as browser, Judge(shared) as judge:
        browser.start()
        for page in pages:
            picture = load_image(page.picture)
            scene = perceive(picture)
            for rows, model in ((alone, NO_MODEL), (asked, BUILTIN_MODEL)):
                made = scene_to_code(scene, picture, CodeRequest(model=model), Run(), browser)
                rows.append(judge.score(page, made.result.html))
            chosen += made.candidates[0].proposer == "model"
            told(_line(page, alone[-1], asked[-1]))
    means = {figure: (_mean(alone, figure), _mean(asked, figure)) for figure in FIGURES}
    gained = {figure: after - before for figure, (before, after) in means.items()}
    lost = [figure for figure in FIGURES if _sign(figure) * gained[figure] < -_HAIR]
    return Section(
        name,
        {
            "pages": len(pages),
            "model_chosen": chosen,
            **{figure: f"{before:.3f} -> {after:.3f}" for figure, (before, after) in means.items()},
        },
        {
            f"{GAIN} more of semantic recall": gained[_RECALL] >= GAIN,
            "nothing lost elsewhere": not lost,
        },
    )


def _sign(figure: str) -> int:
    return -1 if figure in _LOWER_IS_BETTER else 1


def _mean(rows: list[dict[str, Any]], figure: str) -> float:
    return fmean(row[figure] for row in rows if row.get(figure) is not None)


def _line(page: Page, alone: dict[str, Any], asked: dict[str, Any]) -> str:
    before, after = (row.get(_RECALL) for row in (alone, asked))
    return f"{page.name}: semantic recall {before} alone, {after} with the model"
