"""Samples on disk: shards of questions with their right answers, and of their crops.

A shard is one zip file: `samples.jsonl`, one `Sample` a line, and `crops.webp`, every different
crop of the shard once, one below the other in columns, without loss. The same samples give the same
bytes, and a shard is there whole or not at all.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from limner_server.proposers.crops import SIDE

Pixels = npt.NDArray[np.uint8]

_SAMPLES, _CROPS = "samples.jsonl", "crops.webp"
_MADE = (1980, 1, 1, 0, 0, 0)  # a zip's earliest date: no shard tells when it was made
# WebP's pictures are at most 16,383 pixels high.
_CROPS_A_COLUMN = 255


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
        dialect: of CSS that the page is written in.
        look: what was laid over the dialect, as words.
    """

    seed: int
    ocr: bool
    parts: list[str]
    crops: list[int]
    answer: str
    rules: str
    dialect: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """Samples with the pictures they show, shape (count, SIDE, SIDE, 3)."""

    samples: list[Sample]
    crops: Pixels


def write_shard(folder: Path, name: str, samples: list[Sample], crops: list[Pixels]) -> int:
    """Write a shard.

    Args:
        folder: is made where there is none.
        name: of the shard.
        samples: whose crops are indices into `crops`.
        crops: each of shape (SIDE, SIDE, 3); equal ones are kept once.

    Returns:
        How many bytes it takes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    numbers: dict[bytes, int] = {}
    places = [numbers.setdefault(picture.tobytes(), len(numbers)) for picture in crops]
    lines = "".join(
        json.dumps(asdict(sample) | {"crops": [places[crop] for crop in sample.crops]}) + "\n"
        for sample in samples
    )
    draft = folder / f"{name}.draft"
    with zipfile.ZipFile(draft, "w") as file:
        file.writestr(zipfile.ZipInfo(_SAMPLES, _MADE), lines, zipfile.ZIP_LZMA)
        if numbers:
            file.writestr(zipfile.ZipInfo(_CROPS, _MADE), _packed(list(numbers)))
    size = draft.stat().st_size
    draft.replace(folder / f"{name}.zip")
    return size


def _packed(crops: list[bytes]) -> bytes:
    columns = -(-len(crops) // _CROPS_A_COLUMN)
    rows = min(len(crops), _CROPS_A_COLUMN)
    grid = np.zeros((columns * rows, SIDE, SIDE, 3), np.uint8)
    grid[: len(crops)] = np.frombuffer(b"".join(crops), np.uint8).reshape(-1, SIDE, SIDE, 3)
    sheet = grid.reshape(columns, rows * SIDE, SIDE, 3).swapaxes(0, 1)
    buffer = io.BytesIO()
    image = Image.fromarray(np.ascontiguousarray(sheet.reshape(rows * SIDE, columns * SIDE, 3)))
    image.save(buffer, format="WEBP", lossless=True)
    return buffer.getvalue()


def remove_shards(folder: Path, pattern: str) -> None:
    """Remove the shards whose names match, with `*` for any text."""
    for path in folder.glob(f"{pattern}.zip"):
        path.unlink()


def shard_names(folder: Path) -> list[str]:
    """The names of the shards that are there, in order."""
    return sorted(path.stem for path in folder.glob("*.zip"))


def read_shard(folder: Path, name: str) -> Shard:
    """Read a shard into memory."""
    with zipfile.ZipFile(folder / f"{name}.zip") as file:
        lines = file.read(_SAMPLES).decode().splitlines()
        there = _CROPS in file.namelist()
        crops = _unpacked(file.read(_CROPS)) if there else np.zeros((0, SIDE, SIDE, 3), np.uint8)
    return Shard([Sample(**json.loads(line)) for line in lines], crops)


def _unpacked(packed: bytes) -> Pixels:
    """The crops of a sheet; the last may be followed by blank ones."""
    sheet = np.asarray(Image.open(io.BytesIO(packed)).convert("RGB"))
    height, width = sheet.shape[:2]
    columns = sheet.reshape(height, width // SIDE, SIDE, 3).swapaxes(0, 1)
    return columns.reshape(-1, SIDE, SIDE, 3)


def read_all(folder: Path) -> Iterator[tuple[Sample, Pixels]]:
    """Every sample with its own crops, in order."""
    for name in shard_names(folder):
        shard = read_shard(folder, name)
        for sample in shard.samples:
            yield sample, np.asarray(shard.crops[sample.crops])
