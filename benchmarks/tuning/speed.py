"""Tokens per second beside TRL's trainer with its defaults, on the same work in one run.

The same base in 4 bit, the same adapter, the same examples, the loss on the answers alone. TRL's
defaults are eight examples a batch, padded, activations computed twice.
"""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from section import Section

from limner_adapters.tuning.trainer import train_adapter
from limner_adapters.tuning.training import Training
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import InstalledModel, resolve
from tuning.lessons import write_repository

FACTOR = 1.5
SECONDS = 40.0
ROUNDS = 2


def measure(tell: Callable[[str], None], seconds: float = SECONDS) -> Section:
    base = resolve(BUILTIN_MODEL)[0]
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        learnt, held_out = write_repository(folder, 400)
        for turn in range(ROUNDS):
            ours.append(_ours(base, learnt, held_out, folder / f"ours-{turn}", seconds))
            tell(f"ours: {ours[-1]:.0f} tokens/s")
            theirs.append(_trl(base, learnt, folder / f"trl-{turn}", seconds))
            tell(f"TRL: {theirs[-1]:.0f} tokens/s")
    factor = median(ours) / median(theirs)
    figures = {
        "tokens_per_second": round(median(ours)),
        "trl_tokens_per_second": round(median(theirs)),
        "times": round(factor, 2),
    }
    return Section("speed", figures, {f"{FACTOR} times TRL's defaults": factor >= FACTOR})


def _ours(base: InstalledModel, learnt: Path, held_out: Path, out: Path, seconds: float) -> float:
    few = out.with_suffix(".jsonl")
    few.write_text("".join(held_out.read_text().splitlines(keepends=True)[:4]))
    heard: list[float] = []
    train_adapter(
        Training(base, learnt, few, out, minutes=seconds / 60, passes=50),
        lambda progress: heard.append(progress.tokens_per_second),
        threading.Event(),
    )
    return heard[-1]


def _trl(base: InstalledModel, learnt: Path, out: Path, seconds: float) -> float:
    import torch  # noqa: PLC0415
    from datasets import Dataset  # noqa: PLC0415
    from transformers import TrainerCallback  # noqa: PLC0415
    from trl import SFTConfig, SFTTrainer  # noqa: PLC0415

    from limner_adapters.tuning.qlora.lora import with_adapter  # noqa: PLC0415
    from limner_adapters.tuning.qlora.recipe import SMALL  # noqa: PLC0415
    from limner_model.loader import load_model  # noqa: PLC0415

    # As ours: on machines that do other things as well, more threads slow a small model down.
    torch.set_num_threads(1)
    loaded = load_model(base, for_training=True)
    config = with_adapter(loaded.model, SMALL.rank, 7).peft_config["default"]
    loaded = load_model(base, for_training=True)
    clock = _Clock(seconds)

    class Stop(TrainerCallback):  # type: ignore[misc]
        def on_step_begin(self, *_: Any, **__: Any) -> None:
            clock.begin()

        def on_step_end(self, _args: Any, _state: Any, control: Any, **_: Any) -> None:
            control.should_training_stop = clock.over()

    rows = [json.loads(line) for line in learnt.read_text().splitlines()]
    examples = [
        {"prompt": row["messages"][-1]["content"], "completion": f" {row['answer']}"}
        for row in rows
        if isinstance(row["messages"][-1]["content"], str)
    ]
    trainer = SFTTrainer(
        model=loaded.model,
        args=SFTConfig(
            output_dir=str(out),
            num_train_epochs=50,
            use_cpu=not torch.cuda.is_available(),
            report_to="none",
            disable_tqdm=True,
            save_strategy="no",
            logging_steps=1,
        ),
        train_dataset=Dataset.from_list(examples),
        processing_class=loaded.processor.tokenizer,
        peft_config=config,
        callbacks=[Stop()],
    )
    trainer.train()
    tokens = next(
        log["num_tokens"] for log in reversed(trainer.state.log_history) if "num_tokens" in log
    )
    return float(tokens) / clock.spent


class _Clock:
    """Counts from the first step."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._begun, self.spent = seconds, 0.0, 0.0

    def begin(self) -> None:
        self._begun = self._begun or time.monotonic()

    def over(self) -> bool:
        self.spent = time.monotonic() - self._begun
        return self.spent > self._seconds
