"""A user with the tiny model, and an adapter that nobody has added yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from limner_model.installed import InstalledModel, installed_models
from tiny_model import save_tiny_adapter


@pytest.fixture
def own(home: Path, tiny_data: Path) -> InstalledModel:
    """The tiny model in a home of its own, without adapters."""
    folder = home / "data/limner/models/tiny"
    shutil.copytree(tiny_data / "limner/models/tiny", folder)
    return installed_models()["tiny"]


@pytest.fixture
def fresh(tiny_data: Path, tmp_path: Path) -> Path:
    """A folder with an adapter for the tiny model, as PEFT has saved it."""
    return save_tiny_adapter(tiny_data / "limner/models/tiny", tmp_path / "fresh", seed=5)
