"""The order of patches by what a model finds likely, never at the cost of waiting for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.likelihood import Ranker
from scripted_engine import scripted_engine

PATH = Path("/shop/sums.py")
TEXT = "def add(one, other):\n    return one - other\n"
SOURCES = {PATH: Source(PATH, TEXT)}
AT = TEXT.index("-")
OPERATORS = ["*", "/", "%", "**", "//", "+", "|", "&", "^", "<<"]


def patch(operator: str, cost: float = 1.0) -> Patch:
    return Patch({PATH: (Edit(AT, AT + 1, operator),)}, "search", operator, cost)


def likes_plus(text: str) -> float:
    return -10.0 if "one + other" in text else -20.0


def tried(ranker: Ranker, patches: Iterator[Patch]) -> list[Patch]:
    """The patches in the order in which they are tried, each until the engine has answered."""
    found = []
    for one in ranker.ranked(patches):
        found.append(one)
        # Its one thread does what comes after only then.
        ranker._thread.submit(lambda: None).result(60)
    return found


def test_what_the_model_finds_likely_comes_first() -> None:
    patches = [patch(operator, cost) for cost, operator in enumerate(OPERATORS)]
    with (
        scripted_engine(likelihood=likes_plus) as (engine, _),
        Ranker(lambda: engine, SOURCES) as ranker,
    ):
        found = [one.note for one in tried(ranker, iter(patches))]
    assert found.index("+") < OPERATORS.index("+")
    assert sorted(found) == sorted(OPERATORS)


def test_the_cost_says_what_the_model_said() -> None:
    patches = [patch("*", 5.0), patch("+", 5.0), patch("/", 5.0)]
    with (
        scripted_engine(likelihood=likes_plus) as (engine, _),
        Ranker(lambda: engine, SOURCES) as ranker,
    ):
        costs = {one.note: one.cost for one in tried(ranker, iter(patches))}
    assert costs["+"] < costs["/"]


def test_without_an_answer_the_order_is_that_of_the_costs() -> None:
    patches = [patch(operator, cost) for cost, operator in enumerate(OPERATORS)]
    with scripted_engine() as (engine, heard), Ranker(lambda: engine, SOURCES) as ranker:
        assert tried(ranker, iter(patches)) == patches
        assert "scores no texts" in ranker.problem
    # Neither answers nor texts; after that it is left alone.
    assert len(heard) == 2


def test_while_there_is_no_engine_nothing_is_read_ahead() -> None:
    coming = iter([patch(operator) for operator in OPERATORS])
    with Ranker(lambda: None, SOURCES) as ranker:
        first = next(ranker.ranked(coming))
    assert [first, *coming] == [patch(operator) for operator in OPERATORS]


def test_nobody_waits_for_the_model() -> None:
    asked, goes_on = threading.Event(), threading.Event()

    def slow(_: str) -> float:
        asked.set()
        goes_on.wait(60)
        return 0.0

    patches = [patch(operator) for operator in OPERATORS]
    with scripted_engine(likelihood=slow) as (engine, _), Ranker(lambda: engine, SOURCES) as ranker:
        found = ranker.ranked(iter(patches))
        first = next(found)
        assert asked.wait(30)
        assert [first, *found] == patches
        goes_on.set()


def test_leaving_ends_what_the_engine_was_asked() -> None:
    asked, goes_on = threading.Event(), threading.Event()

    def slow(_: str) -> float:
        asked.set()
        goes_on.wait(60)
        return 0.0

    with scripted_engine(likelihood=slow) as (engine, _):
        with Ranker(lambda: engine, SOURCES) as ranker:
            next(ranker.ranked(iter([patch("+"), patch("*")])))
            assert asked.wait(30)
        # The engine still works on it; nobody waits.
        assert not goes_on.is_set()
        goes_on.set()


def test_patches_are_made_only_as_they_are_needed() -> None:
    made = []

    def endless() -> Iterator[Patch]:
        while True:
            made.append(1)
            yield patch("+" * (len(made) + 1))

    with (
        scripted_engine(likelihood=likes_plus) as (engine, _),
        Ranker(lambda: engine, SOURCES) as ranker,
    ):
        found = ranker.ranked(endless())
        for _ in range(100):
            next(found)
    assert len(made) < 1000


def test_no_patches_are_no_trouble() -> None:
    with (
        scripted_engine(likelihood=likes_plus) as (engine, heard),
        Ranker(lambda: engine, SOURCES) as one,
    ):
        assert list(one.ranked(iter([]))) == []
    assert heard == []


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_is_asked_is_the_code_with_and_without_the_patch(ending: str) -> None:
    lines = [f"x{number} = {number}" for number in range(200)]
    text = ending.join(lines) + ending
    at = text.index("x100 = 100")
    change = Patch({PATH: (Edit(at, at + 4, "y100"),)}, "search", "y", 1.0)
    with (
        scripted_engine(likelihood=likes_plus) as (engine, heard),
        Ranker(lambda: engine, {PATH: Source(PATH, text)}) as ranker,
    ):
        assert len(tried(ranker, iter([change]))) == 1
    plain, patched = heard[1]["prompt"]
    assert plain in text
    assert patched == plain.replace("x100", "y100")
    assert len(plain) < len(text) / 2


def test_an_engine_that_scores_answers_is_asked_which_line_is_wrong() -> None:
    patches = [patch(operator, cost / 5) for cost, operator in enumerate(OPERATORS)]
    with (
        scripted_engine(answer_likelihood=likes_plus) as (engine, heard),
        Ranker(lambda: engine, SOURCES) as ranker,
    ):
        found = [one.note for one in tried(ranker, iter(patches))]
    assert found.index("+") < OPERATORS.index("+")
    assert heard[0]["messages"][-1]["content"] == (
        " [[0]]def add(one, other):\n [[1]]\treturn one - other\n"
    )
    assert " [[1]]\treturn one + other" in heard[0]["prompt"]


def test_what_cannot_be_asked_about_keeps_its_place() -> None:
    long = "def long(x):\n" + "    x = x - 1\n" * 60 + "    return x\n"
    at = long.rindex("-")
    sources = {PATH: Source(PATH, TEXT), Path("/shop/two.py"): Source(Path("/shop/two.py"), long)}
    both = Patch(
        {PATH: (Edit(AT, AT + 1, "+"),), Path("/shop/two.py"): (Edit(at, at + 1, "+"),)},
        "search",
        "both",
        1.5,
    )
    patches = [patch("*", 1.0), both, patch("/", 2.0)]
    with (
        scripted_engine(answer_likelihood=lambda _: -3.0) as (engine, heard),
        Ranker(lambda: engine, sources) as ranker,
    ):
        assert [one.note for one in tried(ranker, iter(patches))] == ["*", "both", "/"]
    assert all(len(one["prompt"]) <= 2 for one in heard)
