"""Models of three families in float32, whose answers `transformers` can be asked for as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from torch import Tensor

from limner_model.generation import on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import ChatRequest
from tiny_families import glm, qwen

FAMILIES: dict[str, Callable[[Path], None]] = {"qwen3-vl": qwen, "glm-4v": glm}


@pytest.fixture(scope="package")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The families' models, made once."""
    made = {name: tmp_path_factory.mktemp(name) for name in FAMILIES}
    for name, make in FAMILIES.items():
        make(made[name])
    return made


@pytest.fixture(params=["idefics3", *FAMILIES])
def loaded(
    request: pytest.FixtureRequest, tiny: InstalledModel, folders: dict[str, Path]
) -> LoadedModel:
    """A tiny model, in memory; that of the family `idefics3` has the adapters `a` and `b`."""
    family = request.param
    installed = tiny if family == "idefics3" else InstalledModel(family, folders[family], {})
    return load_model(installed)


@pytest.fixture
def generated() -> Callable[..., list[int]]:
    """The tokens that `transformers` writes as the answer to a request."""

    def generate(loaded: LoadedModel, request: ChatRequest, **options: Any) -> list[int]:
        inputs = encode(loaded.processor, request.messages)
        with loaded.speaking_as(request.model.partition(":")[2] or None) as model:
            tokens: Tensor = model.generate(
                **on_device(inputs, model), max_new_tokens=request.max_tokens, **options
            )
        return tokens[0, inputs["input_ids"].shape[1] :].tolist()

    return generate
