"""A prompt as its tokens and the pictures that some of them stand for, readable in parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or a tile of one, as the model's vision tower takes it.

    Attributes:
        first: the place in the prompt of the first token that stands for it.
        end: the place after the last one.
        tensors: of the vision tower, by the names of the model's arguments.
    """

    first: int
    end: int
    tensors: dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model reads before it writes.

    Attributes:
        tokens: (length), on the model's device.
        positions: of each token, as the model counts them: (..., length); what follows the prompt
            goes on from the last one.
        kinds: what else the model is told of each token, by name: (1, length) each.
        pictures: in their order.
    """

    tokens: Tensor
    positions: Tensor
    kinds: dict[str, Tensor]
    pictures: tuple[Picture, ...]

    @classmethod
    def of(cls, model: Any, inputs: dict[str, Tensor]) -> Prompt:
        """Take apart what the model's processor made, for one text.

        Args:
            model: that will read it.
            inputs: the arguments of the model's `generate`, on its device; nothing is padded.
        """
        (tokens,) = inputs["input_ids"]
        # Not by the model itself: Qwen-VL would remember how far the last prompt's positions were
        # off, for whichever text comes next.
        positions = model._prepare_position_ids_for_generation(inputs["input_ids"], dict(inputs))  # noqa: SLF001
        rest = {
            name: tensor
            for name, tensor in inputs.items()
            if name not in ("input_ids", "attention_mask")
        }
        kinds = {name: rest.pop(name) for name in [*rest] if rest[name].shape == (1, len(tokens))}
        placeholder = getattr(model.config, "image_token_id", None)
        places = (tokens == placeholder).nonzero().flatten().tolist() if rest else []
        return cls(tokens, positions, kinds, _pictures(rest, places))

    def positions_of(self, start: int, end: int) -> Tensor:
        """The positions of the tokens at places `start` to `end`, in the prompt or after it."""
        length = len(self.tokens)
        if end <= length:
            return self.positions[..., start:end]
        after = torch.arange(max(start, length), end, device=self.tokens.device)
        following = self.positions[..., -1:] + 1 + (after - length)
        if start >= length:
            return following
        return torch.cat([self.positions[..., start:], following], dim=-1)

    def whole_pictures(self, place: int) -> int:
        """The last place up to `place` that is not within a picture: a prompt is cut there."""
        for picture in self.pictures:
            if picture.first < place < picture.end:
                return picture.first
        return place

    def next_cut(self, start: int, most: int) -> int:
        """Where to end a part that begins at `start`: `most` tokens on, or after one picture."""
        end = self.whole_pictures(min(start + most, len(self.tokens)))
        within = (picture.end for picture in self.pictures if picture.first == start)
        return end if end > start else next(within)

    def between(self, start: int, end: int) -> dict[str, Tensor]:
        """What the model is told with the tokens at places `start` to `end`, beside themselves.

        Both are places where the prompt may be cut.
        """
        told = {name: tensor[:, start:end] for name, tensor in self.kinds.items()}
        within = [one.tensors for one in self.pictures if start <= one.first < end]
        for name in within[0] if within else ():
            # Tiles stand side by side in the second dimension, rows of patches in the first.
            told[name] = torch.cat([tensors[name] for tensors in within], dim=_axis(within[0]))
        return told


def _axis(tensors: dict[str, Tensor]) -> int:
    return 0 if "image_grid_thw" in tensors else 1


def _pictures(tensors: dict[str, Tensor], places: list[int]) -> tuple[Picture, ...]:
    """Tell pictures apart by what each of them gives the vision tower.

    Args:
        tensors: of all pictures.
        places: of the tokens that stand for them, each picture's together.
    """
    if not places:
        return ()
    if "image_grid_thw" in tensors:
        # As in the Qwen-VL family: one row for each patch, as many patches to a token everywhere.
        grid, rows = tensors["image_grid_thw"], tensors["pixel_values"]
        patches = grid.prod(-1).tolist()
        parts = [
            {"pixel_values": own, "image_grid_thw": size.unsqueeze(0)}
            for own, size in zip(torch.split(rows, patches), grid, strict=True)
        ]
        lengths = [len(places) * own // sum(patches) for own in patches]
    elif all(tensor.shape[:1] == (1,) and tensor.dim() > 1 for tensor in tensors.values()):
        # As in the Idefics3 family: tiles of one size.
        count = tensors["pixel_values"].shape[1]
        parts = [
            {name: tensor[:, index : index + 1] for name, tensor in tensors.items()}
            for index in range(count)
        ]
        lengths = [len(places) // count] * count
    else:
        # Unknown: all of them together.
        return (Picture(places[0], places[-1] + 1, tensors),)
    ends = [*accumulate(lengths, initial=0)]
    return tuple(
        Picture(places[start], places[end - 1] + 1, part)
        for start, end, part in zip(ends, ends[1:], parts, strict=False)
    )
