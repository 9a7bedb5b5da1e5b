"""The models that can be pulled: 4-bit vision-language models by the memory they need."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import filelock

from limner_model.errors import DownloadError, ModelNotFoundError
from limner_model.hub import DownloadProgress, Hub
from limner_model.locations import models_dir


@dataclass(frozen=True, slots=True)
class CatalogModel:
    """A model that can be pulled.

    Attributes:
        name: under which it is installed and served.
        repository: on the hub, `OWNER/NAME`.
        original: the repository of the same model in 16 bit, which most adapters name as theirs.
        download_gb: about how much there is to fetch, in 10^9 bytes.
        vram_gb: a GPU of so much memory holds it in 4 bit, with a screenshot and its code.
        licence: of the weights.
        about: what it is good for.
    """

    name: str
    repository: str
    original: str
    download_gb: float
    vram_gb: float
    licence: str
    about: str


# Sizes are computed from the architectures: linear layers of the language model in 4 bit, the rest
# in 16 (UI2Code^N comes in 16 bit and is quantized while it is loaded).
CATALOG = (
    CatalogModel(
        "qwen3-vl-2b",
        "unsloth/Qwen3-VL-2B-Instruct-unsloth-bnb-4bit",
        "Qwen/Qwen3-VL-2B-Instruct",
        2.2,
        4,
        "Apache-2.0",
        "the smallest that writes pages by itself",
    ),
    CatalogModel(
        "qwen3-vl-4b",
        "unsloth/Qwen3-VL-4B-Instruct-unsloth-bnb-4bit",
        "Qwen/Qwen3-VL-4B-Instruct",
        3.6,
        6,
        "Apache-2.0",
        "the middle between quick and good",
    ),
    CatalogModel(
        "qwen3-vl-8b",
        "unsloth/Qwen3-VL-8B-Instruct-unsloth-bnb-4bit",
        "Qwen/Qwen3-VL-8B-Instruct",
        7.3,
        10,
        "Apache-2.0",
        "the best all-rounder for one consumer GPU",
    ),
    CatalogModel(
        "ui2code-n",
        "zai-org/UI2Code_N",
        "zai-org/UI2Code_N",
        20.6,
        12,
        "see its page",
        "9B, trained for screenshots to code (arXiv 2511.08195)",
    ),
)


def find(name: str) -> CatalogModel:
    """The catalogue's model `name`.

    Raises:
        ModelNotFoundError: there is none.
    """
    for model in CATALOG:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in CATALOG)
    raise ModelNotFoundError(f"no model {name!r} in the catalogue (there is: {names})")


def pull(model: CatalogModel, progress: DownloadProgress, hub: Hub | None = None) -> Path:
    """Fetch a model; it is installed when all of it is there, and not before.

    Args:
        model: from the catalogue.
        progress: hears how far it is.
        hub: where to fetch it; the usual one where None.

    Returns:
        Its folder.

    Raises:
        DownloadError: it could not be fetched; see `Hub.pull`.
    """
    target = models_dir() / model.name
    if target.exists():
        return target
    coming = models_dir().with_name("downloads") / model.name
    coming.parent.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(f"{coming}.lock").acquire(timeout=0):
            (hub or Hub()).pull(model.repository, coming, progress)
            target.parent.mkdir(parents=True, exist_ok=True)
            coming.replace(target)
    except filelock.Timeout as error:
        raise DownloadError(f"{model.name} is being pulled already") from error
    return target


def gpu_memory_gb() -> float:
    """The memory of the largest NVIDIA GPU, in 10^9 bytes; 0 where there is none."""
    # Not by torch: importing it takes longer than everything else that a command does.
    query = ["nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(query, capture_output=True, text=True, check=True, timeout=10)
        return max(float(mebibytes) for mebibytes in answer.stdout.split()) * 2**20 / 1e9
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0.0
