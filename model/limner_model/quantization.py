"""4-bit weights by bitsandbytes: which layers, how they stay trainable, and when to unpack them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from bitsandbytes.nn import Linear4bit
from torch.nn import Linear
from transformers import AutoConfig, AutoModelForImageTextToText, BitsAndBytesConfig

from limner_model.errors import ModelLoadError

# On two cores, a model of five million parameters takes 7.9 ms a token in 4 bit (3.5 ms where the
# CPU has AVX512-BF16) and 3.0 ms unpacked: where memory is plenty, 4 bit is for the disk alone.
_UNPACKED_LIMIT = 512 * 2**20


def quantization_of(path: Path) -> dict[str, BitsAndBytesConfig]:
    """The option of `from_pretrained` by which the model in `path` comes in 4 bit.

    None at all where it was saved in 4 bit: even an explicit None would hide what its files say.
    NF4, the scales quantized as well (Dettmers et al., QLoRA, arXiv 2305.14314). Only the language
    model is quantized: the vision tower is small, and suffers most.
    """
    config = AutoConfig.from_pretrained(path, local_files_only=True)
    if getattr(config, "quantization_config", None) is not None:
        return {}
    return {"quantization_config": four_bit(config)}


def four_bit(config: Any) -> BitsAndBytesConfig:
    """The same for a model that is made from `config`."""
    with torch.device("meta"):
        skeleton = AutoModelForImageTextToText.from_config(config)
    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
        llm_int8_skip_modules=_linear_layers_outside_language_model(skeleton),
    )


def language_model_prefix(model: Any) -> str:
    """What the names of the language model's layers begin with, as `model.text_model.`."""
    decoder = model.get_decoder()
    return next(f"{name}." for name, module in model.named_modules() if module is decoder)


def quantized_layers(model: Any) -> list[str]:
    """The names of the linear layers that are in 4 bit."""
    return [name for name, module in model.named_modules() if isinstance(module, Linear4bit)]


def check_quantized(model: Any) -> None:
    """Make sure that the weights came in 4 bit: a skip list that matches too much says nothing.

    Raises:
        ModelLoadError: no layer of the language model is in 4 bit.
    """
    inside = language_model_prefix(model)
    if not any(name.startswith(inside) for name in quantized_layers(model)):
        raise ModelLoadError("the model's weights are not in 4 bit as they should be")


def keep_weights_trainable(model: Any) -> None:
    """Keep 4-bit weights in the form that training and saving need, through any evaluation.

    On CPUs with AVX512-BF16, bitsandbytes repacks a layer's weights for speed at its first forward
    in eval mode. Training after that goes through a kernel without a backward, so that the
    gradients of the layers before it are wrong, and only a warning says so. Saving after that does
    not bring back what was there: the scales were rounded to bfloat16, and are quantized anew (or,
    where they are not quantized themselves, saved in the wrong order).

    Call it once after loading a model that will be trained or saved.
    """
    for module in model.modules():
        if isinstance(module, Linear4bit):
            module.support_avx512bf16_for_cpu = False


def is_small(model: Any) -> bool:
    """Whether a model on the CPU is better computed unpacked."""
    size = model.num_parameters() * torch.float32.itemsize
    return bool(model.device.type == "cpu" and size < _UNPACKED_LIMIT)


def unpack(model: Any) -> Any:
    """Turn 4-bit weights into float32, the same to the last bit; use what is returned."""
    return model.dequantize().float()


def _linear_layers_outside_language_model(model: Any) -> list[str]:
    # Full names: a bare "visual" matches nothing, and nothing says so.
    inside = language_model_prefix(model)
    return [
        name
        for name, module in model.named_modules()
        if isinstance(module, Linear) and not name.startswith(inside)
    ]
