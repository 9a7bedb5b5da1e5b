"""Tuning the built-in model on a repository of 2,000 functions: how long, and to what avail?"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from section import Section

from limner_adapters.tuning.trainer import outlook, train_adapter
from limner_adapters.tuning.training import Training
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import resolve
from tuning.lessons import write_repository

FUNCTIONS = 2000
MINUTES = 15
# The loss must fall by so much of itself.
FALL = 0.1


def measure(tell: Callable[[str], None], functions: int = FUNCTIONS) -> Section:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        learnt, held_out = write_repository(folder, functions)
        work = Training(resolve(BUILTIN_MODEL)[0], learnt, held_out, folder / "out")
        never = threading.Event()
        begun = time.monotonic()
        foreseen = outlook(work, never)
        trained = train_adapter(
            work, lambda progress: tell(f"step {progress.step} of {progress.steps}"), never
        )
        minutes = (time.monotonic() - begun) / 60
    fall = 1 - trained.loss_after / trained.loss_before
    figures = {
        "functions": trained.examples,
        "minutes": round(minutes, 1),
        "minutes_foreseen": round(foreseen.seconds / 60, 1),
        "tokens": trained.tokens,
        "held_out_loss_before": round(trained.loss_before, 3),
        "held_out_loss_after": round(trained.loss_after, 3),
        "fall": f"{fall:.0%}",
    }
    held = {
        f"at most {MINUTES} minutes": minutes <= MINUTES,
        f"held-out loss falls by {FALL:.0%} at least": fall >= FALL,
    }
    return Section("tuning on a repository", figures, held)
