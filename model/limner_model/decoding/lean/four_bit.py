"""Weights in 4 bit, multiplied by the kernel that bitsandbytes has for the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from ctypes import c_int64, c_void_p
from typing import Any, Final

import torch
from bitsandbytes.cextension import lib
from bitsandbytes.functional import _convert_weight_packed_for_cpu_inverse, dequantize_4bit
from bitsandbytes.nn import Linear4bit
from torch import Tensor
from torch.nn import functional

# Rows from which weights unpacked to bfloat16 beat the kernel for 4 bit, whose time grows with each
# row: it takes 0.1 ms for one row and a matrix of 768 x 2304, and 0.6 ms for twelve.
_MANY: Final = 12


class FourBit:
    """NF4 weights for one row or a few, and the same unpacked to bfloat16 for many.

    The kernel of bitsandbytes for CPUs with AVX512-BF16 reads a quarter of what bfloat16 takes, and
    multiplies by the same numbers. For one row it is called without the operator around it, which
    takes 25 µs: a third of the time.
    """

    def __init__(self, modules: Sequence[Linear4bit]) -> None:
        """Put the outputs of `modules` side by side; they are packed for the kernel from now on."""
        self._unpacked = torch.cat([_unpacked(module) for module in modules])
        states = [_packed(module) for module in modules]
        self._packed = torch.cat([module.weight.data for module in modules])
        self._scales = torch.cat([state.absmax for state in states], dim=1)
        self._code, self._block = states[0].code, states[0].blocksize
        self._kernel = lib.gemv_4bit_inference_cpu_nf4_bf16
        self.nbytes = self._packed.nbytes + self._scales.nbytes + self._unpacked.nbytes

    def times(self, rows: Tensor) -> Tensor:
        """See `Matrix.times`."""
        if len(rows) == 1 and rows.dtype == torch.bfloat16:
            return self._times_one(rows.contiguous())
        if len(rows) >= _MANY:
            return functional.linear(rows, self._unpacked)
        product: Tensor = torch.ops.bitsandbytes.gemv_4bit.default(
            rows, self._packed, self._unpacked.shape, self._scales, self._code, self._block
        )
        return product

    def _times_one(self, row: Tensor) -> Tensor:
        outputs, inputs = self._unpacked.shape
        product = torch.empty(1, outputs, dtype=torch.bfloat16)
        self._kernel(
            c_int64(1),
            c_int64(outputs),
            c_int64(inputs),
            *(c_void_p(of.data_ptr()) for of in (row, self._packed, self._scales, product)),
            c_int64(self._block),
            c_int64(inputs),
            c_int64(outputs),
        )
        return product


def _packed(module: Linear4bit) -> Any:
    """Have a layer packed for the kernel, as its first use does; how it is quantized then."""
    module(torch.zeros(1, module.in_features, dtype=torch.bfloat16))
    return module.weight.quant_state


def _unpacked(module: Linear4bit) -> Tensor:
    weights, state = module.weight.data, module.weight.quant_state
    if getattr(state, "packing_format_for_cpu", False):
        weights, state = _convert_weight_packed_for_cpu_inverse(weights, copy(state))
    unpacked: Tensor = dequantize_4bit(weights, state)
    return unpacked.to(torch.bfloat16)
