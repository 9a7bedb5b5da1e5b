"""From encoded examples to a row: one after the other, with no padding between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from limner_adapters.tuning.qlora.encoding import Encoded


@dataclass(frozen=True, slots=True)
class Row:
    """Several examples for one pass through the model.

    Attributes:
        inputs: the arguments of the model; its logits come at the answers' tokens alone.
        targets: shape (answer tokens,), what those logits should find likeliest.
        tokens: of all examples.
    """

    inputs: dict[str, Any]
    targets: Any
    tokens: int


# From token ids, which of them stand for pictures, and the pictures' grids to positions of shape
# (3, 1, length): time, height and width.
RopeIndex = Callable[..., tuple[Any, Any]]


def collate(examples: Sequence[Encoded], rope_index: RopeIndex | None) -> Row:
    """Lay examples one after the other.

    Args:
        examples: at least one.
        rope_index: the model's own `get_rope_index`, where its positions have three dimensions.
    """
    starts = torch.tensor([0, *map(len, examples)]).cumsum(0)
    places = [
        start + torch.tensor(example.places)
        for start, example in zip(starts.tolist(), examples, strict=False)
    ]
    inputs = {
        "input_ids": torch.cat([example.tokens for example in examples])[None],
        "position_ids": torch.cat([_positions(one, rope_index) for one in examples], dim=-1),
        "cu_seq_lens_q": starts.int(),
        "logits_to_keep": torch.cat(places),
        "use_cache": False,
    }
    for name in sorted({name for example in examples for name in example.pictures}):
        parts = [one.pictures[name] for one in examples if name in one.pictures]
        inputs[name] = _joined(parts)
    kinds = [one.kinds for one in examples]
    if any(kind is not None for kind in kinds):
        inputs["mm_token_type_ids"] = torch.cat(
            [
                torch.zeros((1, len(one)), dtype=torch.long) if kind is None else kind
                for one, kind in zip(examples, kinds, strict=True)
            ],
            dim=1,
        )
    targets = torch.cat([example.targets for example in examples])
    return Row(inputs, targets, int(starts[-1]))


def _positions(example: Encoded, rope_index: RopeIndex | None) -> Any:
    """Positions within the example: shape (1, length), or (4, 1, length) with three of a picture's.

    The first of the four are those of plain text, from which `transformers` tells texts apart.
    """
    plain = torch.arange(len(example))[None]
    if rope_index is None:
        return plain
    if example.kinds is None:
        return plain.expand(4, 1, -1)
    pictured, _ = rope_index(
        example.tokens[None], example.kinds, image_grid_thw=example.pictures["image_grid_thw"]
    )
    return torch.cat([plain[None], pictured])


def _joined(parts: Sequence[Any]) -> Any:
    """Join what several examples show, in their order.

    Qwen's and GLM's processors give the patches of all pictures in one list, Idefics' pictures of
    shape (1, count, ...) that are padded to the largest, for their masks as well.
    """
    if parts[0].ndim < 4:
        return torch.cat(list(parts))
    height, width = (max(part.shape[side] for part in parts) for side in (-2, -1))
    padded = [
        torch.nn.functional.pad(part, (0, width - part.shape[-1], 0, height - part.shape[-2]))
        for part in parts
    ]
    return torch.cat(padded, dim=1)
