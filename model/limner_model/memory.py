"""Memory, of the GPU or the machine: whether it ran out or is short, and giving it back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from typing import Final

import psutil  # type: ignore[import-untyped]
import torch

# On the CPU torch raises a plain RuntimeError: its own allocator's, or that of oneDNN's kernels.
_TOLD_ON_CPU: Final = ("can't allocate memory", "could not create a primitive")
# Of a machine that has less left than this, everything gets slow, and the system begins to kill.
_SHORT: Final = 512 * 2**20
# On a GPU others draw the screen.
_SHORT_ON_GPU: Final = 128 * 2**20


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch, on the GPU or the CPU, ran out of memory."""
    return isinstance(error, torch.cuda.OutOfMemoryError | MemoryError) or (
        isinstance(error, RuntimeError) and any(told in str(error) for told in _TOLD_ON_CPU)
    )


def is_memory_short() -> bool:
    """Whether there is so little left that others suffer."""
    if psutil.virtual_memory().available < _SHORT:
        return True
    return torch.cuda.is_available() and bool(torch.cuda.mem_get_info()[0] < _SHORT_ON_GPU)


def give_memory_back() -> None:
    """Return what nobody uses any more to the system."""
    gc.collect()
    trim_heap()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def trim_heap() -> None:
    """Return what was freed to the system, where the C library would keep it for later (glibc).

    Quantizing a model while it is read frees, many times over, what the model takes.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # musl keeps little
            ctypes.CDLL(None).malloc_trim(0)
