"""Telling a base model from others by its weights, without reading all of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from limner_model.errors import ModelLoadError

_BLOCKS: Final = 64
_BLOCK: Final = 2**16


def fingerprint_of(base: Path) -> str:
    """The fingerprint of the model in `base`: equal for equal weights, whatever else changes.

    A SHA-256 of each weights file's length and of 64 blocks spread evenly over it (all of a file
    under 4 MiB). Training changes every block, so that a few megabytes tell as much as all of
    them; it says which model this is, and not that nobody tampered with it.

    Raises:
        ModelLoadError: there are no weights, or they cannot be read.
    """
    digest = hashlib.sha256()
    try:
        if not (paths := sorted(base.glob("*.safetensors"))):
            raise ModelLoadError(f"there are no weights in {base}")
        for path in paths:
            size = path.stat().st_size
            digest.update(b"%s %d\n" % (path.name.encode(), size))
            with path.open("rb") as file:
                for start in _starts(size):
                    file.seek(start)
                    digest.update(file.read(_BLOCK))
    except OSError as error:
        raise ModelLoadError(
            f"the weights in {base} cannot be read ({error.strerror or error})"
        ) from error
    return digest.hexdigest()


def _starts(size: int) -> list[int]:
    """Where the blocks begin; the first holds the tensors' names and shapes, the last the end."""
    if size <= _BLOCKS * _BLOCK:
        return list(range(0, size, _BLOCK))
    return [(size - _BLOCK) * block // (_BLOCKS - 1) for block in range(_BLOCKS)]
