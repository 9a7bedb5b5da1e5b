"""Which examples decide which optimizer step: the same on every device and after every stop."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

# An adapter learns more from some steps on few examples than from one step on all.
_STEPS_A_PASS: Final = 8


class Order:
    """All steps of a training: for each, the examples that it learns from.

    In every pass each example has its turn once, in an order of its own.
    """

    def __init__(self, lengths: Sequence[int], step_tokens: int, passes: int, seed: int) -> None:
        """Share the examples out.

        Args:
            lengths: of the examples, in tokens.
            step_tokens: of a step, about.
            passes: through all examples.
            seed: of the order.
        """
        room = min(step_tokens, -(-sum(lengths) // _STEPS_A_PASS))
        self.steps = [
            step for turn in range(passes) for step in _one_pass(lengths, room, seed, turn)
        ]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self.steps)


def _one_pass(lengths: Sequence[int], room: int, seed: int, turn: int) -> list[list[int]]:
    order = list(range(len(lengths)))
    random.Random(f"{seed} {turn}").shuffle(order)
    steps: list[list[int]] = [[]]
    tokens = 0
    for index in order:
        if steps[-1] and tokens + lengths[index] > room:
            steps.append([])
            tokens = 0
        steps[-1].append(index)
        tokens += lengths[index]
    return steps


def share_of(step: Sequence[int], device: int, devices: int) -> list[int]:
    """The examples of a step that one of several devices learns from."""
    return list(step[device::devices])
