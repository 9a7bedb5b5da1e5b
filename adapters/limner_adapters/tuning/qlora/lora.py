"""A base model with an adapter to train, and the adapter's files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save_file

from limner_adapters.tuning.qlora.attention import attend_within_texts
from limner_adapters.tuning.qlora.recipe import LARGE, SMALL, Recipe
from limner_adapters.tuning.qlora.sharding import is_sharded, make_shardable
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.quantization import is_small, language_model_prefix, unpack

_PROJECTIONS = "q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|gate_up_proj|down_proj"


def load_base(base: InstalledModel) -> tuple[LoadedModel, Recipe]:
    """Load a base model for training, and say how it is taught.

    Its weights are in 4 bit, in the form that training needs. A small model is unpacked: it is
    quicker so, and what is learnt is the same.

    Raises:
        ModelLoadError: it cannot be loaded.
        OutOfMemoryError: it does not fit.
    """
    loaded = load_model(base, for_training=True)
    small = is_small(loaded.model)
    if small:
        loaded.model = unpack(loaded.model)
        # Threads that share operations this small wait for one another longer than they work.
        torch.set_num_threads(1)
    elif is_sharded():
        make_shardable(loaded.model)
    attend_within_texts(loaded.model)
    return loaded, SMALL if small else LARGE


def with_adapter(model: Any, rank: int, seed: int, start: Path | None = None) -> Any:
    """Give a base model an adapter (PEFT's wrapper).

    Args:
        model: the base.
        rank: of a new adapter.
        seed: of its first weights.
        start: folder of the adapter to go on from in place of a new one.
    """
    if start is not None:
        return PeftModel.from_pretrained(model, start, is_trainable=True)
    torch.manual_seed(seed)
    return get_peft_model(model, adapter_config(model, rank))


def adapter_config(model: Any, rank: int) -> LoraConfig:
    """An adapter on all linear layers of a model's language model."""
    inside = re.escape(language_model_prefix(model))
    return LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=rf"{inside}.*\.({_PROJECTIONS})")


def adapter_weights(model: Any, whole: dict[str, Any] | None = None) -> dict[str, Any]:
    """The adapter's weights as they are now, copied to the CPU, by PEFT's names.

    Args:
        model: PEFT's wrapper.
        whole: all weights of the model, where it holds only a shard of them.
    """
    weights = get_peft_model_state_dict(model, state_dict=whole)
    return {name: weight.detach().cpu().clone().contiguous() for name, weight in weights.items()}


def save_adapter(model: Any, weights: dict[str, Any], base: str, folder: Path) -> None:
    """Write an adapter in PEFT's form.

    Args:
        model: PEFT's wrapper.
        weights: of the adapter, by PEFT's names.
        base: the name of its base model. Not where the base lies on this machine.
        folder: is made.
    """
    config = model.peft_config["default"]
    config.base_model_name_or_path = base
    config.inference_mode = True
    folder.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(folder)
    save_file(weights, folder / "adapter_model.safetensors", metadata={"format": "pt"})
