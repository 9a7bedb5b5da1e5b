"""How much memory may hold what models have read."""

from __future__ import annotations

from typing import Final

import psutil  # type: ignore[import-untyped]
import torch

# Of what is free once the weights are loaded. On a GPU the rest is for the request at work, which
# takes as much again as the longest thing kept, and for the pictures it reads.
_SHARE: Final = {"cuda": 0.25, "cpu": 0.125}


def budget(device: torch.device) -> int:
    """The most bytes to keep on `device`, which holds a model's weights already."""
    free = (
        torch.cuda.mem_get_info(device)[0]
        if device.type == "cuda"
        else psutil.virtual_memory().available
    )
    return int(free * _SHARE[device.type])
