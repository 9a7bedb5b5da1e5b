import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome


def test_what_was_measured_is_read_as_it_was_written():
    outcome = Outcome(Task.DOC, "a", {Measure.CHRF: 31.5, Measure.PROVEN: 1.0}, "Adds.")
    one = Measured("engine", (outcome,), ("a remark",))

    assert Measured.of_json(one.as_json()) == one


@pytest.mark.parametrize(
    ("measure", "better", "worse"),
    [(Measure.PLACE, 1, 7), (Measure.LOSS, 0.3, 0.4), (Measure.CHRF, 40, 30)],
)
def test_what_is_better_is_worth_more(measure, better, worse):
    assert measure.worth(better) > measure.worth(worse)


def test_a_place_gained_at_the_top_is_worth_more_than_one_far_down():
    place = Measure.PLACE.worth

    assert place(1) - place(2) > 100 * (place(211) - place(212))


def test_one_that_is_far_off_does_not_move_the_place_of_all():
    figures = (1.0, 2.0, 400.0)
    outcomes = [Outcome(Task.FIX, str(value), {Measure.PLACE: value}) for value in figures]

    (line,) = Measured("engine", tuple(outcomes)).summary()

    assert line == (Task.FIX, Measure.PLACE, 2.0, 3)


def test_where_the_model_took_no_part_is_counted_by_the_reason():
    late = Outcome(Task.FIX, "a", {Measure.PLACE: 2.0}, alone="it was not ready in time")
    later = Outcome(Task.FIX, "b", {Measure.PLACE: 4.0}, alone="it was not ready in time")
    heard = Outcome(Task.FIX, "c", {Measure.PLACE: 1.0})

    said = [*Measured("engine", (late, later, heard)).unheard()]

    assert said == ["engine took no part in 2 of 3 cases of fix: it was not ready in time"]
