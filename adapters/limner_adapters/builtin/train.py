"""Trains the built-in model from scratch: on the CPU with one process a core, or on one GPU.

The gradients of the processes are averaged over gloo. Training is bound by time, not by steps: the
learning rate follows the share of the minutes that is spent. It goes on where it stopped, on the
same machine or on another.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner_adapters.builtin.batches import Size, endless_pages, endless_texts, mixed
from limner_adapters.builtin.builder import build_model
from limner_adapters.builtin.checkpoint import load_state, save_state
from limner_adapters.builtin.encoding import Encoded, collate
from limner_adapters.builtin.optimizers import build_optimizers, learning_rate
from limner_adapters.builtin.recipe import Recipe

CHECKPOINT_SECONDS = 300.0
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Session:
    """One run of training.

    Attributes:
        data: folder of the pages' shards.
        lessons: files of examples from source code; none for a model of pages alone.
        out: folder of checkpoints; what is there already is gone on with.
        minutes: of training in all, earlier runs counted.
        leg: most minutes of this run, where a machine is not lent for longer.
        processes: that train side by side.
        device: "cpu" or "cuda".
        port: of loopback, by which the processes meet.
    """

    data: Path
    lessons: tuple[Path, ...]
    out: Path
    minutes: float
    leg: float = float("inf")
    processes: int = 2
    device: str = "cpu"
    port: int = 29731


def train(recipe: Recipe, session: Session) -> None:
    """Train until the minutes are spent; the last state lies in `session.out`."""
    if session.processes == 1:
        _train_process(0, recipe, session)
        return
    from torch.multiprocessing.spawn import spawn  # noqa: PLC0415

    spawn(_train_process, (recipe, session), nprocs=session.processes)  # type: ignore[no-untyped-call]


def _train_process(rank: int, recipe: Recipe, session: Session) -> None:
    import torch  # noqa: PLC0415
    import torch.distributed as group  # noqa: PLC0415
    from transformers import AutoTokenizer  # noqa: PLC0415

    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    if session.processes > 1:
        group.init_process_group(
            "gloo",
            init_method=f"tcp://127.0.0.1:{session.port}",
            rank=rank,
            world_size=session.processes,
        )
    tokenizer = AutoTokenizer.from_pretrained(session.out / "tokenizer")
    run = _Run(recipe, session, tokenizer)
    run.resume()
    tell = _printer(rank)
    rng = random.Random(recipe.seed + 1000 * run.step + rank)
    for batch in _batches(recipe, session, tokenizer, rng):
        run.learn(batch, tell)
        if rank == 0 and time.monotonic() - run.saved_at > CHECKPOINT_SECONDS:
            run.save()
        if run.is_over:
            break
    if rank == 0:
        run.save()
    if session.processes > 1:
        group.barrier()
        group.destroy_process_group()


def _batches(
    recipe: Recipe, session: Session, tokenizer: Any, rng: random.Random
) -> Iterator[list[Encoded]]:
    size = Size(recipe.batch_tokens, recipe.context)
    pages = endless_pages(session.data, tokenizer, size, rng)
    if not session.lessons:
        return pages
    # One file as often as the other, whatever their lengths.
    share = (1 - recipe.page_share) / len(session.lessons)
    texts = [(share, endless_texts(file, tokenizer, size, rng)) for file in session.lessons]
    return mixed([(recipe.page_share, pages), *texts], rng)


def _printer(rank: int) -> Callable[[str], None]:
    def tell(line: str) -> None:
        if rank == 0:
            print(line, flush=True)  # noqa: T201 - the log of a long run

    return tell


class _Run:
    """Model, optimizers and clock of one process."""

    def __init__(self, recipe: Recipe, session: Session, tokenizer: Any) -> None:
        self._recipe, self._session, self._pad = recipe, session, tokenizer.pad_token_id
        self.model = build_model(recipe, tokenizer).train().to(session.device)
        self._optimizers = build_optimizers(self.model, recipe)
        self.step = 0
        self.is_over = False
        self._minutes_before = 0.0
        self._started = self.saved_at = time.monotonic()
        self._losses: dict[bool, float] = {}
        self._samples = 0

    def learn(self, batch: list[Encoded], tell: Callable[[str], None]) -> None:
        import torch  # noqa: PLC0415

        here = (time.monotonic() - self._started) / 60
        minutes = self._minutes_before + here
        loss = answer_loss(self.model, collate(batch, self._pad), self._session.device)
        loss.backward()
        spent, over = minutes / self._session.minutes, float(here >= self._session.leg)
        if self._session.processes > 1:
            spent, over = _average(self.model, [spent, over], self._session.processes)
        rate = learning_rate(self._recipe, self.step, spent)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _CLIP)
        for optimizer in self._optimizers:
            for parameters in optimizer.param_groups:
                parameters["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
        self.is_over = spent >= 1.0 or over > 0
        self.step += 1
        self._samples += len(batch) * self._session.processes
        is_pages, mean = bool(batch[0].blanks), loss.item()
        self._losses[is_pages] = 0.97 * self._losses.get(is_pages, mean) + 0.03 * mean
        if self.step % 20 == 0:
            pace = self._samples / (time.monotonic() - self._started)
            losses = " ".join(
                f"{'pages' if kind else 'texts'} {value:.4f}"
                for kind, value in sorted(self._losses.items())
            )
            tell(f"step {self.step} minute {minutes:.1f} {losses} rate {rate:.5f} {pace:.1f}/s")

    def save(self) -> None:
        minutes = self._minutes_before + (time.monotonic() - self._started) / 60
        tensors = {f"model.{name}": value for name, value in self.model.state_dict().items()}
        for number, optimizer in enumerate(self._optimizers):
            for place, state in optimizer.state_dict()["state"].items():
                for name, value in state.items():
                    tensors[f"optimizer.{number}.{place}.{name}"] = value
        save_state(self._session.out, tensors, {"step": self.step, "minutes": minutes})
        self.saved_at = time.monotonic()

    def resume(self) -> None:
        found = load_state(self._session.out)
        if found is None:
            return
        tensors, figures = found
        self.model.load_state_dict(model_weights(tensors))
        for number, optimizer in enumerate(self._optimizers):
            whole = optimizer.state_dict()
            for name, value in tensors.items():
                if name.startswith(f"optimizer.{number}."):
                    _, _, place, what = name.split(".")
                    whole["state"].setdefault(int(place), {})[what] = value
            optimizer.load_state_dict(whole)
        self.step, self._minutes_before = int(figures["step"]), figures["minutes"]


def model_weights(tensors: dict[str, Any]) -> dict[str, Any]:
    """The model's own of the tensors of a checkpoint."""
    return {
        name.removeprefix("model."): value
        for name, value in tensors.items()
        if name.startswith("model.")
    }


def answer_loss(model: Any, batch: dict[str, Any], device: str = "cpu") -> Any:
    """Mean cross-entropy of the labelled places; only they go through the output layer."""
    import torch  # noqa: PLC0415

    on_device: dict[str, Any] = {
        name: None if value is None else value.to(device) for name, value in batch.items()
    }
    labels = on_device["labels"]
    wanted = labels >= 0
    with torch.autocast(device, torch.bfloat16):
        hidden = model.model(
            input_ids=on_device["input_ids"],
            attention_mask=on_device["attention_mask"],
            pixel_values=on_device["pixel_values"],
            use_cache=False,
        ).last_hidden_state
        logits = model.lm_head(hidden[wanted])
    return torch.nn.functional.cross_entropy(logits.float(), labels[wanted])


def _average(model: Any, figures: list[float], processes: int) -> list[float]:
    """Average the gradients of all processes, and `figures` with them."""
    import torch  # noqa: PLC0415
    import torch.distributed as group  # noqa: PLC0415

    gradients = [parameter.grad for parameter in model.parameters()]
    flat = torch.cat([*(gradient.reshape(-1) for gradient in gradients), torch.tensor(figures)])
    group.all_reduce(flat)
    flat /= processes
    start = 0
    for gradient in gradients:
        gradient.copy_(flat[start : start + gradient.numel()].view_as(gradient))
        start += gradient.numel()
    return [float(value) for value in flat[start:]]
