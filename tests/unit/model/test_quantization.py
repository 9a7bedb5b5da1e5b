"""4-bit weights: the right layers, trainable, and the same when they come back from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from bitsandbytes.functional import dequantize_4bit, has_avx512bf16
from bitsandbytes.nn import Linear4bit
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForImageTextToText, Qwen3VLConfig

from limner_model.installed import InstalledModel
from limner_model.quantization import (
    check_quantized,
    four_bit,
    keep_weights_trainable,
    quantization_of,
    quantized_layers,
    unpack,
)

IDS = torch.arange(10, 40)[None]

repacks = pytest.mark.skipif(
    not has_avx512bf16(), reason="without AVX512-BF16 bitsandbytes never repacks weights"
)


def load(path: Path, **options: Any) -> Any:
    return AutoModelForImageTextToText.from_pretrained(path, device_map="cpu", **options)


@pytest.fixture
def model(tiny: InstalledModel) -> Any:
    return load(tiny.path, dtype=torch.bfloat16, **quantization_of(tiny.path))


def look_at(model: Any) -> torch.Tensor:
    """One forward in eval mode: after it, bitsandbytes may have repacked the weights."""
    model.eval()
    with torch.no_grad():
        answer: torch.Tensor = model(input_ids=IDS, attention_mask=torch.ones_like(IDS)).logits
    return answer


def weights(model: Any) -> dict[str, torch.Tensor]:
    return {
        name: dequantize_4bit(layer.weight.data, layer.weight.quant_state)
        for name, layer in model.named_modules()
        if isinstance(layer, Linear4bit)
    }


def test_the_language_model_is_quantized_and_nothing_else(model: Any) -> None:
    layers = quantized_layers(model)
    assert len(layers) == 2 * 7
    assert all(name.startswith("model.text_model.layers.") for name in layers)


def test_the_same_holds_for_another_family() -> None:
    config = Qwen3VLConfig(
        vision_config={"depth": 1, "hidden_size": 32, "intermediate_size": 32, "num_heads": 2},
        text_config={
            "hidden_size": 32,
            "intermediate_size": 32,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "head_dim": 16,
            "vocab_size": 64,
        },
    )
    skipped = four_bit(config).llm_int8_skip_modules
    assert "lm_head" in skipped
    assert any(name.startswith("model.visual.blocks.0.") for name in skipped)
    assert not any("language_model" in name for name in skipped)


def test_what_was_saved_in_4_bit_is_taken_as_it_is(model: Any, tmp_path: Path) -> None:
    keep_weights_trainable(model)
    model.save_pretrained(tmp_path)
    assert quantization_of(tmp_path) == {}
    check_quantized(load(tmp_path))


def test_saved_weights_come_back_to_the_last_bit(model: Any, tmp_path: Path) -> None:
    keep_weights_trainable(model)
    before, answer = weights(model), look_at(model)
    model.save_pretrained(tmp_path)
    again = load(tmp_path, dtype=torch.bfloat16)
    keep_weights_trainable(again)
    assert all(torch.equal(before[name], weight) for name, weight in weights(again).items())
    assert torch.equal(answer, look_at(again))


def lora_gradients(model: Any) -> dict[str, torch.Tensor]:
    model.train()
    model.zero_grad()
    model(input_ids=IDS, attention_mask=torch.ones_like(IDS), labels=IDS).loss.backward()
    return {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}


def with_lora(model: Any) -> Any:
    torch.manual_seed(0)
    lora = LoraConfig(r=4, init_lora_weights=False, target_modules=r".*text_model.*_proj")
    return get_peft_model(model, lora)


def test_training_goes_on_rightly_after_an_evaluation(model: Any) -> None:
    keep_weights_trainable(model)
    student = with_lora(model)
    before = lora_gradients(student)
    look_at(student)
    after = lora_gradients(student)
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)


@repacks
@pytest.mark.filterwarnings("ignore")
def test_without_care_training_goes_wrong_after_an_evaluation(model: Any) -> None:
    """The trap that `keep_weights_trainable` is for: should this fail, it is no longer needed."""
    student = with_lora(model)
    before = lora_gradients(student)
    look_at(student)
    after = lora_gradients(student)
    assert not all(torch.equal(before[name], after.get(name, before[name])) for name in before)


@repacks
def test_without_care_saved_weights_come_back_changed(model: Any, tmp_path: Path) -> None:
    """The other half of the trap."""
    before = weights(model)
    look_at(model)
    model.save_pretrained(tmp_path)
    after = weights(load(tmp_path))
    assert not all(torch.equal(before[name], weight) for name, weight in after.items())


def test_a_small_model_is_unpacked_to_the_same_weights(model: Any) -> None:
    before = weights(model)
    unpacked = unpack(model)
    assert quantized_layers(unpacked) == []
    for name, weight in before.items():
        assert torch.equal(unpacked.get_submodule(name).weight, weight.float())
