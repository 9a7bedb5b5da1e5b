import numpy as np
import pytest
from scipy.stats import permutation_test

from limner_adapters.quality.chance import chance_of


def test_five_that_all_got_better_are_one_chance_in_32():
    assert chance_of([1.0, 2.0, 0.5, 3.0, 0.1]) == pytest.approx(1 / 32)


def test_what_did_not_change_may_well_be_chance():
    assert chance_of([0.0] * 8) == 1
    assert chance_of([0.0] * 40) == 1


@pytest.mark.parametrize("count", [6, 12, 13, 40])
def test_it_agrees_with_scipy(count):
    gains = np.random.default_rng(count).normal(0.3, 1, count)

    theirs = permutation_test(
        (gains, np.zeros(count)),
        lambda one, other: np.mean(one - other),
        permutation_type="samples",
        alternative="greater",
        n_resamples=5000,
        rng=1,
    ).pvalue

    assert chance_of([*gains]) == pytest.approx(theirs, abs=0.02)


@pytest.mark.parametrize("count", [5, 8, 16])
def test_a_useless_adapter_seems_useful_no_more_often_than_it_may(count):
    dice = np.random.default_rng(3)

    chances = [chance_of([*dice.normal(0, 1, count)]) for _ in range(200)]

    # One in twenty, and what 200 trials may miss that by.
    assert np.mean([chance <= 0.05 for chance in chances]) <= 0.1
