"""The settings: declared once, forgiving, and outspoken."""

from dataclasses import fields

import pytest

from limner_server.lsp.options import Options


@pytest.mark.parametrize("values", [None, {}, {"limner": {}}, {"trace": {"server": "verbose"}}])
def test_nothing_said_is_every_default(values):
    assert Options.parse(values) == (Options(), [])


def test_settings_are_taken_over_with_and_without_their_section():
    values = {"stack": "vue", "languages": "eng+deu", "timeLimit": 30}
    expected = Options(stack="vue", languages="eng+deu", time_limit=30)

    assert Options.parse(values) == (expected, [])
    assert Options.parse({"limner": values, "other": 1}) == (expected, [])


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"stack": "angular"}, "limner.stack must be one of auto, html, tailwind, react, vue"),
        ({"stack": 3}, "limner.stack must be a string"),
        ({"plainProcesses": "yes"}, "limner.plainProcesses must be true or false"),
        ({"trusted": "perhaps"}, "limner.trusted must be one of ask, always, never"),
        ({"timeLimit": "soon"}, "limner.timeLimit must be a number"),
        ({"timeLimit": True}, "limner.timeLimit must be a number"),
        ({"timeLimit": 0}, "limner.timeLimit must be at least 1"),
        ({"timeLimit": float("nan")}, "limner.timeLimit must be at least 1"),
        ([1, 2], "limner: expected an object"),
    ],
)
def test_a_bad_value_falls_back_and_says_so(values, complaint):
    options, complaints = Options.parse(values)

    assert options == Options()
    assert len(complaints) == 1
    assert complaint in complaints[0]
    assert "used" in complaints[0]


def test_a_bad_value_takes_no_good_one_with_it():
    options, complaints = Options.parse({"stack": "nope", "model": "mine"})

    assert options == Options(model="mine")
    assert len(complaints) == 1


def test_every_setting_is_documented():
    for setting in fields(Options):
        assert setting.metadata["doc"].endswith(".")
