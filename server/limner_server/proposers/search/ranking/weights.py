"""What a small change costs by what was learnt: how seldom it is the one that is needed.

A conditional logit of the changes that a search finds in one function, of which one mends it
(McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): of each change the
weights of its features are added up. The weights were fitted by `limner train ranking`, to bugs
put into right code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from limner_server.proposers.search.ranking.features import Features

# How much what was learnt counts beside the rules, which get the rest. It is little, as bugs that
# were put in are not those of people: with three tenths, what passes the tests and is wrong came
# before the right repair of two more of 44 bugs of our own, with one tenth of none.
TRUST: Final = 0.1
_CHEAPEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt of the changes of a language.

    Attributes:
        bias: what a change costs of which nothing speaks for or against it, in nats. By it the
            costs are in the middle what they are by the rules.
        weights: of the features; the larger, the likelier.
    """

    bias: float
    weights: Mapping[str, float]

    def utility(self, features: Features) -> float:
        """How much likelier a change with these features is than one with none, in nats."""
        weights = self.weights
        return sum(weights[name] * value for name, value in features.items() if name in weights)

    def cost(self, features: Features, by_rules: float) -> float:
        """What a change with these features costs, in nats.

        Args:
            features: of the change.
            by_rules: what it costs by the rules.
        """
        learnt = self.bias - self.utility(features)
        return max((1 - TRUST) * by_rules + TRUST * learnt, _CHEAPEST)


@cache
def learnt(family: str) -> Weights | None:
    """The weights that come with Limner.

    Args:
        family: of the language: "python" or "javascript".

    Returns:
        None where nothing was learnt of it: its changes come by the rules alone.
    """
    path = files(__package__).joinpath(f"{family}.json")
    if not path.is_file():
        return None
    found = json.loads(path.read_text("utf-8"))
    return Weights(found["bias"], found["weights"])
