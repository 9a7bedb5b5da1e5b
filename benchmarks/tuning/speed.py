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

from limner_adapters.tuning.training import Training
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import InstalledModel, resolve
from tuning.lessons import write_repository

FACTOR = 1.5
SECONDS = 40.0
ROUNDS = 2
_PASSES = 100


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
    from limner_adapters.tuning.qlora.checkpoints import Checkpoints  # noqa: PLC0415
    from limner_adapters.tuning.qlora.session import Session  # noqa: PLC0415

    few = out.with_suffix(".jsonl")
    few.write_text("".join(held_out.read_text().splitlines(keepends=True)[:4]))
    work = Training(base, learnt, few, out, passes=_PASSES)
    session = Session(work, lambda _: None, threading.Event())
    trainer = session.prepared(out / "draft", Checkpoints(out))
    watch = _watch(seconds)
    trainer.add_callback(watch)
    trainer.train()
    return trainer.clock.tokens / watch.spent


def _trl(base: InstalledModel, learnt: Path, out: Path, seconds: float) -> float:
    import torch  # noqa: PLC0415
    from datasets import Dataset  # noqa: PLC0415
    from transformers import PrinterCallback  # noqa: PLC0415
    from trl import SFTConfig, SFTTrainer  # noqa: PLC0415

    from limner_adapters.tuning.qlora.lora import adapter_config  # noqa: PLC0415
    from limner_adapters.tuning.qlora.recipe import SMALL  # noqa: PLC0415
    from limner_model.loader import load_model  # noqa: PLC0415

    torch.set_num_threads(1)
    loaded = load_model(base, for_training=True)
    rows = [json.loads(line) for line in learnt.read_text().splitlines()]
    watch = _watch(seconds)
    trainer = SFTTrainer(
        model=loaded.model,
        args=SFTConfig(
            output_dir=str(out),
            num_train_epochs=_PASSES,
            use_cpu=not torch.cuda.is_available(),
            report_to="none",
            disable_tqdm=True,
            save_strategy="no",
            logging_steps=1,
        ),
        train_dataset=Dataset.from_list(
            [
                {"prompt": row["messages"][-1]["content"], "completion": f" {row['answer']}"}
                for row in rows
            ]
        ),
        processing_class=loaded.processor.tokenizer,
        peft_config=adapter_config(loaded.model, SMALL.rank),
        callbacks=[watch],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train()
    logs = [log["num_tokens"] for log in trainer.state.log_history if "num_tokens" in log]
    return float(logs[-1]) / watch.spent


def _watch(seconds: float) -> Any:
    """A callback that ends a training after so many seconds of steps, and counts them."""
    import torch  # noqa: PLC0415
    from transformers import TrainerCallback  # noqa: PLC0415

    # Both trainers work in one thread: on the CPU, what others do on this machine does not count.
    now = time.monotonic if torch.cuda.is_available() else time.process_time

    class Watch(TrainerCallback):  # type: ignore[misc]
        begun = spent = 0.0

        def on_step_begin(self, *_: Any, **__: Any) -> None:
            self.begun = self.begun or now()

        def on_step_end(self, _args: Any, _state: Any, control: Any, **_: Any) -> None:
            self.spent = now() - self.begun
            control.should_training_stop = self.spent > seconds

    return Watch()
