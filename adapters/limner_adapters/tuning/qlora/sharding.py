"""4-bit weights in the form that FSDP can shard."""

from __future__ import annotations

import os
from typing import Any

from bitsandbytes.nn import Linear4bit


def is_sharded() -> bool:
    """Whether `accelerate launch` was told to shard the model by FSDP."""
    return os.environ.get("ACCELERATE_USE_FSDP", "false").lower() == "true"


def make_shardable(model: Any) -> None:
    """Name the bytes of 4-bit weights numbers of the type that the other weights have.

    FSDP lays the weights of a layer into one tensor, which has one type, and that must be a type
    that can have gradients. Saved models keep two weights a byte. The bytes stay as they are, and
    the kernels of bitsandbytes read bytes whatever they are called.
    """
    for module in model.modules():
        if isinstance(module, Linear4bit):
            # A column, as bitsandbytes lays them out.
            module.weight.data = module.weight.data.flatten().view(model.dtype)[:, None]
            module.weight.quant_storage = module.quant_storage = model.dtype
