"""Which training a folder holds, and what came of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from limner_adapters.tuning.training import Trained, Training
from limner_server.errors import InputError

_DONE: Final = "trained.json"


def fingerprint_of(work: Training) -> str:
    """What tells this training from any other: only a state of the same one is gone on with.

    The minutes do not: whoever gives a training more time goes on with it.

    Raises:
        InputError: a file is not there.
    """
    digest = hashlib.sha256(f"{work.base.name} {work.passes} {work.seed}".encode())
    files = [work.examples, work.held_out, work.base.path / "config.json"]
    if work.start is not None:
        files += sorted(work.start.glob("adapter_*"))
    for path in files:
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise InputError(f"cannot read {path} ({error.strerror})") from error
    # Their content would take long to read: models have gigabytes.
    for path in sorted(work.base.path.glob("*.safetensors")):
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def write_done(folder: Path, fingerprint: str, trained: Trained) -> None:
    """Note that the training is done; its adapter must lie in `folder` already."""
    note = {"fingerprint": fingerprint, **asdict(trained), "adapter": trained.adapter.name}
    draft = folder / f"{_DONE}.draft"
    draft.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    draft.replace(folder / _DONE)


def read_done(folder: Path, fingerprint: str) -> Trained | None:
    """What came of the training, if it is done."""
    try:
        note = json.loads((folder / _DONE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if note.pop("fingerprint", None) != fingerprint:
        return None
    trained = Trained(**note | {"adapter": folder / note["adapter"]})
    return trained if (trained.adapter / "adapter_config.json").exists() else None
