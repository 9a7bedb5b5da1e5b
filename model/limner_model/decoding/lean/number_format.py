"""Whether a small model's weights are multiplied faster in 4 bit or unpacked, as measured."""

from __future__ import annotations

import time
from copy import deepcopy
from typing import Any, Final

import torch
from bitsandbytes.functional import dequantize_4bit
from bitsandbytes.nn import Linear4bit

from limner_model.decoding.lean.four_bit import FourBit
from limner_model.decoding.lean.matrices import Matrix, Plain
from limner_model.decoding.lean.weights import is_lean

# The quickest of so many counts: what else the machine does makes some of them slower.
_TIMES: Final = 15


def is_quicker_in_4_bit(model: Any) -> bool:
    """Whether a model on the CPU, loaded in 4 bit, is better left so for reading by bare weights.

    A matrix that fits into a core's cache is read faster than it is unpacked. Of the larger ones, 4
    bit is an eighth of float32 to read: with AVX512-BF16, a model of 134 million weights writes
    some twice as many tokens a second.
    """
    if not is_lean(model):
        return False
    layers = [module for module in model.get_decoder().modules() if isinstance(module, Linear4bit)]
    largest = max(layers, key=lambda layer: layer.in_features * layer.out_features)
    unpacked = Plain(dequantize_4bit(largest.weight.data, largest.weight.quant_state).float())
    packed = FourBit([deepcopy(largest)])
    row = torch.ones(1, largest.in_features)
    return _seconds(packed, row.to(torch.bfloat16)) < _seconds(unpacked, row)


@torch.inference_mode()
def _seconds(matrix: Matrix, row: torch.Tensor) -> float:
    found = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        matrix.times(row)
        found.append(time.perf_counter() - start)
    return min(found)
