"""From samples to tensors: the tokens that serving would see, and what to learn at which of them.

Of a page the model learns to fill in the blanks (`limner_server.proposers.blanks`), and to tell a
node's own role right where its line ends, at its pointer in the question. Nobody asks for that in
serving, but it teaches what the words of a line mean long before the model has learnt to look a
line up, and then the blanks have only to look up and repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from limner_adapters.builtin.tokenizer import (
    ANSWER,
    END,
    FAKE_IMAGE,
    GLOBAL_IMAGE,
    IMAGE,
    START,
)
from limner_adapters.data.store import Pixels, Sample
from limner_adapters.examples import Example, words_of
from limner_server.proposers.blanks import BLANKS_A_NODE, blanks, fill_in, siblings_in
from limner_server.proposers.crops import SIDE
from limner_server.proposers.labels import read_answer

_SHOWN = FAKE_IMAGE + GLOBAL_IMAGE + IMAGE + FAKE_IMAGE
_NOTHING = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sample as tokens.

    Attributes:
        tokens: that are read.
        targets: by the place of a token, the token that the model should tell after it.
        crops: shape (count, SIDE, SIDE, 3), in the order of the image tokens.
        blanks: the places of the blanks' tokens, in order; none for a text.
    """

    tokens: list[int]
    targets: dict[int, int]
    crops: Pixels
    blanks: list[int]

    def __len__(self) -> int:
        return len(self.tokens)


def encode_page(tokenizer: Any, sample: Sample, crops: Pixels) -> Encoded:
    """Lay a question out as the engine lays it out when it is asked to fill in the blanks."""
    following = siblings_of(sample)
    count = len(following)
    prompt = tokenizer(_SHOWN.join(sample.parts) + ANSWER, add_special_tokens=False)["input_ids"]
    token = tokenizer.convert_tokens_to_ids
    form = [token(blank.text) for blank in blanks(count)]
    right = fill_in(read_answer(sample.answer, count), following)
    filled = [token(f" {word}") for word in right]
    places = list(range(len(prompt), len(prompt) + len(form)))
    own = dict(zip(form[::BLANKS_A_NODE], filled[::BLANKS_A_NODE], strict=True))
    hints = {place: own[id_] for place, id_ in enumerate(prompt) if id_ in own}
    targets = hints | dict(zip(places, filled, strict=True))
    return Encoded(prompt + form, targets, crops, places)


def siblings_of(sample: Sample) -> list[int]:
    """For each node asked for the pointer of its next sibling, -1 where it has none."""
    return siblings_in("".join(sample.parts))


def encode_text(tokenizer: Any, example: Example) -> Encoded:
    """Lay an example without pictures out as the chat template does; the answer is learned."""
    said = "".join(words_of(message) for message in example.messages if message["role"] != "system")
    # A control token that stands in a text is spelt out.
    read = tokenizer(said, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    answer = tokenizer(example.answer, add_special_tokens=False, split_special_tokens=True)
    opening = [tokenizer.convert_tokens_to_ids(ANSWER if example.messages else START)]
    tokens = [*read, *opening, *answer["input_ids"], tokenizer.convert_tokens_to_ids(END)]
    begin = len(read)
    targets = {place: tokens[place + 1] for place in range(begin, len(tokens) - 1)}
    return Encoded(tokens[:-1], targets, np.zeros((0, SIDE, SIDE, 3), np.uint8), [])


def collate(batch: Sequence[Encoded], pad: int) -> dict[str, Any]:
    """Stack samples, padded on the right.

    Returns:
        `input_ids`, `attention_mask` and `labels` of shape (batch, length); a label stands at the
        place after which it should be told, -100 elsewhere. `pixel_values` of shape
        (1, count, 3, SIDE, SIDE) in -1 to 1, all crops of the batch in order, or None.
    """
    import torch  # noqa: PLC0415

    length = -(-max(map(len, batch)) // 16) * 16
    ids = torch.full((len(batch), length), pad)
    labels = torch.full((len(batch), length), _NOTHING)
    mask = torch.zeros((len(batch), length), dtype=torch.long)
    for row, encoded in enumerate(batch):
        ids[row, : len(encoded)] = torch.tensor(encoded.tokens)
        mask[row, : len(encoded)] = 1
        labels[row, list(encoded.targets)] = torch.tensor(list(encoded.targets.values()))
    return {
        "input_ids": ids,
        "attention_mask": mask,
        "labels": labels,
        "pixel_values": pixel_values([encoded.crops for encoded in batch]),
    }


def pixel_values(crops: Sequence[Pixels]) -> Any:
    """Crops as the image processor gives them: shape (1, count, 3, SIDE, SIDE), or None."""
    import torch  # noqa: PLC0415

    stacked = np.concatenate([*crops, np.zeros((0, SIDE, SIDE, 3), np.uint8)])
    if not len(stacked):
        return None
    values = torch.from_numpy(stacked).permute(0, 3, 1, 2).float() / 127.5 - 1.0
    return values[None]
