"""Adapters in memory: exchanged between requests, checked before they touch the model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from limner_model.errors import AdapterRefusedError
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.store.describing import describe
from limner_model.store.manifest import CONFIG, MANIFEST, WEIGHTS
from tiny_model import save_tiny_adapter

IDS = torch.arange(10, 40)[None]


@pytest.fixture(scope="module")
def loaded(tiny_data: Path) -> LoadedModel:
    return load_model(InstalledModel("tiny", tiny_data / "limner/models/tiny", {}))


@pytest.fixture
def model(loaded: LoadedModel, tiny: InstalledModel, tmp_path: Path) -> LoadedModel:
    """The tiny model with the adapters `a` and `b`, in folders that a test may spoil."""
    for name in "ab":
        shutil.copytree(tiny.adapters[name], tmp_path / name)
        tiny.adapters[name] = tmp_path / name
        describe(tmp_path / name, tiny)
    loaded.installed = tiny
    return loaded


def speak(model: LoadedModel, adapter: str | None) -> torch.Tensor:
    with model.speaking_as(adapter) as speaker, torch.no_grad():
        logits: torch.Tensor = speaker(input_ids=IDS, attention_mask=torch.ones_like(IDS)).logits
    return logits


def test_two_adapters_take_turns_and_leave_no_trace(model: LoadedModel) -> None:
    turns = (None, "a", "b")
    base, a, b = (speak(model, turn) for turn in turns)

    assert not torch.equal(a, b)
    assert not torch.equal(a, base)
    for _ in range(2):
        assert torch.equal(speak(model, "b"), b)
        assert torch.equal(speak(model, None), base)
        assert torch.equal(speak(model, "a"), a)


def test_it_computes_what_peft_computes(model: LoadedModel) -> None:
    ours = speak(model, "a")
    peft = model._adapters.model
    peft.set_adapter(model._adapters._slots["a"].key)
    try:
        with torch.no_grad():
            theirs = peft(input_ids=IDS, attention_mask=torch.ones_like(IDS)).logits
    finally:
        model._adapters._share()

    assert torch.equal(ours, theirs)


def test_one_that_was_trained_again_counts_at_once(
    model: LoadedModel, tiny: InstalledModel
) -> None:
    before = speak(model, "a")
    shutil.rmtree(tiny.adapters["a"])
    save_tiny_adapter(tiny.path, tiny.adapters["a"], seed=11)
    describe(tiny.adapters["a"], tiny)

    after = speak(model, "a")

    assert not torch.equal(before, after)
    assert torch.equal(speak(load_model(tiny), "a"), after)


def test_more_than_there_is_room_for_are_loaded_again(
    model: LoadedModel, tiny: InstalledModel
) -> None:
    first = speak(model, "a")
    for number in range(9):
        name = f"n{number}"
        tiny.adapters[name] = tiny.adapters["b"]
        speak(model, name)

    assert len(model._adapters._slots) == 8
    assert "a" not in model._adapters._slots
    assert torch.equal(speak(model, "a"), first)


def damaged(folder: Path) -> None:
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (folder / WEIGHTS).write_bytes(data)


def cut(folder: Path) -> None:
    data = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(data[:-100])


def pickled(folder: Path) -> None:
    (folder / WEIGHTS).rename(folder / "adapter_model.bin")


def reconfigured(folder: Path) -> None:
    config = json.loads((folder / CONFIG).read_text())
    (folder / CONFIG).write_text(json.dumps(config | {"lora_alpha": 1}))


def of_another_base(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["base"]["fingerprint"] = "0" * 64
    (folder / MANIFEST).write_text(json.dumps(manifest))


def without_numbers(folder: Path) -> None:
    tensors = load_file(folder / WEIGHTS)
    tensors[min(tensors)][0, 0] = float("nan")
    save_file(tensors, folder / WEIGHTS)
    (folder / MANIFEST).unlink()


def of_another_layer(folder: Path) -> None:
    tensors = load_file(folder / WEIGHTS)
    save_file(
        {name.replace("layers.0", "layers.9"): t for name, t in tensors.items()}, folder / WEIGHTS
    )
    (folder / MANIFEST).unlink()


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (damaged, "was changed"),
        (cut, "damaged or cut short"),
        (pickled, "a pickle"),
        (reconfigured, "was changed"),
        (of_another_base, "of other weights"),
        (without_numbers, "not all of its weights are numbers"),
        (of_another_layer, "no linear layer"),
        (lambda folder: (folder / MANIFEST).write_text("{}"), "cannot be read"),
        (shutil.rmtree, f"no {CONFIG}"),
    ],
)
def test_a_spoiled_one_is_refused_and_the_model_stays(
    model: LoadedModel, tiny: InstalledModel, harm: Callable[[Path], Any], reason: str
) -> None:
    base, b = speak(model, None), speak(model, "b")
    harm(tiny.adapters["a"])

    with pytest.raises(AdapterRefusedError, match=f"tiny:a is not used: .*{reason}"):
        speak(model, "a")

    assert torch.equal(speak(model, None), base)
    assert torch.equal(speak(model, "b"), b)


def test_no_module_is_named_by_a_configuration(model: LoadedModel, tiny: InstalledModel) -> None:
    # It would be matched against each layer's name, and never come to an end.
    config = json.loads((tiny.adapters["a"] / CONFIG).read_text())
    expected = speak(model, "a")
    config["target_modules"] = r"(([a-z._0-9])+)+!"
    (tiny.adapters["a"] / CONFIG).write_text(json.dumps(config))
    (tiny.adapters["a"] / MANIFEST).unlink()

    assert torch.equal(speak(model, "a"), expected)
