"""What `transformers` tells of a training, told to the user; and when it measures and saves."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from transformers import TrainerCallback

from limner_adapters.tuning.qlora.adapter_trainer import AdapterTrainer
from limner_adapters.tuning.qlora.plan import Plan
from limner_adapters.tuning.training import Phase, Progress

_TELL_SECONDS = 0.3
_REMEMBERED_LOSSES = 20
# A run that was killed does again what came after its last state, a minute's work at most. Writing
# states takes a fiftieth of the time, unless that would leave more than a minute to be lost.
_SAVE_SHARE = 0.02
_SAVE_SECONDS = (5.0, 60.0)


class Reporter(TrainerCallback):  # type: ignore[misc]  # transformers has no types
    """Tells how far a training is, and says when to measure, to save and to stop."""

    def __init__(self, plan: Plan, tell: Callable[[Progress], None]) -> None:
        """Keep what is gone through, and who hears of it."""
        self._plan, self._tell = plan, tell
        self.trainer: AdapterTrainer | None = None
        self._losses: deque[float] = deque(maxlen=_REMEMBERED_LOSSES)
        self._told = 0.0
        self._saved = 0.0  # by the clock of the training, which all devices share
        self._first_step = self._first_tokens = 0
        self._first_seconds = 0.0

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Begin to count; what earlier runs took is known by now."""
        del args, control
        trainer = self._trainer()
        trainer.start_clock()
        self._told, self._saved = 0.0, trainer.clock.seconds
        self._first_step, self._first_tokens = state.global_step, trainer.clock.tokens
        self._first_seconds = trainer.clock.seconds
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
        trainer = self._trainer()
        spent = self._plan.spent(state.global_step, trainer.clock.seconds)
        if spent >= 1.0:
            control.should_training_stop = True
        if now - self._told > _TELL_SECONDS or spent >= 1.0:
            self._told = now
            self._tell(self._progress(state.global_step))
        control.should_evaluate = trainer.is_due(state.global_step)
        least, most = _SAVE_SECONDS
        enough = min(max(trainer.saving_seconds / _SAVE_SHARE, least), most)
        control.should_save = (
            control.should_evaluate or trainer.clock.seconds - self._saved > enough
        )

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Note when the state was saved."""
        del args, state, control
        self._saved = self._trainer().clock.seconds

    def remark(self, text: str) -> None:
        """Tell the user something besides."""
        self._tell(self._progress(self._trainer().state.global_step, text))

    def _progress(self, step: int, remark: str = "") -> Progress:
        trainer = self._trainer()
        steps, clock = len(self._plan.order), trainer.clock
        here = clock.seconds - self._first_seconds
        done = self._plan.spent(step, clock.seconds)
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
