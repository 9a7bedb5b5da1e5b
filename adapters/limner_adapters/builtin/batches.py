"""Endless batches of samples from folders that may still be growing: of pages, and of texts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from limner_adapters.builtin.encoding import Encoded, encode_page, encode_text
from limner_adapters.data.store import read_shard, shard_names
from limner_adapters.examples import read_examples

_SHARDS_AT_ONCE = 6
_EXAMPLES_AT_ONCE = 2048
# Texts with as few tokens to learn from are not worth their step.
_LEAST_TARGETS = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How much goes into a batch.

    Attributes:
        tokens: of a batch, padding included.
        context: longer samples are left out.
    """

    tokens: int
    context: int


def endless_pages(
    folder: Path, tokenizer: Any, size: Size, rng: random.Random, *, ocr_only: bool = False
) -> Iterator[list[Encoded]]:
    """Go through all questions of a folder of shards again and again, in an order of `rng`.

    Shards that were not seen yet come first, so that new data is used as soon as it is there.

    Args:
        folder: of the shards.
        tokenizer: of the model.
        size: of the batches.
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
        yield from _batches(_pages(folder, chosen, tokenizer, ocr_only=ocr_only), size, rng)


def _pages(folder: Path, names: list[str], tokenizer: Any, *, ocr_only: bool) -> Iterator[Encoded]:
    for name in names:
        shard = read_shard(folder, name)
        for sample in shard.samples:
            if sample.ocr or not ocr_only:
                yield encode_page(tokenizer, sample, np.asarray(shard.crops[sample.crops]))


def endless_texts(
    file: Path, tokenizer: Any, size: Size, rng: random.Random
) -> Iterator[list[Encoded]]:
    """Go through all examples of a file again and again, in an order of `rng`."""
    examples = list(read_examples(file))
    while True:
        rng.shuffle(examples)
        for start in range(0, len(examples), _EXAMPLES_AT_ONCE):
            some = examples[start : start + _EXAMPLES_AT_ONCE]
            encoded = (encode_text(tokenizer, example) for example in some)
            long_enough = (one for one in encoded if len(one.targets) >= _LEAST_TARGETS)
            yield from _batches(long_enough, size, rng)


def mixed(
    sources: list[tuple[float, Iterator[list[Encoded]]]], rng: random.Random
) -> Iterator[list[Encoded]]:
    """Batches of several sources, each as often as its weight says."""
    weights = [weight for weight, _ in sources]
    while True:
        yield next(rng.choices(sources, weights)[0][1])


def _batches(samples: Iterator[Encoded], size: Size, rng: random.Random) -> Iterator[list[Encoded]]:
    """Batches of samples of like length, in an order of `rng`."""
    batches: list[list[Encoded]] = [[]]
    for sample in sorted((one for one in samples if len(one) <= size.context), key=len):
        if batches[-1] and len(sample) * (len(batches[-1]) + 1) > size.tokens:
            batches.append([])
        batches[-1].append(sample)
    rng.shuffle(batches)
    yield from (batch for batch in batches if batch)
