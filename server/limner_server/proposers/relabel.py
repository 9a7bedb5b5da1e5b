"""The proposer that asks a model: what is each node of the trace, and what belongs together?

The model sees the nodes' measured features and crops of those that only a picture can explain. It
writes no words, no coordinates and no colours: those were measured.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from limner_model.client import Engine
from limner_model.errors import RequestRefusedError
from limner_model.forms import Form
from limner_model.installed import BLANKS
from limner_server.layout.element import Element, number
from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene
from limner_server.proposers.blanks import blanks, following_siblings, read_blanks
from limner_server.proposers.crops import Pixels, crop, data_uri
from limner_server.proposers.label_form import label_form
from limner_server.proposers.labels import INSTRUCTIONS, Label, Question, questions, read_answer
from limner_server.proposers.nodes import page_of
from limner_server.proposers.regroup import copy_tree, regroup

# A label takes some seven tokens of a general model, ranges come on top.
TOKENS_A_NODE = 10


class Listener(Protocol):
    """Hears how the asking goes, and may stop it: what a task's `Run` offers."""

    @property
    def cancelled(self) -> threading.Event:
        """Set to stop."""

    def progress(self, message: str, fraction: float | None = None, partial: str = "") -> None:
        """Hear what is being done."""

    def check(self) -> None:
        """Raise `CancelledError` where the user took the request back."""


def relabel(
    root: Element, scene: Scene, picture: Picture, engine: Engine, run: Listener
) -> Element:
    """Have a model name and group the nodes of a traced tree.

    Args:
        root: from `assign_roles`; it is left as it is.
        scene: what the picture shows.
        picture: the screenshot.
        engine: to ask.
        run: hears the progress, may cancel.

    Returns:
        A new, numbered tree. Nodes that the model says nothing of keep their role.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer.
    """
    tree = copy_tree(root)
    asked = questions(tree, page_of(tree, scene))
    total, named = sum(len(question.elements) for question in asked), 0
    name = _fill_in if engine.is_taught() and engine.has_read(BLANKS) else _write
    answers = []

    def tell(done: int) -> None:
        # How far it is, and not what it says: labels are no code that anybody waits to read.
        run.progress(f"Asking {engine.model}: {named + done} of {total} parts named")

    for question in asked:
        run.check()
        tell(0)
        conversation = messages(question, picture.pixels)
        answers.append((question, name(question, conversation, engine, run.cancelled, tell)))
        named += len(question.elements)
    return number(regroup(tree, answers))


def _fill_in(
    question: Question,
    conversation: list[dict[str, Any]],
    engine: Engine,
    cancelled: threading.Event,
    _: Callable[[int], None],
) -> list[Label]:
    """Labels of a model that was taught to fill in blanks, all in one step."""
    form = blanks(len(question.elements))
    found = engine.fill(conversation, form, cancelled=cancelled)
    best = [max(zip(row, one.choices, strict=True)) for row, one in zip(found, form, strict=True)]
    return read_blanks(
        [choice for _, choice in best],
        following_siblings(question.depths),
        [math.exp(logarithm) for logarithm, _ in best],
    )


def _write(
    question: Question,
    conversation: list[dict[str, Any]],
    engine: Engine,
    cancelled: threading.Event,
    tell: Callable[[int], None],
) -> list[Label]:
    """Labels of any model, as text."""
    count, text = len(question.elements), ""
    limit = TOKENS_A_NODE * count + 64

    def ask(form: Form | None) -> Iterator[str]:
        return engine.stream(conversation, max_tokens=limit, form=form, cancelled=cancelled)

    def heard() -> Iterator[str]:
        try:
            yield from ask(label_form(count))
        except RequestRefusedError:
            yield from ask(None)  # not every release of an engine takes every grammar

    for piece in heard():
        text += piece
        tell(min(text.count("]]"), count))
    return read_answer(text, count)


def messages(question: Question, pixels: Pixels) -> list[dict[str, Any]]:
    """A question as the conversation that asks it, in OpenAI's form.

    Args:
        question: of a page.
        pixels: the whole picture, shape (height, width, 3), RGB.
    """
    content: list[dict[str, Any]] = []
    for part in question.parts:
        if isinstance(part, str):
            content.append({"type": "text", "text": part})
        else:
            uri = data_uri(crop(pixels, part.box))
            content.append({"type": "image_url", "image_url": {"url": uri}})
    return [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": content},
    ]
