"""Endless batches of samples from a folder that may still be growing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from limner_adapters.builtin.encoding import Encoded, encode
from limner_adapters.data.store import read_shard, shard_names

_SHARDS_AT_ONCE = 6


def endless_batches(
    folder: Path,
    tokenizer: Any,
    tokens: int,
    context: int,
    rng: random.Random,
    *,
    ocr_only: bool = False,
) -> Iterator[list[Encoded]]:
    """Go through all samples again and again, in an order of `rng`.

    Shards that were not seen yet come first, so that new data is used as soon as it is there.

    Args:
        folder: of the shards.
        tokenizer: of the model.
        tokens: of a batch, padding included.
        context: longer samples are left out.
        rng: decides the order.
        ocr_only: leave out what the noisy reader read.
    """
    seen: dict[str, int] = {}
    while True:
        names = shard_names(folder)
        rng.shuffle(names)
        chosen = sorted(names, key=lambda name: seen.get(name, 0))[:_SHARDS_AT_ONCE]
        for name in chosen:
            seen[name] = seen.get(name, 0) + 1
        samples = _encoded(folder, chosen, tokenizer, ocr_only=ocr_only)
        batches = _by_length([one for one in samples if len(one) <= context], tokens)
        rng.shuffle(batches)
        yield from batches


def _encoded(
    folder: Path, names: list[str], tokenizer: Any, *, ocr_only: bool
) -> Iterator[Encoded]:
    for name in names:
        shard = read_shard(folder, name)
        for sample in shard.samples:
            if sample.ocr or not ocr_only:
                yield encode(tokenizer, sample, np.asarray(shard.crops[sample.crops]))


def _by_length(samples: list[Encoded], tokens: int) -> list[list[Encoded]]:
    """Batches of samples of like length, each of at most `tokens` with its padding."""
    batches: list[list[Encoded]] = [[]]
    for sample in sorted(samples, key=len):
        if batches[-1] and len(sample) * (len(batches[-1]) + 1) > tokens:
            batches.append([])
        batches[-1].append(sample)
    return [batch for batch in batches if batch]
