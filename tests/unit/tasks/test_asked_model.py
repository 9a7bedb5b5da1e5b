"""A model that is asked while others search: its answers, its second thoughts, its failures."""

import threading
from pathlib import Path

import pytest

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.tasks.asked_model import AskedModel
from limner_server.tasks.case import Case
from limner_server.tasks.fault import Fault
from limner_server.tasks.request import NO_MODEL, FixRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.targets import find_targets
from limner_server.tasks.task import Run
from scripted_engine import Refusal, scripted_engine

TEXT = "def add(one, other):\n    return one - other\n"
TEST = "from sums import add\n\nassert add(1, 2) == 3\n"
FAILS = "Traceback (most recent call last):\nAssertionError: -1 is not 3\n"
PATIENCE = 30


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without settings."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE", "RUNTIME"):
        monkeypatch.setenv(f"XDG_{kind}_{'DIR' if kind == 'RUNTIME' else 'HOME'}", str(tmp_path))


@pytest.fixture
def ask(tmp_path: Path):
    root = tmp_path / "work"
    root.mkdir()
    (root / "sums.py").write_text(TEXT)
    (root / "test_sums.py").write_text(TEST)

    def start(engine=None, model: str = "scripted") -> AskedModel:
        words = ("python", "test_sums.py")
        test = TestCommand(words, " ".join(words), Kind.PYTHON, root, arguments=words[1:])
        url = engine.base_url if engine else ""
        request = FixRequest(root, engine_url=url, model=model)
        sources = Sources({})
        case = Case(request, Fault(root / "sums.py", 2, tests=(test,)), sources, Run())
        return AskedModel(case, find_targets(case.fault, sources), FAILS)

    return start


def block(new: str) -> str:
    return f"<<<<<<< SEARCH\n    return one - other\n=======\n    return {new}\n>>>>>>> REPLACE\n"


def notes(patches: list[Patch]) -> list[str]:
    return [patch.note.split("`")[1] for patch in patches]


def outcome(result: Result, *passed: str, output: str = "") -> Outcome:
    return Outcome(result, 0.1, frozenset(passed), output=output)


def wait_for_the_end(model: AskedModel) -> None:
    model._thread.join(PATIENCE)
    assert not model._thread.is_alive()


def test_its_answers_come_and_then_it_waits_for_what_becomes_of_them(ask) -> None:
    answers = block("one + other"), block("other + one")
    with scripted_engine(*answers) as (engine, heard), ask(engine) as model:
        assert notes([*model.rest()]) == ["return one + other", "return other + one"]
        assert not model.awaited
        assert model.engine == f"scripted at {engine.base_url}"
    assert len(heard) == 3
    said = heard[0]["messages"][-1]["content"]
    assert "Make `python test_sums.py` pass." in said
    assert "`sums.py`, line 2" in said
    assert "assert add(1, 2) == 3" in said
    assert "AssertionError: -1 is not 3" in said


def test_the_best_that_fails_is_shown_with_what_fails(ask) -> None:
    answers = [block("7"), block("8"), block("9"), block("one + other")]
    with scripted_engine(*answers) as (engine, heard), ask(engine) as model:
        seven, eight, nine = model.rest()
        model.heard(seven, outcome(Result.FAILED))
        model.heard(eight, outcome(Result.FAILED, "one test", output="8 is not 3"))
        model.heard(nine, outcome(Result.FAILED))
        assert notes([*model.rest()]) == ["return one + other"]
        wait_for_the_end(model)
    again = heard[3]["messages"]
    assert "return 8" in again[-2]["content"]
    assert "8 is not 3" in again[-1]["content"]


def test_where_one_does_it_does_not_think_again(ask) -> None:
    with scripted_engine(block("one + other")) as (engine, heard), ask(engine) as model:
        (patch,) = model.rest()
        model.heard(patch, outcome(Result.PASSED))
        assert [*model.rest()] == []
        wait_for_the_end(model)
    assert len(heard) == 3


def test_answers_that_propose_nothing_are_not_thought_over(ask) -> None:
    with scripted_engine("No.") as (engine, heard), ask(engine) as model:
        assert [*model.rest()] == []
        wait_for_the_end(model)
    assert len(heard) == 3


def test_an_engine_that_fails_says_why(ask) -> None:
    with scripted_engine(Refusal(500, "out of order")) as (engine, _), ask(engine) as model:
        assert [*model.rest()] == []
        assert model.engine == "out of order"


def test_the_built_in_model_is_not_even_started(ask) -> None:
    with ask(model="") as model:
        assert [*model.rest()] == []
        assert "'limner-builtin' has not read code" in model.engine


def test_a_model_that_was_taught_short_questions_only_ranks(ask) -> None:
    taught = scripted_engine(answer_likelihood=lambda text: -len(text), has_read=["code"])
    with taught as (engine, heard):
        with ask(engine) as model:
            assert [*model.rest()] == []
            assert not model.awaited
            at = TEXT.index("-")
            path = next(iter(model._sources))
            signs = (Patch({path: (Edit(at, at + 1, sign),)}, "search", sign, 1.0) for sign in "*+")
            ranked = [patch.note for patch in model.ranked(signs)]
        assert sorted(ranked) == ["*", "+"]
    assert all("prompt" in one for one in heard)


def test_nobody_is_asked_who_is_not_wanted(ask) -> None:
    with scripted_engine(block("7")) as (engine, heard), ask(engine, NO_MODEL) as model:
        assert [*model.rest()] == []
        assert [*model.ranked(iter([]))] == []
        assert model.engine == "no model was asked"
    assert heard == []


def test_leaving_gives_up_what_was_not_answered(ask) -> None:
    asked, goes_on = threading.Event(), threading.Event()

    def slow(_: object) -> str:
        asked.set()
        goes_on.wait(PATIENCE)
        return block("7")

    with scripted_engine(slow) as (engine, _):
        with ask(engine) as model:
            assert asked.wait(PATIENCE)
            assert bool(model.awaited)
        wait_for_the_end(model)
        goes_on.set()
