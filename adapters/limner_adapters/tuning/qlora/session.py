"""One run of training from end to end: read, load, go on or begin, train, write the adapter."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import torch
from bitsandbytes.functional import has_avx512bf16
from transformers import PrinterCallback, TrainingArguments
from transformers.utils import logging

from limner_adapters.tuning.qlora.adapter_trainer import AdapterTrainer
from limner_adapters.tuning.qlora.checkpoints import Checkpoints, replace_folder, writing
from limner_adapters.tuning.qlora.done import fingerprint_of, read_done, write_done
from limner_adapters.tuning.qlora.encoding import Encoder
from limner_adapters.tuning.qlora.errors import TrainingError
from limner_adapters.tuning.qlora.lessons import Lessons
from limner_adapters.tuning.qlora.lora import load_base, save_adapter, with_adapter
from limner_adapters.tuning.qlora.memory import MicroBatches
from limner_adapters.tuning.qlora.order import Order
from limner_adapters.tuning.qlora.plan import Plan
from limner_adapters.tuning.qlora.recipe import Recipe, measured_tokens
from limner_adapters.tuning.qlora.rehearsal import Rehearsal
from limner_adapters.tuning.qlora.reporting import Reporter
from limner_adapters.tuning.training import Outlook, Phase, Progress, Trained, Training
from limner_model.errors import CancelledError
from limner_model.installed import BLANKS
from limner_model.loader import LoadedModel


class Session:
    """A training, from its examples to its adapter."""

    def __init__(
        self, work: Training, tell: Callable[[Progress], None], cancelled: threading.Event
    ) -> None:
        """Keep what is to be done; `train_adapter` says the rest."""
        self._work, self._tell, self._cancelled = work, tell, cancelled

    def train(self) -> Trained:
        """Train, or go on; see `train_adapter`."""
        work = self._work
        fingerprint = fingerprint_of(work)
        if (done := read_done(work.out, fingerprint)) is not None:
            return done
        states = Checkpoints(work.out / "states" / fingerprint)
        with writing("the state of the training", states.draft):
            states.draft.mkdir(parents=True, exist_ok=True)
        with _quietly():
            trainer = self.prepared(states.draft, states)
            newest = states.newest()
            try:
                trainer.train(resume_from_checkpoint=str(newest) if newest else None)
            except (CancelledError, TrainingError):
                if trainer.state.global_step:
                    trainer.keep_state()
                raise
            trained = self._trained(trainer)
            if trainer.is_world_process_zero():
                self._keep(trainer, trained, fingerprint)
            trainer.accelerator.wait_for_everyone()
        return trained

    def rehearse(self) -> Outlook:
        """Do a few steps and see what they take; see `outlook`."""
        with tempfile.TemporaryDirectory() as folder, _quietly():
            trainer = self.prepared(Path(folder), Checkpoints(Path(folder)))
            rehearsal = Rehearsal()
            trainer.add_callback(rehearsal)
            trainer.train()
            return rehearsal.outlook(trainer)

    def prepared(self, draft: Path, states: Checkpoints) -> AdapterTrainer:
        """A trainer before its first step.

        Args:
            draft: folder that states are written in.
            states: where they are kept.
        """
        work = self._work
        self._tell(Progress(Phase.LOADING))
        loaded, recipe = load_base(work.base)
        if work.row_tokens:
            recipe = replace(recipe, row_tokens=work.row_tokens)
        self._check()
        lessons, held_out = self._read(loaded, recipe)
        seconds = work.minutes * 60 if work.minutes else None
        passes = work.passes or recipe.passes
        order = Order(lessons.lengths, recipe.step_tokens, passes, work.seed)
        measured = held_out.within(measured_tokens(recipe, passes * sum(lessons.lengths)))
        plan = Plan(lessons, measured, order, seconds)
        model = with_adapter(loaded.model, recipe.rank, work.seed, work.start)
        reporter = Reporter(plan, self._tell)
        trainer = AdapterTrainer(
            model,
            arguments(draft, len(order), recipe, work.seed),
            plan=plan,
            recipe=recipe,
            rows=MicroBatches(model, recipe.row_tokens),
            checkpoints=states,
            cancelled=self._cancelled,
            remark=reporter.remark,
        )
        reporter.trainer = trainer
        trainer.remove_callback(PrinterCallback)
        trainer.add_callback(reporter)
        return trainer

    def _read(self, loaded: LoadedModel, recipe: Recipe) -> tuple[Lessons, Lessons]:
        fills_blanks = BLANKS in (self._work.base.has_read or ())
        encoder = Encoder(loaded.processor, fills_blanks=fills_blanks)
        longest = min(loaded.context_length, recipe.row_tokens)
        size = [path.stat().st_size for path in (self._work.examples, self._work.held_out)]

        def read(path: Path, before: float, share: float) -> Lessons:
            told = before

            def tell(part: float) -> None:
                nonlocal told
                # A hundred times at most, however many examples there are.
                if (now := before + share * part) >= told + 0.01:
                    told = now
                    self._tell(Progress(Phase.READING, now))

            return Lessons.read(path, encoder, longest, tell, self._cancelled)

        first = size[0] / max(sum(size), 1)
        return read(self._work.examples, 0, first), read(self._work.held_out, first, 1 - first)

    def _trained(self, trainer: AdapterTrainer) -> Trained:
        lessons, clock = trainer.plan.lessons, trainer.clock
        return Trained(
            adapter=self._work.out / "adapter",
            examples=len(lessons),
            too_long=lessons.too_long,
            steps=trainer.state.global_step,
            tokens=clock.tokens,
            seconds=clock.seconds,
            loss_before=clock.loss_before,
            loss_after=clock.best,
        )

    def _keep(self, trainer: AdapterTrainer, trained: Trained, fingerprint: str) -> None:
        """Write the adapter; only then is the state of the training given up."""
        out = self._work.out
        draft = out / "adapter.draft"
        with writing("the adapter", draft):
            shutil.rmtree(draft, ignore_errors=True)
            save_adapter(trainer.model, trainer.best, self._work.base.name, draft)
            replace_folder(draft, trained.adapter)
            write_done(out, fingerprint, trained)
        shutil.rmtree(out / "states", ignore_errors=True)

    def _check(self) -> None:
        if self._cancelled.is_set():
            raise CancelledError


def arguments(draft: Path, steps: int, recipe: Recipe, seed: int) -> TrainingArguments:
    """What the Trainer of `transformers` is told; the rest is our own doing.

    Args:
        draft: folder that states are written in.
        steps: of all passes.
        recipe: how the adapter is taught.
        seed: of all that is drawn.
    """
    gpu = torch.cuda.is_available()
    return TrainingArguments(
        output_dir=str(draft),
        max_steps=steps,
        per_device_train_batch_size=1,
        learning_rate=recipe.learning_rate,
        max_grad_norm=recipe.largest_gradient,
        weight_decay=0.0,
        bf16=gpu or has_avx512bf16(),
        use_cpu=not gpu,
        seed=seed,
        eval_on_start=True,
        logging_steps=1,
        logging_nan_inf_filter=False,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        dataloader_pin_memory=False,
        ddp_find_unused_parameters=False,
        ddp_broadcast_buffers=False,
    )


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Let the libraries say nothing: what matters is told."""
    before = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(before)
