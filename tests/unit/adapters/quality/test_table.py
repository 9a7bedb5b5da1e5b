import json

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.quality.table import as_json, table

ANALYSIS = Measured(
    "analysis alone",
    (
        Outcome(Task.UI, "sign-in", {Measure.ROLES: 0.75}),
        Outcome(Task.FIX, "a", {Measure.PLACE: 12.0}),
        Outcome(Task.FIX, "b", {}, "its test passes"),
    ),
)
MODEL = Measured(
    "qwen3-vl-8b:mine",
    (
        Outcome(Task.UI, "sign-in", {Measure.ROLES: 0.875, Measure.SECONDS: 1.25}),
        Outcome(Task.FIX, "a", {Measure.PLACE: 3.0}),
        Outcome(Task.FIX, "b", {Measure.PLACE: 1.0}),
    ),
    ("it was slow",),
)


def test_contenders_stand_side_by_side():
    lines = table([ANALYSIS, MODEL]).splitlines()

    assert lines[0].split() == ["analysis", "alone", "qwen3-vl-8b:mine"]
    assert lines[1] == "Screenshots, 1 case"
    assert lines[2].split()[-4:] == ["75.0", "%", "87.5", "%"]
    assert lines[3].split()[-2:] == ["-", "1.2"]
    assert lines[4] == "Repair, 2 cases"
    assert lines[5].split()[-2:] == ["12", "2"]


def test_what_was_left_out_is_told_below():
    said = table([ANALYSIS, MODEL])

    assert "it was slow" in said
    assert "analysis alone: fix b could not be measured: its test passes" in said


def test_the_json_holds_each_figure_and_each_case():
    first, second = json.loads(json.dumps(as_json([ANALYSIS, MODEL])))

    assert first["figures"] == {"ui": {"roles": 0.75}, "fix": {"place": 12.0}}
    assert second["engine"] == "qwen3-vl-8b:mine"
    assert [one["figures"] for one in second["outcomes"]][1:] == [{"place": 3.0}, {"place": 1.0}]
    assert second["remarks"] == ["it was slow"]
