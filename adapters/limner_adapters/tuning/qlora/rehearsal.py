"""A few real steps, from which the rest is reckoned."""

from __future__ import annotations

import time
from typing import Any, Final

import psutil  # type: ignore[import-untyped]
import torch
from transformers import TrainerCallback

from limner_adapters.tuning.qlora.adapter_trainer import AdapterTrainer
from limner_adapters.tuning.training import Outlook

# The first step is slower than all others: buffers are made, kernels are compiled.
_STEPS: Final = 4
_SECONDS: Final = 20.0
# The numbers of a trained parameter that a state holds: itself, two of AdamW, the best so far.
_NUMBERS: Final = 4
_BYTES: Final = 4


class Rehearsal(TrainerCallback):  # type: ignore[misc]  # transformers has no types
    """Ends a training after a few steps, and remembers what they took."""

    def __init__(self) -> None:
        """Begin with no step."""
        self._measuring = 0.0
        self._begun = 0.0
        self._ends: list[float] = []

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The held-out examples are measured first."""
        del args, state, control
        self._begun = time.monotonic()

    def on_step_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Note when the first step begins."""
        del args, state, control
        if not self._ends:
            self._ends.append(time.monotonic())
            self._measuring = self._ends[0] - self._begun

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Stop when it is known how long a step takes; nothing is saved."""
        del args, state
        self._ends.append(time.monotonic())
        control.should_save = control.should_evaluate = False
        enough = len(self._ends) > _STEPS or self._ends[-1] - self._ends[0] > _SECONDS
        control.should_training_stop = control.should_training_stop or enough

    def outlook(self, trainer: AdapterTrainer) -> Outlook:
        """What all steps will take, by these."""
        # The first step counts only where there is no other.
        later = self._ends[min(1, len(self._ends) - 2) :]
        a_step = (later[-1] - later[0]) / (len(later) - 1)
        steps = len(trainer.plan.order)
        measuring = self._measuring * (1 + trainer.recipe.measurements)
        seconds = steps * a_step + measuring
        trained = sum(one.numel() for one in trainer.model.parameters() if one.requires_grad)
        # Two states, while one takes the place of the other.
        disk = 2 * _NUMBERS * _BYTES * trained
        return Outlook(steps, seconds, _memory(), disk, trained)


def _memory() -> int:
    if torch.cuda.is_available():
        return int(torch.cuda.max_memory_allocated())
    return int(psutil.Process().memory_info().rss)
