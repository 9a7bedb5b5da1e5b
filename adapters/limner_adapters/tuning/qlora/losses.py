"""The loss of a row, of the answers' tokens alone; and when it is none."""

from __future__ import annotations

import math
from typing import Any

import torch

from limner_adapters.tuning.qlora.collate import Row
from limner_adapters.tuning.qlora.errors import TrainingError


def answer_loss(model: Any, row: Row, device: Any) -> Any:
    """The cross-entropy of a row's answers, summed over their tokens.

    Args:
        model: wrapped or not; only the answers' places go through its output layer.
        row: on the CPU.
        device: of the model.
    """
    inputs = {
        # Where texts begin is read on the CPU, at every layer.
        name: value.to(device) if torch.is_tensor(value) and name != "cu_seq_lens_q" else value
        for name, value in row.inputs.items()
    }
    logits = model(**inputs).logits[0].float()
    return torch.nn.functional.cross_entropy(logits, row.targets.to(device), reduction="sum")


def check_finite(loss: Any, model: Any, step: int, origins: list[str]) -> None:
    """Make sure that a loss and its gradients are numbers, before anything is learnt from them.

    Raises:
        TrainingError: they are not.
    """
    gradients = [one.grad for one in model.parameters() if one.grad is not None]
    if torch.isfinite(loss + torch.nn.utils.get_total_norm(gradients)):
        return
    where = ", ".join(sorted(set(origins))[:3])
    raise TrainingError(
        f"the loss is no number any more at step {step} (examples of {where}); what was learnt "
        "before is kept",
        "leave these examples out, or choose another base by --base",
    )


def check_measured(loss: float, step: int) -> None:
    """Make sure that a held-out loss is a number.

    Raises:
        TrainingError: it is not.
    """
    if not math.isfinite(loss):
        raise TrainingError(
            f"the held-out loss is no number after step {step}", "choose another base by --base"
        )
