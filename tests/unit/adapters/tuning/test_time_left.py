"""How long a run still takes, as far as that can be told."""

import pytest

from limner_adapters.tuning.durations import spoken
from limner_adapters.tuning.time_left import TimeLeft


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def after(left, clock, *moments):
    """What is said at the last of some moments, each a time and a share."""
    for seconds, share in moments:
        clock.seconds = seconds
        said = left.at(share)
    return said


def test_at_the_beginning_it_is_what_was_foreseen():
    assert TimeLeft(600, Clock()).at(0.0) == 600


def test_as_foreseen_it_is_what_is_left_of_that():
    clock = Clock()

    left = after(TimeLeft(600, clock), clock, (150, 0.25), (300, 0.5))

    assert left == pytest.approx(300)


def test_what_goes_half_as_quickly_takes_nearly_twice_as_long():
    clock = Clock()

    left = after(TimeLeft(600, clock), clock, (300, 0.25), (600, 0.5))

    assert 500 < left < 600


def test_what_an_earlier_run_did_says_nothing_of_the_pace():
    clock = Clock()

    left = after(TimeLeft(600, clock), clock, (1, 0.0), (2, 0.4), (122, 0.5))

    assert 450 < left < 600


def test_a_slow_beginning_does_not_frighten():
    clock = Clock()

    assert after(TimeLeft(12, clock), clock, (8, 0.0)) < 20


def test_at_the_end_nothing_is_left():
    clock = Clock()

    assert after(TimeLeft(0, clock), clock, (5, 1.0)) == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (89, "89 s"), (90, "2 min"), (5399, "90 min"), (5400, "1.5 h")],
)
def test_a_time_is_said_in_the_unit_that_suits_it(seconds, words):
    assert spoken(seconds) == words
