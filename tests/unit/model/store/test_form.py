"""What an adapter's files must be: plain LoRA in safetensors, as vLLM reads it unchanged."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForImageTextToText

from limner_model.errors import AdapterRefusedError
from limner_model.installed import InstalledModel
from limner_model.store.form import read_form
from limner_model.store.manifest import CONFIG, WEIGHTS


def test_ranks_and_layers_are_read_off_the_files(fresh: Path) -> None:
    form = read_form(fresh)

    assert (form.rank, form.alpha, form.rslora) == (4, 64.0, False)
    assert len(form.layers) == 6
    assert form.layers["model.text_model.layers.0.mlp.down_proj"] == (128, 64)


def saved(tiny: InstalledModel, folder: Path, **options: Any) -> Path:
    """An adapter as PEFT saves it, trained in some other way."""
    model = AutoModelForImageTextToText.from_pretrained(tiny.path)
    given = {"r": 4, "target_modules": r".*text_model.*\.q_proj", **options}
    get_peft_model(model, LoraConfig(**given)).save_pretrained(folder)
    return folder


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"use_dora": True}, "use_dora = true"),
        ({"bias": "all"}, 'bias = "all"'),
        ({"modules_to_save": ["lm_head"]}, 'modules_to_save = ["lm_head"]'),
        ({"rank_pattern": {"q_proj": 8}}, "rank_pattern"),
        ({"alpha_pattern": {"q_proj": 8}}, "alpha_pattern"),
        ({"lora_bias": True}, "lora_bias = true"),
        ({"target_modules": ["embed_tokens"]}, "embed_tokens"),
    ],
)
def test_what_vllm_refuses_or_computes_otherwise_is_refused(
    tiny: InstalledModel, tmp_path: Path, options: dict[str, Any], reason: str
) -> None:
    folder = saved(tiny, tmp_path / "other", **options)

    with pytest.raises(AdapterRefusedError) as refused:
        read_form(folder)

    assert reason in str(refused.value)


def test_rank_stabilized_lora_is_taken(tiny: InstalledModel, tmp_path: Path) -> None:
    assert read_form(saved(tiny, tmp_path / "stable", use_rslora=True)).rslora


def configured(**values: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        config = json.loads((folder / CONFIG).read_text())
        (folder / CONFIG).write_text(json.dumps(config | values))

    return change


def weighing(change: Callable[[dict[str, torch.Tensor]], None]) -> Callable[[Path], None]:
    def rewrite(folder: Path) -> None:
        tensors = load_file(folder / WEIGHTS)
        change(tensors)
        save_file(tensors, folder / WEIGHTS)

    return rewrite


def pickled(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    (folder / "adapter_model.bin").write_bytes(pickle.dumps({}))


def cut(folder: Path) -> None:
    data = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(data[: len(data) // 2])


def halved(tensors: dict[str, torch.Tensor]) -> None:
    del tensors[next(name for name in tensors if "lora_B" in name)]


def fattened(tensors: dict[str, torch.Tensor]) -> None:
    name = next(name for name in tensors if "lora_A" in name)
    tensors[name] = tensors[name].repeat(2, 1)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda folder: (folder / CONFIG).unlink(), f"no {CONFIG}"),
        (lambda folder: (folder / CONFIG).write_text("{"), f"{CONFIG} cannot be read"),
        (lambda folder: (folder / CONFIG).write_text("[]"), "is no object"),
        (lambda folder: (folder / WEIGHTS).unlink(), f"no {WEIGHTS}"),
        (pickled, r"a pickle \(adapter_model.bin\), which can run any program"),
        (cut, "damaged or cut short"),
        (lambda folder: (folder / WEIGHTS).write_bytes(b""), "damaged or cut short"),
        (lambda folder: (folder / WEIGHTS).write_bytes(b"\xff" * 99), "damaged or cut short"),
        (configured(peft_type="IA3"), "'IA3', not LORA"),
        (configured(r=0), "rank must be from 1 to 512"),
        (configured(r="four"), "rank must be from 1 to 512"),
        (configured(r=8), "no pair of rank 8"),
        (configured(lora_alpha=float("nan")), "lora_alpha must be above zero"),
        (configured(target_modules=None), "no target_modules"),
        (configured(megatron_config={"a": 1}), "megatron_config"),
        (configured(init_lora_weights="pissa"), 'init_lora_weights = "pissa"'),
        (configured(task_type="SEQ_CLS"), 'task_type = "SEQ_CLS"'),
        (configured(layer_replication=[[0, 2]]), "layer_replication"),
        (weighing(dict.clear), "adapts nothing"),
        (weighing(halved), "are no pair of rank 4"),
        (weighing(fattened), "are no pair of rank 4"),
        (weighing(lambda all_: all_.update(strange=torch.zeros(1))), "'strange', which is no LoRA"),
    ],
)
def test_what_is_no_adapter_is_refused_with_the_reason(
    fresh: Path, harm: Callable[[Path], None], reason: str
) -> None:
    harm(fresh)

    with pytest.raises(AdapterRefusedError, match=reason):
        read_form(fresh)
