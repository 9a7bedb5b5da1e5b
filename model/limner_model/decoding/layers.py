"""Being called whenever a layer of a model begins to work."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from torch.nn import ModuleList


@contextlib.contextmanager
def at_every_layer(model: Any, check: Callable[[], None]) -> Iterator[None]:
    """Have `check` called whenever a layer of `model` begins to work."""
    blocks = [
        block for layers in model.modules() if isinstance(layers, ModuleList) for block in layers
    ]
    hooks = [block.register_forward_pre_hook(lambda *_: check()) for block in blocks]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
