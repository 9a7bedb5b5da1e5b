"""What `transformers` tells of a training, told to the user; and when it measures and saves."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from transformers import TrainerCallback

from limner_adapters.tuning.qlora.adapter_trainer import AdapterTrainer, Plan
from limner_adapters.tuning.training import Phase, Progress

_TELL_SECONDS = 0.3
_REMEMBERED_LOSSES = 20
# A run that was killed does again what came after its last state, a minute's work at most. Writing
# states takes a fiftieth of the time, unless that would leave more than a minute to be lost.
_SAVE_SHARE = 0.02
_SAVE_SECONDS = (5.0, 60.0)


class Reporter(TrainerCallback):  # type: ignore[misc]  # transformers has no types
    """Tells how far a training is, and says when to measure, to save and to stop."""

    def __init__(self, plan: Plan, measurements: int, tell: Callable[[Progress], None]) -> None:
        """Keep what is gone through, how often it is measured, and who hears of it."""
        self._plan, self._measurements, self._tell = plan, measurements, tell
        self.trainer: AdapterTrainer | None = None
        self._losses: deque[float] = deque(maxlen=_REMEMBERED_LOSSES)
        self._told = self._saved = 0.0
        self._first_step = self._first_tokens = 0
        self._first_seconds = 0.0
        self._measured = 0

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Begin to count; what earlier runs took is known by now."""
        del args, control
        trainer = self._trainer()
        self._told, self._saved = 0.0, time.monotonic()
        self._first_step, self._first_tokens = state.global_step, trainer.clock.tokens
        self._first_seconds = trainer.clock.seconds
        self._measured = self._marks(state.global_step)
        if state.global_step == 0:
            self._tell(Progress(Phase.MEASURING, steps=len(self._plan.order)))

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
        """Remember a step's loss."""
        del args, state, control
        if logs and "loss" in logs:
            self._losses.append(logs["loss"])

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Tell, and decide what comes next."""
        del args
        now = time.monotonic()
        spent = self._trainer().spent(state.global_step, len(self._plan.order))
        if spent >= 1.0:
            control.should_training_stop = True
        if now - self._told > _TELL_SECONDS or spent >= 1.0:
            self._told = now
            self._tell(self._progress(state.global_step))
        marks = self._marks(state.global_step)
        control.should_evaluate = marks > self._measured
        self._measured = marks
        least, most = _SAVE_SECONDS
        enough = min(max(self._trainer().saving_seconds / _SAVE_SHARE, least), most)
        control.should_save = control.should_evaluate or now - self._saved > enough

    def _marks(self, step: int) -> int:
        """After how many measurements `step` comes."""
        return int(self._trainer().spent(step, len(self._plan.order)) * self._measurements)

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Note when the state was saved."""
        del args, state, control
        self._saved = time.monotonic()

    def remark(self, text: str) -> None:
        """Tell the user something besides."""
        self._tell(self._progress(self._trainer().state.global_step, text))

    def _progress(self, step: int, remark: str = "") -> Progress:
        trainer = self._trainer()
        steps, clock = len(self._plan.order), trainer.clock
        here = clock.seconds - self._first_seconds
        done = trainer.spent(step, steps)
        left = None
        if step > self._first_step:
            left = (steps - step) * here / (step - self._first_step)
            if self._plan.seconds:
                left = min(left, max(self._plan.seconds - clock.seconds, 0.0))
        losses = list(self._losses)
        return Progress(
            Phase.TRAINING,
            done,
            step,
            steps,
            sum(losses) / len(losses) if losses else None,
            (clock.tokens - self._first_tokens) / here if here else 0.0,
            left,
            remark,
        )

    def _trainer(self) -> AdapterTrainer:
        assert self.trainer is not None  # noqa: S101 - given right after it is made
        return self.trainer
