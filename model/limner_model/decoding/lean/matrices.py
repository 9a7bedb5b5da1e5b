"""The matrices of linear layers, those of several layers with the same input as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

import torch
from bitsandbytes.nn import Linear4bit
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor
from torch.nn import Linear, functional

from limner_model.decoding.lean.four_bit import FourBit
from limner_model.decoding.lean.screened import Screened

# Rows of a matrix that bitsandbytes packs together for the CPU.
_PACK: Final = 32
# Outputs from which reading them twice, most of them in 8 bits, is less than reading them once.
_LARGE: Final = 4096


class Matrix(Protocol):
    """What rows are multiplied by."""

    @property
    def nbytes(self) -> int:
        """What it takes beside the model's own weights."""
        ...

    def times(self, rows: Tensor) -> Tensor:
        """The product: (n, out) of (n, in)."""
        ...


class Plain:
    """Weights in float32, (in, out): a row times such a matrix reads memory in its order."""

    def __init__(self, weights: Tensor) -> None:
        """Take weights as a linear layer has them, (out, in)."""
        self._weights = weights.t().contiguous()
        self.nbytes = self._weights.nbytes

    def times(self, rows: Tensor) -> Tensor:
        """See `Matrix.times`."""
        return rows @ self._weights


class Half:
    """Weights in bfloat16, (out, in), as the model has them."""

    nbytes = 0

    def __init__(self, weights: Tensor) -> None:
        """Share these weights."""
        self._weights = weights

    def times(self, rows: Tensor) -> Tensor:
        """See `Matrix.times`."""
        if len(rows) == 1:
            return torch.mv(self._weights, rows[0]).unsqueeze(0)
        return functional.linear(rows, self._weights)


class Adapted:
    """A matrix, and what a LoRA adapter adds to its products (Hu et al., arXiv 2106.09685)."""

    def __init__(self, matrix: Matrix, modules: Sequence[Any]) -> None:
        """Add to `matrix` what the adapters at work in `modules` do, side by side."""
        self._matrix = matrix
        self.nbytes = matrix.nbytes
        # Which outputs, the matrix down to the adapter's rank, and the one up from there, scaled.
        self._parts: list[tuple[slice, Tensor, Tensor]] = []
        start = 0
        for module in modules:
            end = start + module.out_features
            for name in adapters_of(module):
                down, up = module.lora_A[name].weight, module.lora_B[name].weight
                self._parts.append((slice(start, end), down, up * module.scaling[name]))
            start = end

    def times(self, rows: Tensor) -> Tensor:
        """See `Matrix.times`."""
        product = self._matrix.times(rows)
        for outputs, down, up in self._parts:
            added = functional.linear(functional.linear(rows.to(down.dtype), down), up)
            product[:, outputs] += added.to(product.dtype)
        return product


def matrix_of(modules: Sequence[Any], packed: dict[Linear, Matrix]) -> Matrix:
    """The matrix of linear layers with the same input, with the adapter that is at work.

    Args:
        modules: the layers, each of which `fits`.
        packed: those in few bits without any adapter, by their first layers; what is missing is
            added.
    """
    bases = [base_of(module) for module in modules]
    if isinstance(bases[0], Linear4bit):
        if bases[0] not in packed:
            packed[bases[0]] = FourBit(bases)
        matrix = packed[bases[0]]
        return Adapted(matrix, modules) if any(map(adapters_of, modules)) else matrix
    weights = torch.cat([_merged(module) for module in modules])
    if weights.dtype == torch.float32:
        return Plain(weights)
    return Half(_merged(modules[0]) if len(modules) == 1 else weights)


def head_of(module: Any, packed: dict[Linear, Matrix]) -> Matrix:
    """The matrix of a model's output layer; arguments as of `matrix_of`."""
    base = base_of(module)
    is_large = base.weight.dtype == torch.bfloat16 and base.out_features >= _LARGE
    if adapters_of(module) or not is_large:
        return matrix_of([module], packed)
    if base not in packed:
        packed[base] = Screened(base.weight)
    return packed[base]


def fits(module: Any) -> bool:
    """Whether `matrix_of` knows layers of this kind, on the CPU."""
    base = base_of(module)
    if base.bias is not None:
        return False
    if isinstance(base, Linear4bit):
        return bool(
            base.support_avx512bf16_for_cpu
            and base.weight.quant_type == "nf4"
            and base.compute_dtype == torch.bfloat16
            and base.out_features % _PACK == 0
            and base.in_features % base.weight.blocksize == 0
        )
    return type(base) is Linear and base.weight.dtype in (torch.float32, torch.bfloat16)


def base_of(module: Any) -> Any:
    """A linear layer without its adapters."""
    return module.get_base_layer() if isinstance(module, BaseTunerLayer) else module


def adapters_of(module: Any) -> list[str]:
    """The LoRA adapters that are at work in a linear layer."""
    if not isinstance(module, BaseTunerLayer):
        return []
    return [name for name in module.active_adapters if name in module.lora_A]


def _merged(module: Any) -> Tensor:
    """Weights with what the adapter at work adds to them, (out, in)."""
    weight: Tensor = base_of(module).weight
    for name in adapters_of(module):
        weight = weight + module.get_delta_weight(name)
    return weight
