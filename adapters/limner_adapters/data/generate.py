"""Makes training data: draws pages, has the real perception read them, and labels what it saw.

Every page follows from its seed alone: the same order gives the same bytes, in however many
processes and goes it was made.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path

from limner_adapters.data.components import cut_component
from limner_adapters.data.looks.look import Look, draw_look
from limner_adapters.data.looks.rough import roughen
from limner_adapters.data.match import labels_of, match
from limner_adapters.data.pages import PageSource, draw_page
from limner_adapters.data.progress import Made, Progress
from limner_adapters.data.reading import NoisyReader
from limner_adapters.data.renderer import DrawnPage, Renderer
from limner_adapters.data.store import Pixels, Sample, remove_shards, shard_names, write_shard
from limner_server.errors import InputError, RenderError, WorkerDiedError
from limner_server.layout.arrange import arrange
from limner_server.layout.element import Element
from limner_server.layout.roles import assign_roles
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.proposers.crops import crop
from limner_server.proposers.labels import Label, Question, questions, write_answer
from limner_server.proposers.nodes import page_of

PAGES_A_SHARD = 50
# A page on which this little of the truth is found again was read too badly to learn from.
MIN_FOUND = 0.3
_ORDER = "order.jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """What to make.

    Attributes:
        folder: where the shards go.
        first_seed: of the first page.
        pages: how many pages; seeds count up from the first.
        ocr_share: share of pages that Tesseract reads.
        dialect: of CSS that all pages are written in; None for the mix that is trained on.
        looks: whether looks are laid over the dialects, and components cut out.
        component_share: share of pages from which a component is cut as one more picture.
    """

    folder: Path
    first_seed: int
    pages: int
    ocr_share: float
    dialect: str | None = None
    looks: bool = True
    component_share: float = 0.35


def generate(order: Order, processes: int, tell: Callable[[str], None]) -> None:
    """Make every shard of `order` that is not there yet.

    Args:
        order: what to make.
        processes: how many work side by side, each with a Chromium of its own.
        tell: hears how far it is.

    Raises:
        InputError: the folder holds pages of another order.
        ToolMissingError: no Chromium, or no stylesheets.
        WorkerDiedError: a process died.
    """
    _record(order)
    there = set(shard_names(order.folder))
    spans = [span for span in _spans(order) if _shard_name(span) not in there]
    missing = sum(map(len, spans))
    progress = Progress(order.pages, order.pages - missing, tell)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_single_threaded) as pool:
        shards = [pool.submit(_make_shard, order, span) for span in spans]
        try:
            for shard in as_completed(shards):
                progress.add(shard.result())
        except BrokenProcessPool as error:
            raise WorkerDiedError(
                "a process that draws pages died", "start again: what is made is kept"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _record(order: Order) -> None:
    """Write down what the pages of the folder have in common, or hold the order against it."""
    kept = {name: value for name, value in asdict(order).items() if name not in _FREE}
    path = order.folder / _ORDER
    if path.exists():
        if json.loads(path.read_text()) != kept:
            raise InputError(
                f"{order.folder} holds pages of another order", "name another folder, or empty it"
            )
        return
    order.folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept) + "\n")


# A folder may be added to.
_FREE = ("folder", "first_seed", "pages")


def _spans(order: Order) -> Iterator[range]:
    end = order.first_seed + order.pages
    for start in range(order.first_seed, end, PAGES_A_SHARD):
        yield range(start, min(start + PAGES_A_SHARD, end))


def _shard_name(span: range) -> str:
    return f"pages-{span.start:09d}-{len(span)}"


def _single_threaded() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    import cv2  # noqa: PLC0415 - only here, after the environment is set

    cv2.setNumThreads(1)


def _make_shard(order: Order, span: range) -> Made:
    samples: list[Sample] = []
    crops: list[Pixels] = []
    unread = 0
    # A Chromium for every shard: none lives long enough to grow.
    with Renderer() as renderer:
        for seed in span:
            unread += _add_page(renderer, order, seed, samples, crops)
    remove_shards(order.folder, f"pages-{span.start:09d}-*")
    size = write_shard(order.folder, _shard_name(span), samples, crops)
    return Made(len(span), len(samples), unread, size)


def _add_page(
    renderer: Renderer, order: Order, seed: int, samples: list[Sample], crops: list[Pixels]
) -> int:
    """Add the samples of a page and of what is cut from it.

    Returns:
        How many of its pictures could not be read.
    """
    rng = random.Random(seed + 1)
    ocr = rng.random() < order.ocr_share
    source = draw_page(seed, order.dialect)
    look = draw_look(rng, read_by_tesseract=ocr) if order.looks else Look()
    try:
        page = _draw(renderer, source, look, rng)
    except RenderError:
        return 1
    pictures = [(look.name, page)]
    if order.looks and rng.random() < order.component_share:
        component = cut_component(page, rng)
        if component is not None:
            pictures.append((f"{look.name} component".strip(), component))
    unread = 0
    for name, picture in pictures:
        asked = label_page(picture, None if ocr else NoisyReader(picture.truth.words, rng))
        unread += not asked
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
                    dialect=source.dialect,
                    look=name,
                )
            )
            crops.extend(crop(picture.pixels, element.box) for element in shown)
    return unread


def _draw(renderer: Renderer, source: PageSource, look: Look, rng: random.Random) -> DrawnPage:
    page = renderer.draw(look.dress(source.html), look.width or source.width, look.scale)
    if look.sketch is not None and look.sketch.wobble:
        page.pixels = roughen(page.pixels, look.sketch.wobble * look.scale, rng)
    return page


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
