"""A run of `limner tune` that was paused or killed: what it goes on with, and when it does not."""

import os
import threading

import pytest

from limner_adapters.tuning import comparing
from limner_adapters.tuning import tune as tuning
from limner_server.errors import CancelledError
from own_code import TOTAL
from small_workspace import write
from tuning_verb import run

pytestmark = pytest.mark.usefixtures("home", "measured")


def test_an_interrupted_run_goes_on_as_it_was_gathered(project, trained, capsys, monkeypatch):
    interrupted = threading.Event()
    interrupted.set()
    run(project, "--base", "tiny", "--task", "doc")
    write(project, {"shop/new.py": TOTAL})
    monkeypatch.setattr("limner_adapters.tuning.cli.INTERRUPT", interrupted)

    with pytest.raises(CancelledError):
        run(project, "--base", "tiny", "--task", "doc", "--yes")
    interrupted.clear()
    code = run(project, "--base", "tiny", "--task", "doc", "--yes")

    told = capsys.readouterr()
    assert code == 0
    assert "13 files" not in told.out
    assert len(trained) == 1


def paused(*words):
    """A run that was told to pause while it trained its first task."""
    with pytest.raises(CancelledError):
        run(*words)


@pytest.fixture
def pauses(trained, monkeypatch):
    """A trainer that is paused in mid-training as often as it is said."""
    train, times = tuning.train_adapter, [1]

    def pausing(work, tell, cancelled):
        work.out.mkdir(parents=True, exist_ok=True)
        if times[0] and len(trained) >= times[-1] - 1:
            times[0] -= 1
            raise CancelledError
        return train(work, tell, cancelled)

    monkeypatch.setattr(tuning, "train_adapter", pausing)
    return times


@pytest.mark.usefixtures("pauses")
def test_a_paused_run_goes_on_in_another_time_and_under_another_name(project, trained, capsys):
    paused(project, "--base", "tiny", "--task", "doc", "--minutes", "1", "--yes")
    write(project, {"shop/new.py": TOTAL})
    words = ["--minutes", "20", "--name", "other", "--yes"]

    code = run(project, "--base", "tiny", "--task", "doc", *words)

    told = capsys.readouterr()
    assert code == 0
    assert "goes on with the run that was paused (--anew gives it up)" in told.err
    assert "13 files" not in told.out
    assert "kept as tiny:other-doc" in told.out
    assert [one.minutes for one in trained] == [20]


@pytest.mark.usefixtures("pauses")
def test_a_paused_run_is_given_up_where_that_is_asked_for(project, capsys):
    paused(project, "--base", "tiny", "--task", "doc", "--yes")
    write(project, {"shop/new.py": TOTAL})

    run(project, "--base", "tiny", "--task", "doc", "--anew")

    told = capsys.readouterr()
    assert "goes on with the run" not in told.err
    assert "13 files read" in told.out


@pytest.mark.usefixtures("pauses")
def test_other_tasks_leave_a_paused_run_as_it_is(project, capsys):
    paused(project, "--base", "tiny", "--task", "doc", "--yes")

    run(project, "--base", "tiny", "--task", "doc", "--task", "fix")
    assert "goes on with the run" not in capsys.readouterr().err
    run(project, "--base", "tiny", "--task", "doc", "--yes")

    assert "goes on with the run" in capsys.readouterr().err


def test_what_was_kept_before_a_pause_is_not_measured_against_itself(
    project, measured, trained, pauses, capsys
):
    pauses[:] = [1, 2]  # once, in the second task
    words = [project, "--base", "tiny", "--task", "doc", "--task", "fix", "--yes"]
    paused(*words)
    (first,) = {one.out.parent.name for one in trained}
    times = measured["times"]

    run(*words)

    assert f"{first}: kept as tiny:shop-{first}" in capsys.readouterr().out
    assert measured["times"] == times + 2


@pytest.mark.usefixtures("measured")
def test_measuring_goes_on_where_it_was_paused(project, monkeypatch):
    measure, calls = comparing.measure, []

    def pausing(base, adapter, *rest, **options):
        calls.append(adapter)
        if len(calls) == 2:
            raise CancelledError
        return measure(base, adapter, *rest, **options)

    monkeypatch.setattr(comparing, "measure", pausing)
    words = [project, "--base", "tiny", "--task", "doc", "--yes"]
    paused(*words)

    assert run(*words) == 0
    assert [adapter is None for adapter in calls] == [True, False, False]


def test_a_plan_that_nobody_started_is_soon_made_anew(project, home, capsys):
    run(project, "--base", "tiny", "--task", "doc")
    (plan,) = home.glob("cache/limner/tune/*/plan.json")
    os.utime(plan, (0, 0))
    write(project, {"shop/new.py": TOTAL})

    run(project, "--base", "tiny", "--task", "doc")

    assert "13 files read" in capsys.readouterr().out


def test_a_plan_of_another_version_is_made_anew(project, home, capsys):
    run(project, "--base", "tiny", "--task", "doc")
    (plan,) = home.glob("cache/limner/tune/*/plan.json")
    plan.write_text('{"base": "tiny"}')

    assert run(project, "--base", "tiny", "--task", "doc") == 0

    assert "12 files read" in capsys.readouterr().out


def test_a_run_that_is_done_begins_anew(project, capsys):
    run(project, "--base", "tiny", "--task", "doc", "--yes")
    write(project, {"shop/new.py": TOTAL})
    run(project, "--base", "tiny", "--task", "doc")

    assert "13 files read" in capsys.readouterr().out
