"""What is asked of the trainer, what it tells meanwhile, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from limner_model.installed import InstalledModel

SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Training:
    """One LoRA adapter that is to be trained.

    Attributes:
        base: the model that it is for.
        examples: JSON Lines of `Example`.
        held_out: likewise, never trained on: what the loss is measured on.
        out: folder of the run. What an interrupted run of the same training left there is gone on
            with; when all is done, the adapter lies in `out/adapter`, in PEFT's form.
        minutes: of training at most, earlier runs counted; None for as long as `passes` take.
        passes: through the examples at most; None for what suits the model.
        seed: of the adapter's first weights and of the order.
        row_tokens: the most that go through the model at once on a device, to begin with; None for
            what suits the model. Longer examples are left out.
        start: folder of the adapter to go on from, in PEFT's form; None to begin with a new one.
    """

    base: InstalledModel
    examples: Path
    held_out: Path
    out: Path
    minutes: float | None = None
    passes: int | None = None
    seed: int = SEED
    row_tokens: int | None = None
    start: Path | None = None


class Phase(StrEnum):
    """What the trainer is at."""

    READING = "reading the examples"
    LOADING = "loading the model"
    MEASURING = "measuring on held-out examples"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        phase: what is being done.
        share: of the phase, 0 to 1; of training, the steps of earlier runs counted.
        step: optimizer steps done, those of earlier runs counted.
        steps: that the passes take; 0 as long as it is not known.
        loss: mean over the last steps, per token of the answers; None before the first.
        tokens_per_second: of this run; 0 before the first step.
        seconds_left: until the end; None as long as it is not known.
        remark: what the user should know besides, as "out of memory: micro-batches of 2048 tokens
            from now on", or an empty string.
    """

    phase: Phase
    share: float = 0.0
    step: int = 0
    steps: int = 0
    loss: float | None = None
    tokens_per_second: float = 0.0
    seconds_left: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Trained:
    """A training that is done.

    Attributes:
        adapter: its folder, in PEFT's form.
        examples: that were learnt from.
        too_long: examples left out, because the model does not read as many tokens.
        steps: optimizer steps.
        tokens: read in training, prompts counted.
        seconds: of training, earlier runs counted.
        loss_before: mean loss of a token of the held-out answers, without the adapter.
        loss_after: the same with it.
    """

    adapter: Path
    examples: int
    too_long: int
    steps: int
    tokens: int
    seconds: float
    loss_before: float
    loss_after: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a training will take, measured by a few real steps.

    Attributes:
        steps: optimizer steps of all passes.
        seconds: of all passes, the measuring of the loss included.
        memory: bytes at the peak: of the GPU where there is one, else of the process.
        disk: bytes at most, while it runs: the checkpoints and the adapter.
        parameters: that are trained.
    """

    steps: int
    seconds: float
    memory: int
    disk: int
    parameters: int
