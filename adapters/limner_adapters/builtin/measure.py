"""How well a model labels pages that it never saw, beside the rules alone.

The model fills in the blanks as in serving, they are read as serving reads them, and the labels are
held against what the pages' authors wrote.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from limner_adapters.builtin.encoding import Encoded, encode_page, pixel_values, siblings_of
from limner_adapters.builtin.marks import Marks
from limner_adapters.data.store import Pixels, Sample
from limner_server.proposers.blanks import BLANKS_A_NODE, blanks, read_blanks
from limner_server.proposers.labels import read_answer

_TOLD = 8  # questions after which it is told how far it is


class Crops(StrEnum):
    """What the model is shown in place of the crops, to see whether it looks."""

    REAL = "real"
    BLANK = "blank"
    SWAPPED = "swapped"  # the crops of the question, in another order


def evaluate(
    model: Any,
    tokenizer: Any,
    samples: Sequence[tuple[Sample, Pixels]],
    crops: Crops = Crops.REAL,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, dict[str, float]]:
    """Figures of the model and of the rules on the same questions.

    Args:
        model: with or without an adapter.
        tokenizer: of the model.
        samples: held out, each with its crops.
        crops: what the model is shown.
        tell: hears how far it is.

    Returns:
        "model" and "rules", each with the figures of `Marks`.
    """
    by_model, by_rules = Marks(), Marks()
    rng = random.Random(0)
    ordered = sorted(samples, key=lambda pair: sum(map(len, pair[0].parts)))
    for number, (sample, own) in enumerate(ordered, start=1):
        following = siblings_of(sample)
        truth = read_answer(sample.answer, len(following))
        shown = _pointers_with_crops(sample)
        filled = _filled(model, tokenizer, encode_page(tokenizer, sample, _shown(own, crops, rng)))
        by_model.add(truth, read_blanks(filled, following), following, shown)
        by_rules.add(truth, read_answer(sample.rules, len(following)), following, shown)
        if number % _TOLD == 0:
            tell(f"{number} of {len(ordered)} questions: {by_model.figures()}")
    return {"model": by_model.figures(), "rules": by_rules.figures()}


def _shown(crops: Pixels, how: Crops, rng: random.Random) -> Pixels:
    if how is Crops.BLANK:
        return np.full_like(crops, 255)
    if how is Crops.SWAPPED and len(crops) > 1:
        order = list(range(len(crops)))
        rng.shuffle(order)
        return crops[order]
    return crops


def _pointers_with_crops(sample: Sample) -> set[int]:
    """A crop's pointer is the first after it."""
    shown = set()
    for part in sample.parts[1:]:
        start = part.index("[[") + 2
        shown.add(int(part[start : part.index("]]")]))
    return shown


def _filled(model: Any, tokenizer: Any, encoded: Encoded) -> list[str]:
    """What the model fills into the blanks of a question."""
    import torch  # noqa: PLC0415

    pictures = pixel_values([encoded.crops])
    with torch.inference_mode():
        logits = model(
            input_ids=torch.tensor([encoded.tokens]),
            **({} if pictures is None else {"pixel_values": pictures.to(model.dtype)}),
        ).logits[0, encoded.blanks]
    form = blanks(len(encoded.blanks) // BLANKS_A_NODE)
    tokens = {
        choices: tokenizer.convert_tokens_to_ids([f" {word}" for word in choices])
        for choices in {blank.choices for blank in form}
    }
    return [
        blank.choices[int(row[tokens[blank.choices]].argmax())]
        for blank, row in zip(form, logits, strict=True)
    ]
