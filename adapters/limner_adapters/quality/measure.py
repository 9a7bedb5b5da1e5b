"""An adapter measured on what its user held out: before, after, and whether it is better."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from limner_adapters.quality.measured import Measured
from limner_model.installed import InstalledModel

# Hears what is being done, and how much of the whole is done, 0 to 1.
Tell = Callable[[str, float], None]


def measure(
    base: InstalledModel,
    adapter: Path | None,
    held_out: Path,
    tell: Tell = lambda _, __: None,
    cancelled: threading.Event | None = None,
) -> Measured:
    """Measure a model on held-out examples, by its answers, its loss and Limner's own proof.

    Args:
        base: the model.
        adapter: folder of the adapter, in the store or not; None for what would be asked without.
        held_out: JSON Lines of `Example`; the cases of `cases.jsonl` in the same folder, where it
            is there, are put to the tasks themselves.
        tell: hears how it goes.
        cancelled: set, from any thread, to end it.

    Raises:
        InputError: there is nothing held out.
        EngineError: the model cannot be loaded, or the adapter does not fit it.
        CancelledError: it was cancelled.
    """
    raise NotImplementedError
