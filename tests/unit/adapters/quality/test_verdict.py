from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.quality.verdict import LEAST_PAIRS, verdict


def measured(engine, figures, task=Task.FIX):
    """One outcome for each of the figures of a case."""
    outcomes = [Outcome(task, f"case {index}", one) for index, one in enumerate(figures)]
    return Measured(engine, tuple(outcomes))


def places(*values):
    return [{Measure.PLACE: float(value)} for value in values]


def judged(before, after, task=Task.FIX):
    return verdict(measured("before", before, task), measured("after", after, task))


def test_repairs_that_are_found_earlier_are_better():
    found = judged(places(9, 14, 3, 40, 8, 12), places(2, 3, 1, 6, 2, 5))

    assert found.better
    assert found.reason == ("place of the right repair (median) 10.5 -> 2.5 on 6 cases is better")


def test_some_earlier_and_some_later_is_chance():
    found = judged(places(9, 3, 8, 2, 7, 4), places(3, 9, 2, 8, 4, 7))

    assert not found.better
    assert "no more than chance" in found.reason


def test_the_same_is_not_better():
    assert not judged(places(4, 2, 9, 1, 3, 3), places(4, 2, 9, 1, 3, 3)).better


def test_a_few_that_are_all_better_are_too_few_to_tell():
    found = judged(places(*[9] * (LEAST_PAIRS - 1)), places(*[1] * (LEAST_PAIRS - 1)))

    assert not found.better
    assert "too few" in found.reason


def test_a_lower_loss_alone_decides_nothing():
    before = [{Measure.LOSS: 2.0 + index / 10} for index in range(20)]
    after = [{Measure.LOSS: 1.0 + index / 10} for index in range(20)]

    found = judged(before, after)

    assert found.changes[0].better
    assert not found.better
    assert "nothing that decides" in found.reason


def test_what_gets_better_at_one_thing_and_worse_at_another_is_not_kept():
    before = [{Measure.CHRF: 20.0 + index, Measure.PROVEN: 1.0} for index in range(10)]
    after = [{Measure.CHRF: 40.0 + index, Measure.PROVEN: float(index < 5)} for index in range(10)]

    found = judged(before, after, Task.DOC)

    assert not found.better
    assert "documentation proven 100.0 % -> 50.0 % on 10 cases is worse" in found.reason


def test_a_slower_answer_is_no_worse_one():
    before = [{Measure.CHRF: 20.0 + index, Measure.SECONDS: 1.0} for index in range(10)]
    after = [{Measure.CHRF: 40.0 + index, Measure.SECONDS: 2.0} for index in range(10)]

    found = judged(before, after, Task.DOC)

    assert found.better
    assert next(one for one in found.changes if one.measure is Measure.SECONDS).worse


def test_only_cases_that_were_measured_both_times_are_compared():
    before = measured("before", places(9, 9, 9, 9, 9, 9, 9, 9))
    after = measured("after", [*places(1, 1, 1, 1, 1, 1), {}, {}])

    (change,) = verdict(before, after).changes

    assert (change.pairs, change.before, change.after) == (6, 9.0, 1.0)


def test_one_task_that_got_better_does_not_make_up_for_one_that_got_worse():
    before = (*measured("", places(*[9] * 8)).outcomes, *roles(0.9).outcomes)
    after = (*measured("", places(*[1] * 8)).outcomes, *roles(0.5).outcomes)

    found = verdict(Measured("before", before), Measured("after", after))

    assert [change.measure for change in found.changes if found.decided_by(change)] == [
        Measure.ROLES,
        Measure.PLACE,
    ]
    assert {one.task: one.better for one in found.tasks} == {Task.UI: False, Task.FIX: True}
    assert not found.better
    assert found.reason.startswith("ui: parts named as the author does 90.0 % -> 50.0 %")
    assert "; fix: place of the right repair" in found.reason


def roles(share):
    return measured("", [{Measure.ROLES: share}] * 8, Task.UI)


def test_nothing_measured_is_nothing_better():
    found = judged([{}], [{}])

    assert not found.better
    assert found.reason == "nothing was measured"
