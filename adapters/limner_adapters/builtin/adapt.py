"""Trains a LoRA adapter on the 4-bit model (arXiv 2106.09685 and 2305.14314)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from limner_adapters.builtin.batches import Size, endless_pages, endless_texts
from limner_adapters.builtin.encoding import collate
from limner_adapters.builtin.recipe import Recipe
from limner_adapters.builtin.train import answer_loss
from limner_adapters.examples import Task
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import InstalledModel
from limner_model.loader import load_model
from limner_model.store.describing import describe

LICENCE = "Apache-2.0"  # of the weights, as of the project


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an adapter is taught.

    Attributes:
        base: folder of the 4-bit model.
        data: folder of the pages' shards, or a file of examples.
        out: folder of the adapter.
        minutes: of training.
        ocr_only: learn from pages alone that Tesseract read.
        task: that the adapter is for.
    """

    base: Path
    data: Path
    out: Path
    minutes: float
    ocr_only: bool = True
    task: Task = Task.UI


def adapt(recipe: Recipe, lesson: Lesson, tell: Callable[[str], None]) -> None:
    """Train an adapter until the minutes are spent, and save it."""
    import torch  # noqa: PLC0415

    from limner_adapters.tuning.qlora.lora import with_adapter  # noqa: PLC0415

    base = InstalledModel(BUILTIN_MODEL, lesson.base, {})
    loaded = load_model(base, for_training=True)
    model = with_adapter(loaded.model, recipe.lora_rank, recipe.seed).train()
    trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=recipe.lora_learning_rate)
    tokenizer = loaded.processor.tokenizer
    size, rng = Size(recipe.batch_tokens, recipe.context), random.Random(recipe.seed)
    if lesson.data.is_dir():
        batches = endless_pages(lesson.data, tokenizer, size, rng, ocr_only=lesson.ocr_only)
    else:
        batches = endless_texts(lesson.data, tokenizer, size, rng)
    start, mean = time.monotonic(), 0.0
    for step, batch in enumerate(batches):
        spent = (time.monotonic() - start) / 60 / lesson.minutes
        if spent >= 1:
            break
        for parameters in optimizer.param_groups:
            parameters["lr"] = recipe.lora_learning_rate * max(1 - spent, 0.02)
        loss = answer_loss(model.base_model.model, collate(batch, tokenizer.pad_token_id))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trainable, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean = loss.item() if step == 0 else 0.95 * mean + 0.05 * loss.item()
        if step % 20 == 0:
            tell(f"step {step} minute {60 * spent * lesson.minutes / 60:.1f} loss {mean:.4f}")
    model.save_pretrained(lesson.out)
    (lesson.out / "README.md").unlink(missing_ok=True)  # a card that says nothing
    describe(lesson.out, base, task=lesson.task, licence=LICENCE, origin="limner train adapter")
