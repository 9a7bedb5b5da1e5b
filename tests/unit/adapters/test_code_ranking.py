"""The order of repairs is fitted to bugs that were put in."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from limner_adapters.code.choices import Choice, choices, read_choices
from limner_adapters.code.functions import CodeFunction
from limner_adapters.code.ranking import fit_ranking, write_ranking
from limner_server.cli.main import main
from limner_server.perception.syntax.languages import PYTHON

MEAN = """def mean(values, weights):
    total = 0
    for value, weight in zip(values, weights):
        if weight > 0:
            total += value * weight
    return total / sum(weights)"""
CLAMP = """def clamp(value, low, high):
    if value < low:
        return low
    if value > high:
        return high
    return value"""


def functions(count: int = 4) -> list[CodeFunction]:
    return [
        CodeFunction(name, f"{text}  # {at}", PYTHON, f"shop{at}: a.py:1")
        for at in range(count)
        for name, text in (("mean", MEAN), ("clamp", CLAMP))
    ]


@pytest.fixture(scope="module")
def found() -> list[Choice]:
    return [choice for seed in range(6) for choice in choices(functions(), seed)]


def test_the_right_one_of_the_changes_is_known(found: list[Choice]) -> None:
    assert len(found) > 10
    for choice in found:
        text = choice.text
        for edit in reversed(choice.edits_of(choice.right)):
            text = edit.applied(text)
        rights = {one.text.split("  #")[0] for one in functions()}
        assert " ".join(text.split("  #")[0].split()) in {" ".join(one.split()) for one in rights}


def test_the_same_seed_makes_the_same_choices(found: list[Choice]) -> None:
    again = choices(functions(), 0)

    assert [*islice(again, 3)] == found[:3]


def test_functions_of_objects_and_long_ones_are_left_out() -> None:
    method = "def grow(self, by):\n    self.size += by\n    return self.size"
    long = MEAN.replace("    total = 0\n", "    total = 0\n" * 30)

    plain = [CodeFunction("f", text, PYTHON, "shop: a.py:1") for text in (method, long)]

    assert [*choices(plain, 1)] == []


def _choice(right: int, package: str) -> Choice:
    """Two changes that by the rules are nearly as likely: an unknown name, and another sign."""
    text = "def total(a, b):\n    return a - b"
    at = text.index("-")
    edits: list[list[tuple[int, int, str]]] = [[(at + 2, at + 3, "c")], [(at, at + 1, "+")]]
    return Choice(f"{package}: a.py:1", "operator", text, edits, [1.0, 1.1], right)


def test_what_mends_most_of_the_bugs_is_learnt_to_come_first() -> None:
    bugs = [_choice(1, f"package{at}") for at in range(60)]

    ranking = fit_ranking(bugs, ridge=0.01)

    assert {*ranking.by_rules} == {2}
    assert {*ranking.alone} == {1}
    assert ranking.weights.weights["name unknown"] < 0


def test_the_stronger_the_ridge_the_closer_to_the_rules() -> None:
    bugs = [_choice(1, f"package{at}") for at in range(60)]

    loose, tight = (fit_ranking(bugs, ridge=ridge).weights.weights for ridge in (0.01, 100.0))

    assert abs(tight.get("name unknown", 0.0)) < abs(loose["name unknown"])


def test_the_command_fits_and_writes_what_the_server_reads(
    found: list[Choice], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, out = tmp_path / "bugs.jsonl", tmp_path / "python.json"
    rows = [
        {
            "origin": one.origin,
            "kind": one.kind,
            "text": one.text,
            "edits": one.edits,
            "costs": one.costs,
            "right": one.right,
        }
        for one in found
    ]
    made.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    assert main(["train", "ranking", "--choices", str(made), "--out", str(out)]) == 0

    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["figures"]["bugs"] == len(found) == len(read_choices(made))
    assert written["weights"]["cost"] < 0
    assert "median place by the rules" in capsys.readouterr().err


def test_the_same_choices_give_the_same_file(found: list[Choice], tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"

    for path in (one, other):
        write_ranking(path, fit_ranking(found))

    assert one.read_bytes() == other.read_bytes()
