"""The Trainer of `transformers`, taught rows without padding, full memory, and to be stopped."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import torch
import torch.distributed as group
from safetensors.torch import load_file, save_file
from torch.utils.data import DataLoader
from transformers import Trainer, TrainingArguments

from limner_adapters.tuning.qlora.checkpoints import Checkpoints, writing
from limner_adapters.tuning.qlora.collate import RopeIndex, Row, collate
from limner_adapters.tuning.qlora.encoding import Encoded
from limner_adapters.tuning.qlora.lora import adapter_weights
from limner_adapters.tuning.qlora.losses import answer_loss, check_finite, check_measured
from limner_adapters.tuning.qlora.memory import MicroBatches
from limner_adapters.tuning.qlora.order import share_of
from limner_adapters.tuning.qlora.packing import pack
from limner_adapters.tuning.qlora.plan import Clock, Plan
from limner_adapters.tuning.qlora.recipe import Recipe, rate
from limner_model.decoding.layers import at_every_layer
from limner_model.errors import CancelledError, OutOfMemoryError
from limner_model.memory import is_out_of_memory

_T = TypeVar("_T")

# Beside what `transformers` writes in a checkpoint. Not a folder: it would be taken for an adapter.
_CLOCK = "clock.json"
_BEST = "best.safetensors"


class AdapterTrainer(Trainer):  # type: ignore[misc]  # transformers has no types
    """Trains the adapter of a PEFT model on rows of examples.

    A batch of the loader is the examples of a whole optimizer step, this device's share of them.
    They go through the model in rows, each without padding, and a step's loss is the mean over the
    tokens of all its answers on all devices, however they are divided.
    """

    lr_scheduler: Any

    def __init__(
        self,
        model: Any,
        args: TrainingArguments,
        *,
        plan: Plan,
        recipe: Recipe,
        rows: MicroBatches,
        checkpoints: Checkpoints,
        cancelled: threading.Event,
        remark: Callable[[str], None],
    ) -> None:
        """Keep what is needed.

        Args:
            model: of PEFT.
            args: for `transformers`; its folder is the draft of the checkpoints.
            plan: what is to be done.
            recipe: how.
            rows: how much goes through the model at once.
            checkpoints: where the states are kept.
            cancelled: ends the training at the next layer, with several devices at the next step.
            remark: hears what the user should know.
        """
        super().__init__(model=model, args=args)
        self.plan, self.recipe, self._rows = plan, recipe, rows
        self._checkpoints, self._cancelled, self._remark = checkpoints, cancelled, remark
        self._rope_index: RopeIndex | None = getattr(
            model.get_base_model().model, "get_rope_index", None
        )
        self.clock = Clock()
        # The weights of the adapter that found the held-out answers likeliest.
        self.best: dict[str, Any] = {}
        self.saving_seconds = 0.0  # of the last state
        self._ticked = time.monotonic()

    def get_train_dataloader(self) -> DataLoader[Any]:
        """One batch a step: which examples, not yet read."""
        # Not prepared by accelerate: every device goes through all steps and takes its share.
        return DataLoader(
            range(len(self.plan.lessons)),  # type: ignore[arg-type]  # anything with places
            batch_sampler=self.plan.order,
            collate_fn=self._batch,
        )

    def _batch(self, step: list[int]) -> dict[str, Any]:
        lessons, accelerator = self.plan.lessons, self.accelerator
        share = share_of(step, accelerator.process_index, accelerator.num_processes)
        answers, lengths = lessons.answers, lessons.lengths
        examples = [lessons[index] for index in share]
        return {
            "examples": examples,
            # A device without a share must keep step with the others nevertheless.
            "spare": examples[0] if examples else lessons[step[0]],
            "answers": sum(answers[index] for index in step),
            "tokens": sum(lengths[index] for index in step),
            "origins": [lessons.origins[index] for index in step],
        }

    def create_scheduler(self, num_training_steps: int, optimizer: Any = None) -> Any:
        """A rise, then a line down to nothing, by the share of the training that is spent."""
        del num_training_steps
        if self.lr_scheduler is None:
            self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(
                optimizer or self.optimizer,
                lambda step: rate(self.recipe, self.plan.spent(step, self.clock.seconds)),
            )
            self._created_lr_scheduler = True
        return self.lr_scheduler

    def training_step(
        self, model: Any, inputs: dict[str, Any], num_items_in_batch: Any = None
    ) -> Any:
        """Add up the gradients of a step; where the memory does not suffice, in smaller rows."""
        del num_items_in_batch
        model.train()
        self._check_together()
        examples: list[Encoded] = inputs["examples"]
        spare: Encoded = inputs["spare"]
        loss = self._within_memory(
            lambda: self._gradients(model, examples, spare, inputs["answers"]),
            max(map(len, [*examples, spare])),
        )
        check_finite(loss, self.model, self.state.global_step + 1, inputs["origins"])
        self.clock.tokens += inputs["tokens"]
        self._tick()
        return loss

    def _within_memory(self, attempt: Callable[[], _T], longest: int) -> _T:
        """What `attempt` comes to; where the memory does not suffice, in smaller rows."""
        while True:
            try:
                return attempt()
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            # Outside of the handler, whose traceback holds on to the activations.
            self.model.zero_grad()
            self._remark(self._rows.shrink(longest))
            self._only_alone()

    def _check(self) -> None:
        if self._cancelled.is_set() and self.accelerator.num_processes == 1:
            raise CancelledError

    def _check_together(self) -> None:
        # One device that stops alone leaves the others waiting for it.
        if self._most(int(self._cancelled.is_set())):
            raise CancelledError

    def _only_alone(self) -> None:
        # The others wait for the gradients of this attempt.
        if self.accelerator.num_processes > 1:
            raise OutOfMemoryError(
                "one of several devices is out of memory",
                f"start it again with rows of {self._rows.tokens // 2} tokens (--row-tokens): "
                "it goes on",
            )

    def _gradients(
        self, model: Any, examples: Sequence[Encoded], spare: Encoded, answers: int
    ) -> Any:
        rows = self._in_rows(examples, spare)
        total = torch.zeros((), device=self.args.device)
        # What is averaged over the devices is a sum over all of them.
        weight = self.accelerator.num_processes / answers
        for number, (row, counts) in enumerate(rows):
            last = number == len(rows) - 1
            apart = contextlib.nullcontext() if last else self.accelerator.no_sync(model)
            with apart, at_every_layer(model, self._check):
                loss = answer_loss(model, row, self.args.device) * (weight if counts else 0.0)
                self.accelerator.backward(loss)
            total += loss.detach()
        return total

    def _in_rows(self, examples: Sequence[Encoded], spare: Encoded) -> list[tuple[Row, bool]]:
        """The rows of a step, as many on every device, and whether each counts."""
        packed = pack([len(one) for one in examples], self._rows.tokens)
        rows = [
            (collate([examples[index] for index in row], self._rope_index), True) for row in packed
        ]
        company = (collate([spare], self._rope_index), False)
        return rows + [company] * (self._most(len(rows)) - len(rows))

    def _most(self, count: int) -> int:
        """The largest of a number that each device has."""
        if self.accelerator.num_processes == 1:
            return count
        counts = self.accelerator.gather(torch.tensor([count], device=self.args.device))
        return int(counts.max())

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Measure the held-out loss where that is due; the best adapter so far is remembered.

        It is asked for at the begin of every run, and due there where an earlier one was stopped
        in the middle of it.
        """
        step = self.state.global_step
        if not self.is_due(step):
            return {}
        loss = self._within_memory(self._held_out_loss, max(self.plan.held_out.lengths))
        check_measured(loss, step)
        if step == 0:
            self.clock.loss_before = loss
        elif loss < self.clock.best:
            self.clock.best = loss
            # Sharded over devices, the weights are put together.
            whole = self.accelerator.get_state_dict(self.model) if self.is_fsdp_enabled else None
            self.best = adapter_weights(self.accelerator.unwrap_model(self.model), whole)
        self.clock.measured = self._marks(step)
        self._tick()
        return {"eval_loss": loss}

    def is_due(self, step: int) -> bool:
        """Whether the held-out loss is to be measured after `step`."""
        return self._marks(step) > self.clock.measured

    def _marks(self, step: int) -> int:
        """How many measurements are to be done by `step`, the one before the first counted."""
        spent = self.plan.spent(step, self.clock.seconds)
        return 1 + int(spent * self.recipe.measurements)

    def _held_out_loss(self) -> float:
        """The mean cross-entropy of a token of the held-out answers."""
        lessons, accelerator = self.plan.held_out, self.accelerator
        rows = pack(lessons.lengths, self._rows.tokens)
        devices = accelerator.num_processes
        mine = rows[accelerator.process_index :: devices]
        company = -(-len(rows) // devices) - len(mine)
        figures = torch.zeros(2, dtype=torch.float64)
        self.model.eval()
        with torch.no_grad(), at_every_layer(self.model, self._check):
            for number, row in enumerate([*mine, *rows[:company]]):
                one = collate([lessons[index] for index in row], self._rope_index)
                loss = answer_loss(self.model_wrapped, one, self.args.device).item()
                if number < len(mine):
                    figures += torch.tensor([loss, len(one.targets)])
        self.model.train()
        if devices > 1:
            figures = accelerator.reduce(figures.to(self.args.device).float())
        return float(figures[0] / figures[1])

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        """Write the whole state beside the last one, then put it in its place."""
        begun = time.monotonic()
        step = self.state.global_step
        draft = Path(self.args.output_dir) / f"checkpoint-{step}"
        with writing("the state of the training", self._checkpoints.draft):
            super()._save_checkpoint(model, trial)
            self.accelerator.wait_for_everyone()
            if self.args.should_save:
                (draft / _CLOCK).write_text(json.dumps(asdict(self.clock)), encoding="utf-8")
                if self.best:
                    save_file(self.best, draft / _BEST)
                self._checkpoints.keep(draft, step)
        self.saving_seconds = time.monotonic() - begun

    def keep_state(self) -> None:
        """Write the state of the last finished step."""
        self._save_checkpoint(self.model, None)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        super()._load_from_checkpoint(resume_from_checkpoint, model)
        folder = Path(resume_from_checkpoint)
        self.clock = Clock(**json.loads((folder / _CLOCK).read_text(encoding="utf-8")))
        if (folder / _BEST).exists():
            self.best = load_file(folder / _BEST)

    def start_clock(self) -> None:
        """Count the time from now on."""
        self._ticked = time.monotonic()

    def _tick(self) -> None:
        now = time.monotonic()
        self.clock.seconds += now - self._ticked
        self._ticked = now
        if self.accelerator.num_processes > 1:
            # All devices go by one clock: rates, measurements and the end depend on it.
            times = torch.tensor([self.clock.seconds, self.saving_seconds], dtype=torch.float64)
            times = times.to(self.args.device)
            group.broadcast(times, src=0)
            self.clock.seconds, self.saving_seconds = times.tolist()

    def floating_point_ops(self, inputs: Any) -> int:
        """Not counted: the batches here are no tensors."""
        del inputs
        return 0
