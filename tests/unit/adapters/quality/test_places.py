"""At which place the right repair stands, by the analysis alone and with an engine."""

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.asking import Asking, Contender
from limner_adapters.quality.case import Case
from limner_adapters.quality.repairs import LAST, place_of_repair
from scripted_engine import Refusal, scripted_engine

RIGHT = """\
def area(width, height):
    if width < 0:
        raise ValueError(width)
    return width * height


def volume(width, height, depth):
    return area(width, height) * depth
"""
WRONG = RIGHT.replace("return width * height", "return width - height")
ASKING = Asking(Contender("none"))


def case(tmp_path, right=RIGHT, symbol="area"):
    return Case(
        Task.FIX, "area", tmp_path, "shapes.py", symbol, texts={"shapes.py": WRONG}, right=right
    )


def likes_products(text):
    return 0.0 if "width * height\n\n" in text else -9.0


def test_an_engine_that_likes_the_right_code_brings_it_forward(tmp_path):
    alone = place_of_repair(case(tmp_path), None, ASKING)

    with scripted_engine(likelihood=likes_products) as (engine, _):
        place = place_of_repair(case(tmp_path), engine, ASKING)

    assert 1 < alone < LAST
    assert place == 1


def test_an_engine_that_scores_nothing_changes_nothing(tmp_path):
    with scripted_engine(Refusal(400, "no such thing")) as (engine, _):
        place = place_of_repair(case(tmp_path), engine, ASKING)

    assert place == place_of_repair(case(tmp_path), None, ASKING)


def test_blanks_brackets_and_comments_make_no_other_repair(tmp_path):
    spelt = RIGHT.replace("width * height", "(width  *  height)  # both")

    place = place_of_repair(case(tmp_path, spelt), None, ASKING)

    assert place == place_of_repair(case(tmp_path), None, ASKING)


@pytest.mark.parametrize("symbol", ["volume", ""])
def test_only_the_function_that_is_meant_is_searched(tmp_path, symbol):
    place = place_of_repair(case(tmp_path, symbol=symbol), None, ASKING)

    assert (place < LAST) is (symbol == "")


def test_a_repair_that_is_not_tried_counts_as_the_last(tmp_path):
    longer = RIGHT.replace("width < 0", "width < 0 or height < 0 or not width.real")

    assert place_of_repair(case(tmp_path, longer), None, ASKING) == LAST
