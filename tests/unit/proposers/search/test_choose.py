from __future__ import annotations

from pathlib import Path

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.proposers.search.choose import choose


def _patch(cost: float, text: str = "x") -> Patch:
    return Patch({Path("/w/a.py"): (Edit(0, 1, text),)}, "search", f"{cost}", cost)


def test_the_likeliest_goes_first() -> None:
    dear, cheap = _patch(3.0), _patch(1.0)

    assert choose([dear, cheap]) == [cheap, dear]


def test_of_two_as_likely_the_smaller_goes_first() -> None:
    long, short = _patch(1.0, "longer"), _patch(1.0, "x")

    assert choose([long, short]) == [short, long]


def test_one_that_fails_where_the_others_answer_goes_last() -> None:
    fails, one, other = _patch(1.0), _patch(1.8), _patch(2.0)

    chosen = choose([fails, one, other], [("!IndexError", "1"), ("3", "1"), ("4", "1")])

    assert chosen == [one, other, fails]


def test_of_nearly_equal_ones_those_that_agree_go_first() -> None:
    alone, one, other = _patch(1.0), _patch(1.05), _patch(1.05, "y")

    chosen = choose([alone, one, other], [("1",), ("2",), ("2",)])

    assert chosen[0] is one


def test_many_that_agree_do_not_outweigh_a_likelier_one() -> None:
    likely, *others = _patch(1.0), *(_patch(2.5) for _ in range(10))

    assert choose([likely, *others], [("1",), *[("2",)] * 10])[0] is likely
