"""Makes training data: draws pages, has the real perception read them, and labels what it saw."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from limner_adapters.data.match import labels_of, match
from limner_adapters.data.pages import draw_page
from limner_adapters.data.reading import NoisyReader
from limner_adapters.data.renderer import DrawnPage, Renderer
from limner_adapters.data.store import Pixels, Sample, shard_names, write_shard
from limner_server.errors import LimnerError
from limner_server.layout.arrange import arrange
from limner_server.layout.element import Element
from limner_server.layout.roles import assign_roles
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.proposers.crops import crop
from limner_server.proposers.labels import Label, Question, questions, write_answer
from limner_server.proposers.nodes import page_of

PAGES_A_SHARD = 25
# A page on which this little of the truth is found again was read too badly to learn from.
MIN_FOUND = 0.3


@dataclass(frozen=True, slots=True)
class Order:
    """What to make.

    Attributes:
        folder: where the shards go.
        first_seed: of the first page.
        pages: how many pages; seeds count up from the first.
        ocr_share: share of pages that Tesseract reads.
    """

    folder: Path
    first_seed: int
    pages: int
    ocr_share: float


def generate(order: Order, processes: int, tell: Callable[[str], None]) -> None:
    """Make every shard of `order` that is not there yet.

    Args:
        order: what to make.
        processes: how many work side by side, each with a Chromium of its own.
        tell: hears of each finished shard.
    """
    starts = range(order.first_seed, order.first_seed + order.pages, PAGES_A_SHARD)
    there = set(shard_names(order.folder))
    missing = [start for start in starts if _shard_name(start) not in there]
    if not missing:
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, initializer=_single_threaded) as pool:
        chunks = [(order, missing[offset::processes]) for offset in range(processes)]
        for done in pool.imap_unordered(_make_shards, chunks):
            tell(f"{done} shards made in {order.folder}")


def _shard_name(start: int) -> str:
    return f"pages-{start:09d}"


def _single_threaded() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    import cv2  # noqa: PLC0415 - only here, after the environment is set

    cv2.setNumThreads(1)


def _make_shards(work: tuple[Order, list[int]]) -> int:
    order, starts = work
    with Renderer() as renderer:
        for start in starts:
            samples: list[Sample] = []
            crops: list[Pixels] = []
            end = min(start + PAGES_A_SHARD, order.first_seed + order.pages)
            for seed in range(start, end):
                _add_page(renderer, seed, order.ocr_share, samples, crops)
            write_shard(order.folder, _shard_name(start), samples, crops)
    return len(starts)


def _add_page(
    renderer: Renderer, seed: int, ocr_share: float, samples: list[Sample], crops: list[Pixels]
) -> None:
    source = draw_page(seed)
    rng = random.Random(seed + 1)
    ocr = rng.random() < ocr_share
    try:
        page = renderer.draw(source.html, source.width)
        asked = label_page(page, None if ocr else NoisyReader(page.truth.words, rng))
    except LimnerError:
        # A page that perception cannot read teaches nothing; the next seed is another page.
        return
    for question, labels in asked:
        shown = [part for part in question.parts if isinstance(part, Element)]
        samples.append(
            Sample(
                seed=seed,
                ocr=ocr,
                parts=_texts(question),
                crops=list(range(len(crops), len(crops) + len(shown))),
                answer=write_answer(labels),
                rules=write_answer(rule_labels(question)),
            )
        )
        crops.extend(crop(page.pixels, element.box) for element in shown)


def label_page(page: DrawnPage, read: NoisyReader | None) -> list[tuple[Question, list[Label]]]:
    """Every question that the traced page would be asked, with its right answer.

    Args:
        page: picture and truth.
        read: gives the words in place of Tesseract.

    Returns:
        Nothing where too little of the truth is found again in the trace.
    """
    picture = Picture(page.pixels, "page")
    scene = perceive(picture, read=read)
    root = assign_roles(arrange(scene, picture), scene, picture)
    matches = match(root, page.truth)
    wanted = sum(node.role is not None for node in page.truth.nodes)
    if matches.count < MIN_FOUND * wanted:
        return []
    asked = questions(root, page_of(root, scene))
    return [(question, labels_of(question, matches)) for question in asked]


def rule_labels(question: Question) -> list[Label]:
    """What the rules said of the nodes of a question."""
    return [
        Label(pointer, pointer, (element.role,))
        for pointer, element in enumerate(question.elements)
    ]


def _texts(question: Question) -> list[str]:
    """The text before, between and after the crops: one more than there are crops."""
    return [part for part in question.parts if isinstance(part, str)]
