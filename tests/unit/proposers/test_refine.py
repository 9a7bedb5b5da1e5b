"""The trace mends its own page, and a round that does not help is not kept."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from limner_server.emit import emit
from limner_server.errors import CancelledError
from limner_server.layout.element import Element
from limner_server.proof.browser import Browser
from limner_server.proof.prover import PageProver
from limner_server.proposers.refine import refine
from limner_server.proposers.trace import trace_tree
from limner_server.tasks.task import Run
from pages import FERRY, seen


@pytest.fixture(scope="module")
def prover(browser: Browser) -> PageProver:
    picture, scene = seen(browser, FERRY)
    return PageProver(browser, scene, picture)


def askew(tree: Element, factor: float, drop: float) -> Element:
    """A copy whose fonts are `factor` times as large, `drop` pixels too low."""
    copy = replace(tree, children=[askew(child, factor, drop) for child in tree.children])
    if copy.paragraph is not None:
        font, box = copy.paragraph.font, copy.paragraph.box
        low = box._replace(y0=box.y0 + drop, y1=box.y1 + drop)
        copy.paragraph = replace(
            copy.paragraph, font=replace(font, size=round(font.size * factor, 1)), box=low
        )
        if copy.shape is None:
            copy.box = low
    return copy


def test_wrong_sizes_and_offsets_are_mended(prover: PageProver) -> None:
    tree = askew(trace_tree(prover.scene, prover.picture), 0.93, 3)
    first = prover.measure(emit(tree, prover.scene, prover.picture))

    mended, measured = refine(tree, first, prover)

    assert measured.judgement.likeness.ink > first.judgement.likeness.ink + 0.1
    sizes = {e.paragraph.text: e.paragraph.font.size for e in mended.walk() if e.paragraph}
    assert sizes["Ferry timetable"] == pytest.approx(32, abs=0.5)


def test_the_result_is_never_below_the_start(prover: PageProver) -> None:
    tree = trace_tree(prover.scene, prover.picture)
    first = prover.measure(emit(tree, prover.scene, prover.picture))

    _, measured = refine(tree, first, prover)

    assert measured.judgement.score >= first.judgement.score


def test_a_cancel_is_heard_before_the_next_page_is_drawn(prover: PageProver) -> None:
    tree = trace_tree(prover.scene, prover.picture)
    first = prover.measure(emit(tree, prover.scene, prover.picture))
    cancelled = threading.Event()
    cancelled.set()

    with pytest.raises(CancelledError):
        refine(tree, first, prover, Run(cancelled=cancelled).check)
