"""Does the blind score pick the candidate that a judge with the true page would pick?

    python benchmarks/blind.py [--shared ../shared] [--pages N] [--json]

For each real page, the trace, the mended trace, the true page itself and copies of the trace that
were spoiled in one way each are ranked by the product's score, which sees the picture alone, and
by `score_ui`, which knows the page. Exits 0 where both agree often enough.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

from judge import Judge, Page, real_pages, worth
from scipy.stats import spearmanr
from spoiled import SPOILERS

from limner_server.emit import emit
from limner_server.emit.code import Code, Stack
from limner_server.perception.image import load_image
from limner_server.perception.perceive import perceive
from limner_server.proof.browser import Browser
from limner_server.proof.prover import PageProver
from limner_server.proposers.refine import refine
from limner_server.proposers.trace import trace_tree

TRUE_PAGE = "true page"
# Candidates whose worth differs by less are equally good to any reader.
EQUAL = 0.02
PICKS_TARGET = 0.9
PAIRS_TARGET = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate by both judges."""

    name: str
    blind: float
    worth: float


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=16, help="how many, evenly spread")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    pages = real_pages(args.shared)
    if not pages:
        print(f"skipped: no pages under {args.shared}", file=sys.stderr)
        return 0
    with Browser() as browser, Judge(args.shared) as judge:
        chosen = pages[:: max(len(pages) // args.pages, 1)][: args.pages]
        ranked = {page.name: _rank(page, browser, judge) for page in chosen}
    report = _report(ranked)
    print(json.dumps(report, indent=1) if args.json else _table(report))
    return 0 if report["holds"] else 1


def _rank(page: Page, browser: Browser, judge: Judge) -> list[Scored]:
    picture = load_image(page.picture)
    scene = perceive(picture)
    prover = PageProver(browser, scene, picture)
    tree = trace_tree(scene, picture)
    first = prover.measure(emit(tree, scene, picture))
    _, mended = refine(tree, first, prover)
    true_page = page.document.read_text(encoding="utf-8")
    candidates = {
        "trace": first.code,
        "refined trace": mended.code,
        TRUE_PAGE: Code(Stack.HTML, true_page, true_page),
    }
    for name, spoil in SPOILERS.items():
        # The same page is spoiled the same way in every run.
        spoiled = spoil(tree, random.Random(page.name))  # noqa: S311 - seeded on purpose
        candidates[name] = emit(spoiled, scene, picture)
    scored = [
        Scored(
            name,
            prover.measure(code).judgement.score,
            worth(judge.score(page, code.html)),
        )
        for name, code in candidates.items()
    ]
    line = " ".join(f"{one.name} {one.blind:.3f}/{one.worth:.3f}" for one in scored)
    print(page.name, line, file=sys.stderr, flush=True)
    return scored


def _report(ranked: dict[str, list[Scored]]) -> dict[str, Any]:
    ours = {page: [s for s in scored if s.name != TRUE_PAGE] for page, scored in ranked.items()}
    picks = [_picks_the_best(scored) for scored in ours.values()]
    pairs = [agrees for scored in ours.values() for agrees in _pairs(scored)]
    true_first = [_true_page_first(scored) for scored in ranked.values()]
    correlations = [
        float(spearmanr([s.blind for s in scored], [s.worth for s in scored]).statistic)
        for scored in ours.values()
    ]
    means = {
        name: {
            "blind": fmean(_of(scored, name).blind for scored in ranked.values()),
            "worth": fmean(_of(scored, name).worth for scored in ranked.values()),
        }
        for name in (one.name for one in next(iter(ranked.values())))
    }
    return {
        "pages": len(ranked),
        "picks": fmean(picks),
        "pairs": fmean(pairs),
        "spearman": fmean(correlations),
        "true_page_first": fmean(true_first),
        "means": means,
        "holds": fmean(picks) >= PICKS_TARGET and fmean(pairs) >= PAIRS_TARGET,
    }


def _picks_the_best(scored: list[Scored]) -> bool:
    """Whether the blind choice is, to the judge, as good as any."""
    chosen = max(scored, key=lambda one: one.blind)
    return chosen.worth >= max(one.worth for one in scored) - EQUAL


def _pairs(scored: list[Scored]) -> list[bool]:
    """For every two candidates that the judge tells apart: whether the blind score agrees."""
    return [
        (a.blind > b.blind) == (a.worth > b.worth)
        for a, b in combinations(scored, 2)
        if abs(a.worth - b.worth) > EQUAL
    ]


def _true_page_first(scored: list[Scored]) -> bool:
    true_page = _of(scored, TRUE_PAGE)
    return true_page.blind >= max(one.blind for one in scored) - EQUAL


def _of(scored: list[Scored], name: str) -> Scored:
    return next(one for one in scored if one.name == name)


def _table(report: dict[str, Any]) -> str:
    lines = [f"{report['pages']} pages", f"{'candidate':16}{'blind':>8}{'judge':>8}"]
    means = sorted(report["means"].items(), key=lambda item: -item[1]["worth"])
    lines += [f"{name:16}{mean['blind']:8.3f}{mean['worth']:8.3f}" for name, mean in means]
    picks, pairs = report["picks"], report["pairs"]
    lines += [
        f"the blind choice is as good as any: {picks:.0%} of pages, target {PICKS_TARGET:.0%}",
        f"pairs that the judge tells apart, ordered alike: {pairs:.1%}, target {PAIRS_TARGET:.0%}",
        f"Spearman's rank correlation, mean over pages: {report['spearman']:.3f}",
        f"the true page comes first, or within {EQUAL} of it: {report['true_page_first']:.0%}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
