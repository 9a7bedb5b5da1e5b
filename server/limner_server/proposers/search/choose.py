"""Which of the fixes that pass the tests is probably meant.

What most of them do alike is likelier right than what one does alone: fixes are grouped by what
they answer where the tests do not ask, and a group weighs as much as its members together. Known
from programs that a model writes, as AlphaCode's clusters (Li et al., "Competition-level code
generation with AlphaCode", Science 2022); here the weight of a fix is its likelihood by cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import exp, log
from typing import Final

from limner_server.patch import Patch
from limner_server.proposers.search.behaviour import Behaviour

# What it costs, in nats, to fail or to answer nothing on all inputs where the other fixes answer.
_FAILS: Final = 4.0


def choose(survivors: Sequence[Patch], behaviours: Sequence[Behaviour] = ()) -> list[Patch]:
    """The survivors, the likeliest first.

    Args:
        survivors: fixes that pass the tests.
        behaviours: what each answers to the same calls; nothing where it is not known.
    """
    alone = [patch.cost for patch in survivors]
    together = list(alone)
    if behaviours:
        weights = [
            exp(-cost - _FAILS * share)
            for cost, share in zip(alone, _failures(behaviours), strict=True)
        ]
        groups: defaultdict[Behaviour, float] = defaultdict(float)
        for behaviour, weight in zip(behaviours, weights, strict=True):
            groups[behaviour] += weight
        together = [-log(groups[behaviour]) for behaviour in behaviours]
    order = sorted(
        range(len(survivors)),
        key=lambda index: (together[index], alone[index], survivors[index].size),
    )
    return [survivors[index] for index in order]


def _failures(behaviours: Sequence[Behaviour]) -> list[float]:
    """Of the calls that most fixes answer, the share that each does not, 0 to 1."""
    asked = [
        index
        for index, answers in enumerate(zip(*behaviours, strict=True))
        if sum(map(_is_answer, answers)) * 2 > len(answers)
    ]
    if not asked:
        return [0.0] * len(behaviours)
    return [
        sum(not _is_answer(behaviour[index]) for index in asked) / len(asked)
        for behaviour in behaviours
    ]


def _is_answer(text: str) -> bool:
    return bool(text) and not text.startswith("!")
