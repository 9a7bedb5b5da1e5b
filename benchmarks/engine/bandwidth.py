"""How much of what the memory can give a model's writing takes."""

from __future__ import annotations

import time
from statistics import median
from typing import Any

import torch
from bitsandbytes.nn import Params4bit
from torch import Tensor

_BYTES = 2**30
_COPIES = 10


def copied_per_second() -> float:
    """Bytes per second that a copy within the device's memory reads and writes."""
    on_gpu = torch.cuda.is_available()
    device = "cuda" if on_gpu else "cpu"
    # On the CPU it is here to be tried only.
    size = _BYTES if on_gpu else _BYTES // 16
    source = torch.ones(size, dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    seconds = []
    for _ in range(_COPIES):
        begun = time.perf_counter()
        target.copy_(source)
        if on_gpu:
            torch.cuda.synchronize()
        seconds.append(time.perf_counter() - begun)
    return 2 * size / median(seconds)


def bytes_a_token(model: Any, length: int) -> int:
    """Bytes that must be read to write one token.

    The weights of the language model and of the output, each once, 4-bit ones with their scales; of
    the embedding one row, which is nothing; keys and values of the tokens before it.

    Args:
        model: of `transformers`.
        length: tokens before it.
    """
    # Of `Params4bit` `data_ptr` and the size are those of the packed weights.
    embedding = model.get_input_embeddings().weight
    output = model.get_output_embeddings().weight
    weights: dict[int, int] = {output.data_ptr(): _size(output)}
    for parameter in model.get_decoder().parameters():
        if parameter is not embedding:
            weights[parameter.data_ptr()] = _size(parameter)
    return sum(weights.values()) + length * _keys_and_values(model)


def _size(weights: Tensor) -> int:
    own = weights.numel() * weights.element_size()
    if isinstance(weights, Params4bit) and weights.quant_state is not None:
        state = weights.quant_state
        own += state.absmax.numel() * state.absmax.element_size()
        if state.nested:
            own += state.state2.absmax.numel() * state.state2.absmax.element_size()
    return own


def _keys_and_values(model: Any) -> int:
    """Bytes of one token's."""
    config = model.config.get_text_config()
    width = config.num_key_value_heads * config.head_dim
    return int(2 * config.num_hidden_layers * width * model.dtype.itemsize)
