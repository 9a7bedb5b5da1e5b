"""Which of the fixes that pass the tests is probably meant.

The likeliest by its cost, mostly. Two things are seen by running the fixes where the tests do not
ask: a fix that fails where the others answer is less likely right, and one that others agree with
a little more. That programs which do the same speak for each other is the idea of AlphaCode's
clusters (Li et al., "Competition-level code generation with AlphaCode", Science 2022). For small
changes it holds only weakly: one wrong idea can be written in many ways.
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
# How much of the likelihood of those that answer alike counts for each.
_AGREEMENT: Final = 0.15


def choose(survivors: Sequence[Patch], behaviours: Sequence[Behaviour] = ()) -> list[Patch]:
    """The survivors, the likeliest first.

    Args:
        survivors: fixes that pass the tests.
        behaviours: what each answers to the same calls; nothing where it is not known.
    """
    costs = [patch.cost for patch in survivors]
    if behaviours:
        costs = _seen(costs, behaviours)
    order = sorted(
        range(len(survivors)),
        key=lambda index: (costs[index], survivors[index].size),
    )
    return [survivors[index] for index in order]


def _seen(costs: Sequence[float], behaviours: Sequence[Behaviour]) -> list[float]:
    """The costs of fixes after it was seen what they answer."""
    failing = [
        cost + _FAILS * share for cost, share in zip(costs, _failures(behaviours), strict=True)
    ]
    groups: defaultdict[Behaviour, float] = defaultdict(float)
    for behaviour, cost in zip(behaviours, failing, strict=True):
        groups[behaviour] += exp(-cost)
    return [
        cost - _AGREEMENT * (cost + log(groups[behaviour]))
        for behaviour, cost in zip(behaviours, failing, strict=True)
    ]


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
