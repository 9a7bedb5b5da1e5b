"""A model that is asked for tests while others search."""

import time

import pytest

from limner_server.errors import CancelledError
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.command import parse_command
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.writer import TestPlace
from limner_server.tasks.asked_tests import AskedTests
from limner_server.tasks.request import NO_MODEL, TestRequest
from limner_server.tasks.task import Run
from scripted_engine import Dying, Refusal, scripted_engine

TEXT = """\
def total(prices):
    return sum(prices)


def most(prices):
    return max(prices)
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE", "RUNTIME"):
        monkeypatch.setenv(f"XDG_{kind}_{'DIR' if kind == 'RUNTIME' else 'HOME'}", str(tmp_path))


@pytest.fixture
def ask(tmp_path):
    root = tmp_path / "work"
    root.mkdir()
    path = root / "cart.py"
    path.write_text(TEXT)

    def start(engine=None, model="scripted", run=None):
        source, tree = Source(path, TEXT), Tree.parse(TEXT, PYTHON)
        subjects = [Subject(root, source, tree, one) for one in definitions(tree)]
        test = root / "test_cart.py"
        place = TestPlace(Source(test, ""), "cart", parse_command("pytest test_cart.py", root))
        url = engine.base_url if engine else ""
        request = TestRequest(root, path=path, engine_url=url, model=model)
        start.subjects = subjects
        return AskedTests(request, subjects, place, run or Run())

    return start


def fenced(name, call):
    return f"```python\ndef {name}():\n    assert {call} == 1\n```\n"


def later():
    return time.monotonic() + 30


def names(pieces):
    return [one.name for one in pieces]


def test_each_subject_is_asked_about_and_what_comes_is_waited_for(ask):
    answers = fenced("test_one", "total([1])"), fenced("test_other", "most([1])")
    with scripted_engine(*answers) as (engine, heard), ask(engine) as model:
        found = names(model.rest(later()))

    assert found == ["test_one", "test_other"]
    assert ["`total`" in heard[0]["messages"][1]["content"], len(heard)] == [True, 2]
    assert "`most`" in heard[1]["messages"][1]["content"]
    assert model.engine == f"scripted at {engine.base_url}"
    assert model.has_answered


def test_it_is_asked_again_about_what_failed_or_is_left(ask):
    answers = fenced("test_one", "total([2])"), "", fenced("test_two", "most([1])")
    with scripted_engine(*answers) as (engine, heard), ask(engine) as model:
        list(model.rest(later()))
        failing = {"test_one": "AssertionError: assert 2 == 1"}
        again = names(model.again(failing, {6}, later()))

    assert again == ["test_two", "test_two"]
    assert "assert 2 == 1" in heard[2]["messages"][-1]["content"]
    assert "    6     return max(prices)" in heard[3]["messages"][-1]["content"]


def test_it_is_not_asked_again_where_nothing_is_left(ask):
    with scripted_engine(fenced("test_one", "total([1])")) as (engine, heard), ask(engine) as model:
        list(model.rest(later()))
        assert not list(model.again({}, {9}, later()))

    assert len(heard) == 2


def test_nobody_is_asked_where_no_model_is_wanted(ask):
    with scripted_engine("x") as (engine, heard), ask(engine, NO_MODEL) as model:
        assert not list(model.rest(later()))

    assert not heard
    assert not model.has_answered
    assert model.engine == "no model was asked"


def test_an_engine_that_refuses_says_why(ask):
    with scripted_engine(Refusal(401, "bad key")) as (engine, _), ask(engine) as model:
        assert not list(model.rest(later()))

    assert "check the API key" in model.engine


def test_an_engine_that_dies_has_taken_part_with_what_came(ask):
    cut = Dying(fenced("test_one", "total([1])") + "\nAnd then")
    with scripted_engine(cut) as (engine, _), ask(engine) as model:
        assert names(model.rest(later())) == ["test_one"]

    assert model.engine == f"scripted at {engine.base_url}"


def test_a_cancel_is_heard_while_it_is_waited_for(ask):
    run = Run()

    def slow(_):
        run.cancelled.set()
        time.sleep(0.5)
        return fenced("test_one", "total([1])")

    with (
        scripted_engine(slow) as (engine, _),
        ask(engine, run=run) as model,
        pytest.raises(CancelledError),
    ):
        list(model.rest(later()))


def test_it_is_not_waited_for_longer_than_there_is_time(ask):
    def slow(_):
        time.sleep(1)
        return fenced("test_one", "total([1])")

    with scripted_engine(slow) as (engine, _), ask(engine) as model:
        begin = time.monotonic()
        assert not list(model.rest(begin + 0.2))
        assert time.monotonic() - begin < 0.9


def test_a_taught_model_suggests_calls_in_place_of_tests(ask):
    answers = "[1, 2]\n[]\nprices", "[3], 4"
    with scripted_engine(*answers, has_read=["code"]) as (engine, heard), ask(engine) as model:
        assert not list(model.rest(later()))
        found = [model.suggested(one) for one in ask.subjects]

    assert found == [["total([1, 2])", "total([])"], ["most([3], 4)"]]
    assert heard[0]["messages"][0]["content"] == "Inputs of total(prices)\nWords: sum"


def test_suggestions_are_not_waited_for_long(ask):
    def slow(_):
        time.sleep(4)
        return "[1]"

    with scripted_engine(slow, has_read=["code"]) as (engine, _), ask(engine) as model:
        time.sleep(0.5)
        begin = time.monotonic()
        assert not model.suggested(ask.subjects[0])
        assert time.monotonic() - begin < 3.5


def test_a_model_that_writes_tests_suggests_no_calls(ask):
    with scripted_engine(fenced("test_one", "total([1])")) as (engine, _), ask(engine) as model:
        list(model.rest(later()))
        assert not model.suggested(ask.subjects[0])
