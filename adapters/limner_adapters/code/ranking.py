"""Fits the order of the changes that a search of repairs tries.

Of the changes of a function with a bug one is the right one; the weights are those under which it
is as likely as can be among them (a conditional logit; McFadden, "Conditional logit analysis of
qualitative choice behavior", 1974), drawn towards the order of the rules by a ridge.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from limner_adapters.code.bugs import SHARES
from limner_adapters.code.choices import Choice
from limner_server.proposers.search.ranking.features import Features, Surroundings
from limner_server.proposers.search.ranking.weights import Weights

# How strongly the weights are drawn to the order of the rules, beside the mean loss of a bug. It is
# far more than is best on held-out functions: bugs that were put in are not those of people, and
# what is fitted closely to the former ranks the latter worse.
RIDGE: Final = 0.2
# Each package is held out once, with a part of the others.
_FOLDS: Final = 5
# Features of fewer bugs than this say nothing of their own.
_LEAST: Final = 20
_STEPS: Final = 200
# The feature that the rules alone go by, against which the others are drawn to nothing.
_BY_RULES: Final = "cost"

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was fitted, and how well it does.

    Attributes:
        weights: fitted to all bugs.
        bugs: how many of them.
        changes: how many they had together.
        by_rules: the place of each right change in the order of the rules, from 1.
        alone: by weights that were fitted to the functions of other packages.
        beside: by both, as the server counts them.
    """

    weights: Weights
    bugs: int
    changes: int
    by_rules: tuple[int, ...]
    alone: tuple[int, ...]
    beside: tuple[int, ...]

    @property
    def figures(self) -> dict[str, float]:
        """The places in a few numbers."""
        return {
            "bugs": self.bugs,
            "changes": self.changes,
            "median place by the rules": median(self.by_rules),
            "median place by weights of other packages": median(self.alone),
            "median place by both": median(self.beside),
            "mean reciprocal place by the rules": _reciprocal(self.by_rules),
            "mean reciprocal place by weights of other packages": _reciprocal(self.alone),
            "mean reciprocal place by both": _reciprocal(self.beside),
        }


def fit_ranking(choices: Sequence[Choice], ridge: float = RIDGE) -> Ranking:
    """Fit the weights, and try weights fitted likewise on functions that these have not seen.

    Args:
        choices: the bugs and their changes, of at least two packages.
        ridge: how strongly they are drawn to the order of the rules.
    """
    described = [_described(choice) for choice in choices]
    folds = [_fold(choice.package) for choice in choices]
    alone, beside = [0] * len(choices), [0] * len(choices)
    for fold in {*folds}:
        rest = [at for at, one in enumerate(folds) if one != fold]
        if not rest:
            continue
        weights = _fitted([choices[at] for at in rest], [described[at] for at in rest], ridge)
        for at in (at for at, one in enumerate(folds) if one == fold):
            utilities = [weights.utility(features) for features in described[at]]
            alone[at] = _place([-one for one in utilities], choices[at].right)
            pairs = zip(described[at], choices[at].costs, strict=True)
            beside[at] = _place([weights.cost(*pair) for pair in pairs], choices[at].right)
    return Ranking(
        _fitted(choices, described, ridge),
        len(choices),
        sum(map(len, described)),
        tuple(choice.right + 1 for choice in choices),
        tuple(alone),
        tuple(beside),
    )


def write_ranking(path: Path, ranking: Ranking) -> None:
    """Write what the server reads: `limner_server.proposers.search.ranking`."""
    found = {
        "made by": "limner train ranking",
        "figures": {name: round(value, 3) for name, value in ranking.figures.items()},
        "bias": ranking.weights.bias,
        "weights": dict(sorted(ranking.weights.weights.items())),
    }
    path.write_text(f"{json.dumps(found, indent=1)}\n", encoding="utf-8")


def _described(choice: Choice) -> list[Features]:
    """The features of each change."""
    surroundings = Surroundings(choice.text)
    return [
        surroundings.features(choice.edits_of(at), cost) for at, cost in enumerate(choice.costs)
    ]


def _fold(package: str) -> int:
    return hashlib.sha256(package.encode()).digest()[1] % _FOLDS


def _place(costs: Sequence[float], right: int) -> int:
    """The place of one of several costs, from 1; of those that are alike the first comes first."""
    cost = costs[right]
    return 1 + sum(one < cost for one in costs) + sum(one == cost for one in costs[:right])


def _reciprocal(places: Sequence[int]) -> float:
    return fmean(1 / place for place in places)


def _fitted(
    choices: Sequence[Choice], described: Sequence[Sequence[Features]], ridge: float
) -> Weights:
    """The weights that make the right changes the likeliest."""
    often = Counter(
        name
        for features in described
        for name in {name for one in features for name, value in one.items() if value}
    )
    names = sorted({name for name, count in often.items() if count >= _LEAST} | {_BY_RULES})
    bugs = _Bugs.of(choices, described, names)
    by_rules = -(np.array(names) == _BY_RULES).astype(float)
    values = _likeliest(bugs, by_rules, ridge)
    # In the middle the costs, and how far they lie apart, are those of the rules: what is said of
    # places, and of a model's likelihoods, was weighed beside these.
    utilities = bugs.matrix @ values
    costs = np.array([cost for choice in choices for cost in choice.costs])
    if apart := _apart(utilities, bugs.begins):
        values *= _apart(costs, bugs.begins) / apart
    bias = float(np.median(bugs.matrix @ values) + np.median(costs))
    weights = {
        name: rounded
        for name, value in zip(names, values, strict=True)
        if (rounded := round(float(value), 3))
    }
    return Weights(round(bias, 3), weights)


def _apart(values: _Floats, begins: NDArray[np.int64]) -> float:
    """How far the values of a bug's changes lie apart, in the mean of the bugs."""
    return fmean(float(one.std()) for one in np.split(values, begins[1:]))


@dataclass(frozen=True, slots=True)
class _Bugs:
    """The bugs as numbers.

    Attributes:
        matrix: [changes, features], sparse; the changes of one bug after those of the other.
        begins: where the rows of each bug begin.
        rights: the row of each right change.
        worth: how much each bug counts; they add up to 1.
    """

    matrix: Any
    begins: NDArray[np.int64]
    rights: NDArray[np.int64]
    worth: _Floats

    @classmethod
    def of(
        cls,
        choices: Sequence[Choice],
        described: Sequence[Sequence[Features]],
        names: Sequence[str],
    ) -> Self:
        """The bugs by the features that are named."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415

        columns = {name: at for at, name in enumerate(names)}
        values, places, ends = list[float](), list[int](), [0]
        for features in (one for each in described for one in each):
            for name, value in features.items():
                if value and name in columns:
                    values.append(value)
                    places.append(columns[name])
            ends.append(len(values))
        matrix = csr_matrix((values, places, ends), shape=(len(ends) - 1, len(names)))
        begins = np.cumsum([0, *map(len, described)])[:-1]
        rights = begins + np.array([choice.right for choice in choices])
        return cls(matrix, begins, rights, _worth(choices))


def _worth(choices: Sequence[Choice]) -> _Floats:
    """How much each bug counts: so that each kind counts as often as people make it."""
    made = Counter(choice.kind for choice in choices)
    there = sum(SHARES[kind] for kind in made)
    shares = {kind: SHARES[kind] / there for kind in made}
    return np.array([shares[choice.kind] / made[choice.kind] for choice in choices])


def _likeliest(bugs: _Bugs, prior: _Floats, ridge: float) -> _Floats:
    """The weights of least loss: the mean of the right changes' negative logarithms, and the ridge.

    Args:
        bugs: with their changes.
        prior: the weights that the ridge draws to.
        ridge: how strongly.
    """
    from scipy.optimize import minimize  # noqa: PLC0415

    matrix, begins, rights, worth = bugs.matrix, bugs.begins, bugs.rights, bugs.worth
    counts = np.diff(np.append(begins, matrix.shape[0]))
    transposed, of_each = matrix.T.tocsr(), np.repeat(worth, counts)
    wanted = np.asarray(transposed[:, rights] @ worth).ravel()

    def loss(weights: _Floats) -> tuple[float, _Floats]:
        utilities = matrix @ weights
        most = np.maximum.reduceat(utilities, begins)
        shares = np.exp(utilities - np.repeat(most, counts))
        totals = np.add.reduceat(shares, begins)
        losses = most + np.log(totals) - utilities[rights]
        away = weights - prior
        expected = transposed @ (of_each * shares / np.repeat(totals, counts))
        return (
            float(worth @ losses + ridge / 2 * away @ away),
            np.asarray(expected - wanted + ridge * away),
        )

    options = {"maxiter": _STEPS}
    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x)
