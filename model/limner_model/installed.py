"""The models and adapters on this machine, by the names under which the engine serves them.

A model's name is that of its folder, an adapter's is `MODEL:ADAPTER`:

    builtin/base/                       limner-builtin
    builtin/adapters/ui/                limner-builtin:ui
    models/qwen3-vl-2b/                 qwen3-vl-2b
    adapters/qwen3-vl-2b/mine/          qwen3-vl-2b:mine
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from limner_model.config import BUILTIN_MODEL
from limner_model.errors import ModelNotFoundError
from limner_model.locations import adapters_dir, builtin_dir, models_dir

# The name in a model's `config.json` of what it was trained on, where that is not a bit of all.
HAS_READ = "limner_has_read"
# Among what a model has read: that it was taught to fill in blanks.
BLANKS = "blanks"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A base model on disk with its LoRA adapters.

    Attributes:
        name: under which it is served.
        path: its folder, in the form of `save_pretrained`.
        adapters: the folder of each adapter by its name.
    """

    name: str
    path: Path
    adapters: dict[str, Path]

    @property
    def has_read(self) -> frozenset[str] | None:
        """What the model was trained on ("pages", "code"); None for a general model."""
        # Files that nobody can read are found out about, and said, where the model is loaded.
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            config = json.loads((self.path / "config.json").read_text(encoding="utf-8"))
            if (subjects := config.get(HAS_READ)) is not None:
                return frozenset(map(str, subjects))
        return None

    @property
    def names(self) -> list[str]:
        """Every name that this model is served under: its own, then its adapters'."""
        return [self.name, *(f"{self.name}:{adapter}" for adapter in self.adapters)]


def installed_models() -> dict[str, InstalledModel]:
    """All models on this machine by name, the built-in one first."""
    folders = {}
    if (builtin_dir() / "base" / "config.json").is_file():
        folders[BUILTIN_MODEL] = builtin_dir() / "base"
    folders |= _folders_with("config.json", models_dir())
    return {name: InstalledModel(name, path, _adapters(name)) for name, path in folders.items()}


def resolve(name: str) -> tuple[InstalledModel, str | None]:
    """Find the model and the adapter that `name` asks for.

    Args:
        name: `MODEL` or `MODEL:ADAPTER`.

    Returns:
        The model, and the adapter's name or None.

    Raises:
        ModelNotFoundError: no such model, or the model has no such adapter.
    """
    models = installed_models()
    base, _, adapter = name.partition(":")
    if base not in models:
        have = ", ".join(models) or "none"
        raise ModelNotFoundError(
            f"no model {base!r} on this machine (there is: {have})",
            f"get it by `limner model pull {base}`",
        )
    model = models[base]
    if adapter and adapter not in model.adapters:
        have = ", ".join(model.adapters) or "none"
        raise ModelNotFoundError(
            f"the model {base!r} has no adapter {adapter!r} (there is: {have})"
        )
    return model, adapter or None


def _adapters(model: str) -> dict[str, Path]:
    found = _folders_with("adapter_config.json", adapters_dir() / model)
    if model == BUILTIN_MODEL:
        found = _folders_with("adapter_config.json", builtin_dir() / "adapters") | found
    return found


def _folders_with(marker: str, parent: Path) -> dict[str, Path]:
    return {file.parent.name: file.parent for file in sorted(parent.glob(f"*/{marker}"))}
