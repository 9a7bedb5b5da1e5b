"""What moves the weights: Muon and AdamW, and the learning rate over the time of a run."""

from __future__ import annotations

from typing import Any

from limner_adapters.builtin.recipe import Recipe


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
