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
        passes: through the examples, where nothing else is asked for; the adapter that is kept is
            that of the step which found the held-out ones likeliest.
        step_tokens: about so many tokens decide one optimizer step, all devices together.
        row_tokens: the most that go through the model at once on one device, to begin with; the
            memory decides.
        warm_up: first share of the training, in which the learning rate rises.
        largest_gradient: norm to which larger gradients are cut.
        measurements: of the held-out loss in a training, beside the one before it.
        measured_share: so many tokens of held-out examples, at most, as this share of all that are
            learnt from, pass by pass. A measurement takes a third of a token's time in training:
            nine of them take a tenth.
        measured_tokens: the fewest and the most of them, as long as there are as many.
    """

    rank: int
    learning_rate: float
    passes: int = 3
    step_tokens: int = 8192
    row_tokens: int = 4096
    warm_up: float = 0.05
    largest_gradient: float = 1.0
    measurements: int = 8
    measured_share: float = 1 / 30
    measured_tokens: tuple[int, int] = (4_000, 60_000)


# The rates of the QLoRA paper (Dettmers et al., arXiv 2305.14314, table 9) for models of billions
# of parameters.
LARGE = Recipe(rank=16, learning_rate=2e-4)
# A model of a few million parameters must learn more, and bears larger steps and more of them.
SMALL = Recipe(rank=16, learning_rate=3e-3, passes=5, step_tokens=4096)


def rate(recipe: Recipe, spent: float) -> float:
    """The share of the peak's learning rate where `spent` of the training is done.

    It rises in a line, and falls in one; it is never nothing, so that every step teaches.
    """
    rise = spent / recipe.warm_up
    fall = (1.0 - spent) / (1.0 - recipe.warm_up)
    return max(min(rise, fall), 0.02)


def measured_tokens(recipe: Recipe, learnt: int) -> int:
    """How many tokens of held-out examples are measured on, where `learnt` are learnt from."""
    least, most = recipe.measured_tokens
    return int(min(max(learnt * recipe.measured_share, least), most))
