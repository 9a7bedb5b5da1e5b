"""From samples to tensors: the tokens that serving would see, and the answer to learn.

Beside the answer, the model learns to tell a node's role right where its line ends, at its pointer
in the question. Nobody asks for that in serving, but it teaches what the words of a line mean long
before the model has learnt to look a line up, and then the answer has only to look up and repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from limner_adapters.builtin.tokenizer import ANSWER, END, FAKE_IMAGE, GLOBAL_IMAGE, IMAGE
from limner_adapters.data.store import Pixels, Sample
from limner_server.proposers.crops import SIDE
from limner_server.proposers.labels import NODES_A_QUESTION, read_answer

_SHOWN = FAKE_IMAGE + GLOBAL_IMAGE + IMAGE + FAKE_IMAGE
_NO_LABEL = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sample as tokens.

    Attributes:
        prompt: ids of the question, up to where the answer begins.
        answer: ids of the answer, its end included.
        hints: the token of the node's own role by the position in `prompt` of its pointer.
        crops: shape (count, SIDE, SIDE, 3), in the order of the image tokens.
    """

    prompt: list[int]
    answer: list[int]
    hints: dict[int, int]
    crops: Pixels

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


def encode(tokenizer: Any, sample: Sample, crops: Pixels) -> Encoded:
    """Lay a sample out exactly as the processor lays out the same conversation."""
    prompt = _SHOWN.join(sample.parts) + ANSWER
    # The blank makes the first pointer the same token as all others.
    answer = f" {sample.answer}{END}"
    ids = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    return Encoded(
        prompt=ids,
        answer=tokenizer(answer, add_special_tokens=False)["input_ids"],
        hints=_hints(tokenizer, ids, sample.answer),
        crops=crops,
    )


def _hints(tokenizer: Any, prompt: list[int], answer: str) -> dict[int, int]:
    token = tokenizer.convert_tokens_to_ids
    roles = {
        token(f" [[{label.first}]]"): token(f" {label.roles[-1]}")
        for label in read_answer(answer, NODES_A_QUESTION)
        if label.first == label.last
    }
    return {place: roles[id_] for place, id_ in enumerate(prompt) if id_ in roles}


def collate(batch: Sequence[Encoded], pad: int) -> dict[str, Any]:
    """Stack samples, padded on the right.

    Returns:
        `input_ids`, `attention_mask` and `labels` of shape (batch, length); labels are -100 but
        for the answer and, one place after each pointer of the question, its node's role.
        `pixel_values` of shape (1, count, 3, SIDE, SIDE) in -1 to 1, all crops of the batch in
        order, or None where there are none.
    """
    import torch  # noqa: PLC0415

    length = -(-max(map(len, batch)) // 16) * 16
    ids = torch.full((len(batch), length), pad)
    labels = torch.full((len(batch), length), _NO_LABEL)
    mask = torch.zeros((len(batch), length), dtype=torch.long)
    for row, encoded in enumerate(batch):
        both = torch.tensor(encoded.prompt + encoded.answer)
        ids[row, : len(both)] = both
        mask[row, : len(both)] = 1
        labels[row, len(encoded.prompt) : len(both)] = both[len(encoded.prompt) :]
        for place, role in encoded.hints.items():
            labels[row, place + 1] = role
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
