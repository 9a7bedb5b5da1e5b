"""Writing the manifest of an adapter that lacks one: freshly trained, or made by others."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from limner_model.catalog import CATALOG
from limner_model.errors import AdapterRefusedError
from limner_model.installed import InstalledModel
from limner_model.store.fingerprint import fingerprint_of
from limner_model.store.form import read_form
from limner_model.store.manifest import (
    CONFIG,
    KEPT,
    MANIFEST,
    BaseModel,
    Manifest,
    Measure,
    sha256_of,
)

# The licence in the head of a model card, which is YAML.
_LICENCE = re.compile(r"\A---\n(?:.*\n)*?license:[ \t]*([^\n]+)\n(?:.*\n)*?---", re.MULTILINE)


def describe(
    folder: Path,
    base: InstalledModel,
    *,
    task: str = "",
    examples: Mapping[str, int] | None = None,
    measures: Mapping[str, Measure] | None = None,
    better: bool | None = None,
    licence: str = "",
    origin: str = "",
) -> Manifest:
    """Write the manifest of the adapter in `folder`, which PEFT has saved there.

    The base is named by its name or repository from then on: PEFT writes down where it lay, which
    is the matter of nobody who gets the adapter.

    Args:
        folder: with PEFT's files, and a report where there is one.
        base: the model that it was trained on.
        task: that it is for.
        examples: how many there were, by what they served for.
        measures: figures by name, without the adapter and with it.
        better: whether it measured better than the base alone.
        licence: of the weights; empty to take it from the adapter's card.
        origin: where it comes from.

    Raises:
        AdapterRefusedError: the files are not an adapter's.
        ModelLoadError: the base's weights cannot be read.
        OSError: the manifest cannot be written.
    """
    read_form(folder)
    repository = next((model.repository for model in CATALOG if model.name == base.name), "")
    _name_base(folder / CONFIG, repository or base.name)
    files = {
        path.name: sha256_of(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in KEPT and path.name != MANIFEST
    }
    manifest = Manifest(
        BaseModel(base.name, fingerprint_of(base.path), repository),
        task,
        dict(examples or {}),
        dict(measures or {}),
        better,
        licence or _licence_of(folder / "README.md"),
        origin,
        datetime.now(UTC).isoformat(timespec="seconds"),
        files,
    )
    (folder / MANIFEST).write_bytes(manifest.as_json())
    return manifest


def _name_base(file: Path, name: str) -> None:
    config = json.loads(file.read_bytes())
    if not isinstance(config, dict):
        raise AdapterRefusedError(f"the adapter's {CONFIG} is no object")
    config["base_model_name_or_path"] = name
    file.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _licence_of(card: Path) -> str:
    if not card.is_file():
        return ""
    head = card.read_text(encoding="utf-8", errors="replace")[:10_000]
    match = _LICENCE.match(head)
    return match[1].strip().strip("\"'") if match else ""
