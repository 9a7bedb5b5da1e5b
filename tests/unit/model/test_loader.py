"""Models and adapters come into memory whole, in 4 bit, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from limner_model.errors import ModelLoadError
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.quantization import quantized_layers
from tiny_model import save_tiny_adapter, save_tiny_model

IDS = torch.arange(10, 40)[None]


def logits(model: Any) -> torch.Tensor:
    with torch.no_grad():
        answer: torch.Tensor = model(input_ids=IDS, attention_mask=torch.ones_like(IDS)).logits
    return answer


def speak(loaded: LoadedModel, adapter: str | None) -> torch.Tensor:
    with loaded.speaking_as(adapter) as model:
        return logits(model)


def test_progress_goes_up_to_the_end(tiny: InstalledModel) -> None:
    heard: list[float] = []
    load_model(tiny, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_the_context_is_the_models(tiny: InstalledModel) -> None:
    assert load_model(tiny).context_length == 8192


def test_adapters_speak_differently_and_leave_no_trace(tiny: InstalledModel) -> None:
    loaded = load_model(tiny)
    base, a, b = (speak(loaded, adapter) for adapter in (None, "a", "b"))
    assert not torch.equal(base, a)
    assert not torch.equal(a, b)
    assert torch.equal(speak(loaded, "a"), a)
    assert torch.equal(speak(loaded, None), base)


def test_an_adapter_sounds_the_same_whichever_came_first(tiny: InstalledModel) -> None:
    first, second = load_model(tiny), load_model(tiny)
    speak(first, "a")
    assert torch.equal(speak(first, "b"), speak(second, "b"))


def broken_copy(
    tiny: InstalledModel, folder: Path, file: str, data: bytes | None
) -> InstalledModel:
    shutil.copytree(tiny.path, folder)
    (folder / file).unlink()
    if data is not None:
        (folder / file).write_bytes(data)
    return InstalledModel("broken", folder, {})


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("data", [None, b"", b"nonsense"])
def test_a_broken_model_is_reported(
    tiny: InstalledModel, tmp_path: Path, file: str, data: bytes | None
) -> None:
    with pytest.raises(ModelLoadError):
        load_model(broken_copy(tiny, tmp_path / "broken", file, data))


def test_a_half_written_model_is_reported(tiny: InstalledModel, tmp_path: Path) -> None:
    weights = (tiny.path / "model.safetensors").read_bytes()
    half = broken_copy(tiny, tmp_path / "half", "model.safetensors", weights[: len(weights) // 2])
    with pytest.raises(ModelLoadError, match="cannot be loaded"):
        load_model(half)


def test_an_adapter_of_another_model_is_reported(tiny: InstalledModel, tmp_path: Path) -> None:
    other = save_tiny_model(tmp_path / "other", hidden_size=32)
    tiny.adapters["foreign"] = save_tiny_adapter(other, tmp_path / "foreign")
    with pytest.raises(ModelLoadError, match=r"tiny:foreign is not used: .* takes 128 numbers"):
        speak(load_model(tiny), "foreign")


def test_an_adapter_with_more_layers_is_reported(tiny: InstalledModel, tmp_path: Path) -> None:
    deeper = save_tiny_model(tmp_path / "deeper", layers=3)
    tiny.adapters["deeper"] = save_tiny_adapter(deeper, tmp_path / "adapter")
    with pytest.raises(ModelLoadError, match="no linear layer"):
        speak(load_model(tiny), "deeper")


def test_an_adapter_without_weights_is_reported(tiny: InstalledModel, tmp_path: Path) -> None:
    shutil.copytree(tiny.adapters["a"], tmp_path / "empty")
    (tmp_path / "empty/adapter_model.safetensors").unlink()
    tiny.adapters["empty"] = tmp_path / "empty"
    with pytest.raises(ModelLoadError, match="tiny:empty is not used: the adapter has no weights"):
        speak(load_model(tiny), "empty")


def test_a_model_for_training_stays_in_4_bit(tiny: InstalledModel) -> None:
    assert quantized_layers(load_model(tiny, for_training=True).model)
