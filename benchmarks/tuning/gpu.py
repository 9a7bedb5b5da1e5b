"""QLoRA of a model in the shape of Qwen3-VL-8B: memory and speed, beside plain TRL.

Random weights serve: how much memory and time they take does not depend on what they are. On a
machine with a GPU, `python benchmarks/tuning.py --only gpu` measures it.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.qwen import SHAPE_8B, build
from section import Section

GIGABYTES = 16.0
# Of an example: as long as a function with what is around it, and what is answered.
_PROMPT, _ANSWER = 900, 300
_EXAMPLES = 64
_STEPS = 6


def measure(tell: Callable[[str], None]) -> Section:
    import torch  # noqa: PLC0415

    if not torch.cuda.is_available():
        return Section("gpu", skipped="not measured: there is no GPU here")
    tell("a model in the shape of Qwen3-VL-8B, random weights in 4 bit")
    ours, our_peak = _ours(build(SHAPE_8B))
    tell(f"ours: {ours:.0f} tokens/s, {our_peak:.1f} GB")
    trl, trl_peak = _trl(build(SHAPE_8B))
    tell(f"TRL: {trl:.0f} tokens/s, {trl_peak:.1f} GB")
    figures = {
        "tokens_per_second": round(ours),
        "gigabytes": round(our_peak, 1),
        "trl_tokens_per_second": round(trl),
        "trl_gigabytes": round(trl_peak, 1),
    }
    return Section("gpu", figures, {f"in {GIGABYTES:g} GB": our_peak <= GIGABYTES})


def _tokens() -> list[list[int]]:
    import torch  # noqa: PLC0415

    generator = torch.Generator().manual_seed(0)
    lengths = torch.randint(_PROMPT // 2, _PROMPT * 3 // 2, (_EXAMPLES,), generator=generator)
    return [
        torch.randint(0, 150000, (int(length) + _ANSWER,), generator=generator).tolist()
        for length in lengths
    ]


def _ours(model: Any) -> tuple[float, float]:
    from limner_adapters.tuning.qlora.adapter_trainer import AdapterTrainer  # noqa: PLC0415
    from limner_adapters.tuning.qlora.attention import attend_within_texts  # noqa: PLC0415
    from limner_adapters.tuning.qlora.checkpoints import Checkpoints  # noqa: PLC0415
    from limner_adapters.tuning.qlora.lora import with_adapter  # noqa: PLC0415
    from limner_adapters.tuning.qlora.memory import MicroBatches  # noqa: PLC0415
    from limner_adapters.tuning.qlora.order import Order  # noqa: PLC0415
    from limner_adapters.tuning.qlora.plan import Plan  # noqa: PLC0415
    from limner_adapters.tuning.qlora.recipe import LARGE  # noqa: PLC0415
    from limner_adapters.tuning.qlora.session import arguments  # noqa: PLC0415

    attend_within_texts(model)
    lessons = Ready(_tokens())
    order = Order(lessons.lengths, LARGE.step_tokens, 1, 0)
    wrapped = with_adapter(model, LARGE.rank, 0)
    with tempfile.TemporaryDirectory() as folder:
        trainer = AdapterTrainer(
            wrapped,
            arguments(Path(folder), len(order), LARGE, 0),
            plan=Plan(lessons, lessons, order, None),
            recipe=LARGE,
            rows=MicroBatches(wrapped, LARGE.row_tokens),
            checkpoints=Checkpoints(Path(folder)),
            cancelled=threading.Event(),
            remark=print,
        )
        trainer.create_optimizer()
        steps = iter(trainer.get_train_dataloader())
        spent = 0.0
        for number in range(min(_STEPS, len(order))):
            begun = time.monotonic()
            trainer.training_step(wrapped, next(steps))
            trainer.optimizer.step()
            wrapped.zero_grad()
            _wait()
            if number:
                spent += time.monotonic() - begun
            else:
                before = trainer.clock.tokens
        return (trainer.clock.tokens - before) / spent, _peak()


class Ready:
    """Examples that are tokens already, in place of those of a file."""

    too_long = 0

    def __init__(self, tokens: list[list[int]]) -> None:
        self._tokens = tokens
        self.lengths = [len(one) for one in tokens]
        self.answers = [_ANSWER] * len(tokens)
        self.origins = [""] * len(tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Any:
        import torch  # noqa: PLC0415

        from limner_adapters.tuning.qlora.encoding import Encoded  # noqa: PLC0415

        tokens = torch.tensor(self._tokens[index])
        return Encoded(tokens, len(tokens) - _ANSWER)


def _trl(model: Any) -> tuple[float, float]:
    from datasets import Dataset  # noqa: PLC0415
    from tokenizers import Tokenizer, models  # noqa: PLC0415
    from transformers import PreTrainedTokenizerFast, TrainerCallback  # noqa: PLC0415
    from trl import SFTConfig, SFTTrainer  # noqa: PLC0415

    from limner_adapters.tuning.qlora.lora import with_adapter  # noqa: PLC0415
    from limner_adapters.tuning.qlora.recipe import LARGE  # noqa: PLC0415

    rows = [
        {"input_ids": one, "completion_mask": [0] * (len(one) - _ANSWER) + [1] * _ANSWER}
        for one in _tokens()
    ]
    ends: list[float] = []

    class Timed(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, *_: Any, **__: Any) -> None:
            _wait()
            ends.append(time.monotonic())

    with tempfile.TemporaryDirectory() as folder:
        special = {"pad_token": "<pad>", "eos_token": "</s>"}
        words = Tokenizer(models.WordLevel({"<pad>": 0, "</s>": 1}))
        trainer = SFTTrainer(
            model=with_adapter(model, LARGE.rank, 0),
            args=SFTConfig(
                output_dir=folder,
                max_steps=_STEPS,
                report_to="none",
                save_strategy="no",
                logging_steps=1,
            ),
            train_dataset=Dataset.from_list(rows),
            processing_class=PreTrainedTokenizerFast(tokenizer_object=words, **special),
            callbacks=[Timed()],
        )
        _forget_peak()
        trainer.train()
    counts = [log["num_tokens"] for log in trainer.state.log_history if "num_tokens" in log]
    return (counts[-1] - counts[0]) / (ends[-1] - ends[0]), _peak()


def _wait() -> None:
    import torch  # noqa: PLC0415

    if torch.cuda.is_available():
        torch.cuda.synchronize()


def _forget_peak() -> None:
    import torch  # noqa: PLC0415

    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()


def _peak() -> float:
    """Gigabytes of GPU memory at the most."""
    import torch  # noqa: PLC0415

    return torch.cuda.max_memory_allocated() / 1e9 if torch.cuda.is_available() else 0.0
