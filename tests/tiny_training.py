"""A handful of samples, and a recipe small enough to learn them in seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from limner_adapters.builtin.recipe import Recipe
from limner_adapters.data.store import Sample, write_shard

TINY = Recipe(
    text_tokens=300,
    hidden=64,
    inner=128,
    layers=2,
    head=32,
    context=256,
    vision_hidden=32,
    vision_layers=1,
    warm_up=2,
    batch_tokens=512,
    lora_rank=4,
)


def write_tiny_data(folder: Path) -> None:
    """Write three shards of eight samples each; every third sample was read by OCR."""
    for shard in range(3):
        seeds = range(8 * shard, 8 * shard + 8)
        samples = [_sample(seed, crop) for crop, seed in enumerate(seeds)]
        write_shard(folder, f"shard-{shard}", samples, [_crop(seed) for seed in seeds])


def _sample(seed: int, crop: int) -> Sample:
    parts = [
        f"row d0 x0 w18 h16 light body\nrow d1 x{seed % 9} w9 h6 c2 div [[0]]\nbox d2 x1 w4 h4 div",
        f' [[1]]\ntext d2 x2 w9 h6 s2 "Word {seed}" p [[2]]\n',
    ]
    role = ("checkbox", "radio")[seed % 2]
    answer = f"[[0]] label [[1]] {role} [[2]] span"
    return Sample(seed, seed % 3 == 0, parts, [crop], answer, "[[0]] div [[1]] div [[2]] p")


def _crop(seed: int) -> np.ndarray:
    picture = np.full((64, 64, 3), 255, np.uint8)
    picture[16:48, 16:48] = (0, 90, 200) if seed % 2 else (200, 90, 0)
    return picture
