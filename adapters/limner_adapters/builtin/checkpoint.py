"""The state of a run of training on disk: safetensors in parts, there whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

PART_BYTES = 15 * 2**20  # small enough to be carried from machine to machine one by one
_STATE = "state"


def save_state(run: Path, tensors: dict[str, Any], figures: dict[str, float]) -> None:
    """Write the state of a run; the one before stays until this is whole.

    Args:
        run: folder of the training.
        tensors: by name.
        figures: numbers that go with them.
    """
    from safetensors.torch import save_file  # noqa: PLC0415

    draft, state, old = run / f"{_STATE}.draft", run / _STATE, run / f"{_STATE}.old"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for number, part in enumerate(_parts(tensors)):
        save_file(part, draft / f"part-{number:03d}.safetensors")
    (draft / "figures.json").write_text(json.dumps(figures))
    shutil.rmtree(old, ignore_errors=True)
    if state.exists():
        state.rename(old)
    draft.rename(state)
    shutil.rmtree(old, ignore_errors=True)


def load_state(run: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The tensors and figures of a run; None where nothing was saved."""
    from safetensors.torch import load_file  # noqa: PLC0415

    state = run / _STATE
    if not state.exists():
        # Killed between the two renames of `save_state`.
        state = run / f"{_STATE}.old"
    if not state.exists():
        return None
    tensors: dict[str, Any] = {}
    for part in sorted(state.glob("part-*.safetensors")):
        tensors |= load_file(part)
    return tensors, json.loads((state / "figures.json").read_text())


def _parts(tensors: dict[str, Any]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [{}]
    size = 0
    for name, tensor in tensors.items():
        length = tensor.numel() * tensor.element_size()
        if parts[-1] and size + length > PART_BYTES:
            parts.append({})
            size = 0
        parts[-1][name] = tensor.contiguous()
        size += length
    return parts
