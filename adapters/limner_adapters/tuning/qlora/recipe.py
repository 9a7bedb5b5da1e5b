"""How adapters are taught: every number that decides what comes out of tuning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an adapter is taught.

    Attributes:
        rank: of the matrices that LoRA adds (Hu et al., arXiv 2106.09685); their product is scaled
            by two.
        learning_rate: of AdamW at its peak.
        step_tokens: about so many tokens decide one optimizer step, all devices together.
        row_tokens: the most that go through the model at once on one device, to begin with; the
            memory decides.
        warm_up: first share of the training, in which the learning rate rises.
        largest_gradient: norm to which larger gradients are cut.
        measured_tokens: of held-out examples at most that the loss is measured on.
        measurements: of the held-out loss in a training, beside the one before it.
    """

    rank: int
    learning_rate: float
    step_tokens: int = 8192
    row_tokens: int = 4096
    warm_up: float = 0.05
    largest_gradient: float = 1.0
    measured_tokens: int = 60_000
    measurements: int = 8


# The rates of the QLoRA paper (Dettmers et al., arXiv 2305.14314, table 9) for models of billions
# of parameters.
LARGE = Recipe(rank=16, learning_rate=2e-4)
# A model of a few million parameters learns more from a step, and must learn more.
SMALL = Recipe(rank=16, learning_rate=2e-3)
