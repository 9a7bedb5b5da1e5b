"""Trains the built-in model from scratch on the CPU: one process a core, or as many as asked.

The gradients of the processes are averaged over gloo. Training is bound by time, not by steps: the
learning rate follows the share of the minutes that is spent. It goes on where it stopped.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner_adapters.builtin.batches import endless_batches
from limner_adapters.builtin.builder import build_model
from limner_adapters.builtin.encoding import collate
from limner_adapters.builtin.recipe import Recipe

CHECKPOINT_SECONDS = 300.0
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Session:
    """One run of training.

    Attributes:
        data: folder of the shards.
        out: folder of checkpoints; what is there already is gone on with.
        minutes: of training in all, earlier runs counted.
        processes: that train side by side.
        port: of loopback, by which the processes meet.
    """

    data: Path
    out: Path
    minutes: float
    processes: int = 2
    port: int = 29731


def train(recipe: Recipe, session: Session) -> None:
    """Train until the minutes are spent; the last state lies in `session.out`."""
    from torch.multiprocessing.spawn import spawn  # noqa: PLC0415

    spawn(_train_process, (recipe, session), nprocs=session.processes)  # type: ignore[no-untyped-call]


def _train_process(rank: int, recipe: Recipe, session: Session) -> None:
    import torch  # noqa: PLC0415
    import torch.distributed as group  # noqa: PLC0415
    from transformers import AutoTokenizer  # noqa: PLC0415

    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    group.init_process_group(
        "gloo",
        init_method=f"tcp://127.0.0.1:{session.port}",
        rank=rank,
        world_size=session.processes,
    )
    tokenizer = AutoTokenizer.from_pretrained(session.out / "tokenizer")
    run = _Run(recipe, session, tokenizer)
    run.resume()
    batches = endless_batches(
        session.data,
        tokenizer,
        recipe.batch_tokens,
        recipe.context,
        random.Random(recipe.seed + 1000 * run.step + rank),
    )
    tell = _printer(rank)
    for batch in batches:
        run.learn(batch, tell)
        if rank == 0 and time.monotonic() - run.saved_at > CHECKPOINT_SECONDS:
            run.save()
        if run.spent >= 1.0:
            break
    if rank == 0:
        run.save()
    group.barrier()
    group.destroy_process_group()


def _printer(rank: int) -> Callable[[str], None]:
    def tell(line: str) -> None:
        if rank == 0:
            print(line, flush=True)  # noqa: T201 - the log of a long run

    return tell


class _Run:
    """Model, optimizers and clock of one process."""

    def __init__(self, recipe: Recipe, session: Session, tokenizer: Any) -> None:
        self._recipe, self._session, self._pad = recipe, session, tokenizer.pad_token_id
        self.model = build_model(recipe, tokenizer).train()
        self._optimizers = build_optimizers(self.model, recipe)
        self.step = 0
        self.spent = 0.0  # share of the minutes
        self._minutes_before = 0.0
        self._started = self.saved_at = time.monotonic()
        self._mean_loss = 0.0
        self._samples = 0

    def learn(self, batch: list[Any], tell: Callable[[str], None]) -> None:
        import torch  # noqa: PLC0415

        rate = learning_rate(self._recipe, self.step, self.spent)
        for optimizer in self._optimizers:
            for parameters in optimizer.param_groups:
                parameters["lr"] = rate
        loss = answer_loss(self.model, collate(batch, self._pad))
        loss.backward()
        minutes = self._minutes_before + (time.monotonic() - self._started) / 60
        mean, spent = _average(
            self.model, [loss.item(), minutes / self._session.minutes], self._session.processes
        )
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _CLIP)
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
        self.spent = spent
        self.step += 1
        self._samples += len(batch) * self._session.processes
        self._mean_loss = mean if self.step == 1 else 0.97 * self._mean_loss + 0.03 * mean
        if self.step % 20 == 0:
            pace = self._samples / (time.monotonic() - self._started)
            tell(
                f"step {self.step} minute {minutes:.1f} loss {self._mean_loss:.4f} "
                f"rate {rate:.5f} samples {self._samples} ({pace:.1f}/s)"
            )

    def save(self) -> None:
        import torch  # noqa: PLC0415

        minutes = self._minutes_before + (time.monotonic() - self._started) / 60
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
            "step": self.step,
            "minutes": minutes,
            "loss": self._mean_loss,
        }
        draft = self._session.out / "state.draft"
        torch.save(state, draft)
        draft.replace(self._session.out / "state.pt")
        self.saved_at = time.monotonic()

    def resume(self) -> None:
        import torch  # noqa: PLC0415

        path = self._session.out / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self._mean_loss = state["step"], state["loss"]
        self._minutes_before = state["minutes"]


def build_optimizers(model: Any, recipe: Recipe) -> list[Any]:
    """Muon for the matrices between layers, AdamW for embeddings, norms and biases.

    Muon: Jordan et al., 2024, https://kellerjordan.github.io/posts/muon.
    """
    import torch  # noqa: PLC0415

    matrices: list[Any] = []
    others: list[Any] = []
    for name, parameter in model.named_parameters():
        parameter.grad = torch.zeros_like(parameter)
        is_matrix = parameter.ndim == 2 and "embed" not in name and "lm_head" not in name
        (matrices if is_matrix else others).append(parameter)
    return [
        torch.optim.Muon(
            matrices,
            lr=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
            adjust_lr_fn="match_rms_adamw",
            ns_steps=4,
        ),
        torch.optim.AdamW(others, lr=recipe.learning_rate, betas=(0.9, 0.95), weight_decay=0.01),
    ]


def learning_rate(recipe: Recipe, step: int, spent: float) -> float:
    """Warm up, hold, then fall in a line to a fiftieth of the peak."""
    warm = min(1.0, (step + 1) / recipe.warm_up)
    fall = min(1.0, (1.0 - spent) / recipe.decay)
    return recipe.learning_rate * warm * max(fall, 0.02)


def answer_loss(model: Any, batch: dict[str, Any]) -> Any:
    """Mean cross-entropy of the labelled tokens; only they go through the output layer."""
    import torch  # noqa: PLC0415

    labels = batch["labels"][:, 1:]
    wanted = labels >= 0
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.model(
            input_ids=batch["input_ids"],
            attention_mask=batch["attention_mask"],
            pixel_values=batch["pixel_values"],
            use_cache=False,
        ).last_hidden_state
        logits = model.lm_head(hidden[:, :-1][wanted])
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
