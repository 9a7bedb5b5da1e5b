"""Samples on disk: shards of questions with their right answers, and of their crops.

A shard is two files: `NAME.jsonl`, one `Sample` a line, and `NAME.npy`, all crops of the shard as
uint8 (count, SIDE, SIDE, 3). A shard is there whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from limner_server.proposers.crops import SIDE

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question and its right answer.

    Attributes:
        seed: of the page.
        ocr: whether Tesseract read the words, not the noisy reader.
        parts: the question's text, cut where a crop stands.
        crops: index of the crop after each part but the last, into the shard's crops.
        answer: the labels as text.
        rules: what the rules alone answer, as text.
    """

    seed: int
    ocr: bool
    parts: list[str]
    crops: list[int]
    answer: str
    rules: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Samples with the pictures they show, shape (count, SIDE, SIDE, 3), memory-mapped."""

    samples: list[Sample]
    crops: Pixels


def write_shard(folder: Path, name: str, samples: list[Sample], crops: list[Pixels]) -> None:
    """Write a shard; its JSONL comes last and makes it visible."""
    folder.mkdir(parents=True, exist_ok=True)
    stacked = np.stack(crops) if crops else np.zeros((0, SIDE, SIDE, 3), np.uint8)
    np.save(folder / f"{name}.npy", stacked)
    draft = folder / f"{name}.draft"
    draft.write_text("".join(json.dumps(asdict(sample)) + "\n" for sample in samples))
    draft.replace(folder / f"{name}.jsonl")


def shard_names(folder: Path) -> list[str]:
    """The names of the shards that are there, in order."""
    return sorted(path.stem for path in folder.glob("*.jsonl"))


def read_shard(folder: Path, name: str) -> Shard:
    """Open a shard; its crops stay on disk until they are looked at."""
    lines = (folder / f"{name}.jsonl").read_text().splitlines()
    crops = np.load(folder / f"{name}.npy", mmap_mode="r")
    return Shard([Sample(**json.loads(line)) for line in lines], crops)


def read_all(folder: Path) -> Iterator[tuple[Sample, Pixels]]:
    """Every sample with its own crops, in order."""
    for name in shard_names(folder):
        shard = read_shard(folder, name)
        for sample in shard.samples:
            yield sample, np.asarray(shard.crops[sample.crops])
