import importlib.util

import pytest
from PIL import Image

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.quality.picture import draw_table
from limner_adapters.quality.report import PLOT, write_report
from limner_adapters.quality.verdict import verdict
from limner_server.errors import InputError


def documented(engine, score, note="Adds."):
    outcomes = [
        Outcome(Task.DOC, f"a.py::f{index}", {Measure.CHRF: score + index}, note)
        for index in range(8)
    ]
    return Measured(engine, tuple(outcomes))


def test_an_adapter_that_is_better_is_said_to_be_so(tmp_path):
    before, after = documented("base", 20), documented("base:mine", 30, "Add the lines.")

    text = write_report(tmp_path, before, after, verdict(before, after)).read_text()

    assert "# base:mine" in text
    assert "**It is better than `base` without it on what was held out, and kept.**" in text
    assert "| Documentation: sentence like the author's (chrF) | 8 | 23.5 | 33.5 | better |" in text
    assert "20.0 -> 30.0: *Adds.* became *Add the lines.*" in text


def test_an_adapter_that_is_not_better_is_said_not_to_be_switched_on(tmp_path):
    before, after = documented("base", 20), documented("base:mine", 20)

    text = write_report(tmp_path, before, after, verdict(before, after)).read_text()

    assert "**It is not better than `base` without it on what was held out, and not kept.**" in text
    assert "no more than chance" in text


def test_what_a_model_said_is_no_markdown(tmp_path):
    before = documented("base", 20)
    after = documented("base:mine", 30, "# Buy\n| <b>now</b> | [here](http://example.org) `x`")

    text = write_report(tmp_path, before, after, verdict(before, after)).read_text()

    assert "\n# Buy" not in text
    assert r"\# Buy \| \<b\>now\</b\> \| \[here\](http://example.org) \`x\`" in text


def test_the_plot_is_a_picture(tmp_path):
    pytest.importorskip("matplotlib")
    before, after = documented("base", 20), documented("base:mine", 30)

    write_report(tmp_path, before, after, verdict(before, after))

    with Image.open(tmp_path / PLOT) as plot:
        assert plot.format == "PNG"
        assert plot.width > 400


def test_the_report_is_written_without_matplotlib(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    before, after = documented("base", 20), documented("base:mine", 30)

    text = write_report(tmp_path, before, after, verdict(before, after)).read_text()

    assert "No picture: pictures need matplotlib: pip install 'limner[report]'." in text
    assert not (tmp_path / PLOT).exists()


def test_the_table_is_drawn_for_as_many_as_there_are(tmp_path):
    pytest.importorskip("matplotlib")
    missing = Measured("third", (Outcome(Task.FIX, "a", {Measure.REPAIRED: 1.0}),))

    draw_table(tmp_path / "table.svg", [documented("one", 20), documented("two", 30), missing])

    text = (tmp_path / "table.svg").read_text()
    assert text.count("not measured") == 3


def test_a_picture_of_another_kind_is_refused(tmp_path):
    with pytest.raises(InputError, match="no picture"):
        draw_table(tmp_path / "table.docx", [documented("one", 20)])
