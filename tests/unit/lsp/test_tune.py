"""`limner.tune`: what may be said, and the command line that it becomes."""

from pathlib import Path

import pytest

from limner_server.errors import InputError
from limner_server.lsp.commands.tune import TuneParams, words_of


def test_nothing_needs_to_be_said():
    assert TuneParams.parse(None) == TuneParams()
    assert words_of(TuneParams(), Path("/shop")) == ["tune", "/shop", "--json"]


def test_what_is_said_is_understood_and_passed_on():
    value = {"uri": "file:///a.py", "task": "doc", "base": "big", "minutes": 3, "workDoneToken": 7}

    params = TuneParams.parse(value)

    assert params == TuneParams("file:///a.py", "doc", "big", 3.0, 7)
    words = ["tune", "/shop", "--json", "--task=doc", "--base=big", "--minutes=3"]
    assert words_of(params, Path("/shop")) == words


@pytest.mark.parametrize("value", [[], {"minutes": True}, {"minutes": "3"}, {"task": 1}])
def test_what_is_of_the_wrong_kind_is_named(value):
    with pytest.raises(InputError, match=r"limner\.tune"):
        TuneParams.parse(value)


def test_a_value_cannot_pose_as_an_option():
    words = words_of(TuneParams(base="--yes"), Path("/shop"))

    assert "--yes" not in words
