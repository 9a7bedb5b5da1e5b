"""Trains a LoRA adapter on a 4-bit base (QLoRA: Dettmers et al., arXiv 2305.14314)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from limner_adapters.tuning.training import Outlook, Progress, Trained, Training


def train_adapter(
    work: Training, tell: Callable[[Progress], None], cancelled: threading.Event
) -> Trained:
    """Train an adapter, or go on with its training where an interrupted run left it.

    Started by `accelerate launch`, each process calls this and does its share.

    Args:
        work: what is to be trained.
        tell: hears how far it is, a few times a second at most.
        cancelled: when set, the training pauses: its state is written and kept in `work.out`.

    Returns:
        The adapter of the step that found the held-out answers likeliest.

    Raises:
        CancelledError: `cancelled` was set; the same call goes on.
        InputError: no example fits into the model's context.
        OutOfMemoryError: not even one example at a time fits into the memory.
        OutputError: the state cannot be written, as on a full disk; the last one is kept.
        TrainingError: the loss is no number any more; the last good state is kept.
        ModelLoadError: the base cannot be loaded.
    """
    from limner_adapters.tuning.qlora.memory import release  # noqa: PLC0415 - imports torch
    from limner_adapters.tuning.qlora.session import Session  # noqa: PLC0415

    try:
        return Session(work, tell, cancelled).train()
    finally:
        release()


def outlook(work: Training, cancelled: threading.Event) -> Outlook:
    """Find out, by a few real steps, what a training will take. Nothing is written.

    Raises:
        As `train_adapter`.
    """
    from limner_adapters.tuning.qlora.memory import release  # noqa: PLC0415 - imports torch
    from limner_adapters.tuning.qlora.session import Session  # noqa: PLC0415

    try:
        return Session(work, lambda _: None, cancelled).rehearse()
    finally:
        release()
