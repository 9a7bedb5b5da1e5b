"""From samples to tensors: the tokens that serving would see, and the answer to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from limner_adapters.data.store import Pixels, Sample
from limner_adapters.tokenizer import ANSWER, END, FAKE_IMAGE, GLOBAL_IMAGE, IMAGE
from limner_server.proposers.crops import SIDE

_SHOWN = FAKE_IMAGE + GLOBAL_IMAGE + IMAGE + FAKE_IMAGE
_NO_LABEL = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sample as tokens.

    Attributes:
        prompt: ids of the question, up to where the answer begins.
        answer: ids of the answer, its end included.
        crops: shape (count, SIDE, SIDE, 3), in the order of the image tokens.
    """

    prompt: list[int]
    answer: list[int]
    crops: Pixels

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


def encode(tokenizer: Any, sample: Sample, crops: Pixels) -> Encoded:
    """Lay a sample out exactly as the processor lays out the same conversation."""
    prompt = _SHOWN.join(sample.parts) + ANSWER
    # The blank makes the first pointer the same token as all others.
    answer = f" {sample.answer}{END}"
    return Encoded(
        prompt=tokenizer(prompt, add_special_tokens=False)["input_ids"],
        answer=tokenizer(answer, add_special_tokens=False)["input_ids"],
        crops=crops,
    )


def collate(batch: Sequence[Encoded], pad: int) -> dict[str, Any]:
    """Stack samples, padded on the right.

    Returns:
        `input_ids`, `attention_mask` and `labels` of shape (batch, length); labels are -100 but
        for the answer. `pixel_values` of shape (1, count, 3, SIDE, SIDE) in -1 to 1, all crops of
        the batch in order, or None where there are none.
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
