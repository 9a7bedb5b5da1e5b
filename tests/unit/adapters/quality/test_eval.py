"""`limner eval` in this process: what it prints, and what it refuses."""

import json

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.asking import Contender
from limner_adapters.quality.case import Case, write_cases
from limner_server.cli.main import main
from limner_server.errors import InputError
from scripted_engine import Refusal, scripted_engine

CODE = """\
def area(width, height):
    if width < 0:
        raise ValueError("no such width")
    return width * height
"""
RIGHT = "Multiply the two sides of a rectangle."


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))


@pytest.fixture
def cases(tmp_path):
    """A folder with one function to be documented, and one that is not there."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "shapes.py").write_text(CODE)
    known = Case(Task.DOC, "area", folder, "shapes.py", "area", right=RIGHT)
    lost = Case(Task.DOC, "volume", folder, "shapes.py", "volume", right=RIGHT)
    write_cases(folder, [known, lost])
    return folder


def test_the_analysis_alone_is_measured_without_an_engine(cases, capsysbinary):
    assert main(["eval", "--cases", str(cases), "--model", "none", "--json"]) == 0

    (column,) = json.loads(capsysbinary.readouterr().out)
    assert column["engine"] == "analysis alone"
    known, lost = column["outcomes"]
    assert known["figures"]["proven"] == 1
    assert 0 < known["figures"]["chrf"] < 60
    assert lost["figures"] == {}
    assert "volume" in lost["note"]


def test_an_engine_stands_beside_the_analysis(cases, capsysbinary):
    with scripted_engine(f"{RIGHT}\n") as (engine, _):
        arguments = ["eval", "--cases", str(cases), "--model", "none"]
        arguments += ["--model", f"scripted@{engine.base_url}", "--json"]
        assert main(arguments) == 0

    analysis, scripted = json.loads(capsysbinary.readouterr().out)
    assert scripted["engine"].startswith("scripted@127.0.0.1:")
    assert scripted["figures"]["doc"]["chrf"] > analysis["figures"]["doc"]["chrf"] + 20
    assert scripted["figures"]["doc"]["proven"] == 1


def test_an_engine_that_refuses_is_said_to_take_no_part(cases, capsysbinary):
    with scripted_engine(Refusal(404, "no such model")) as (engine, _):
        assert main(["eval", "--cases", str(cases), "--model", f"m@{engine.base_url}"]) == 0

    said = capsysbinary.readouterr().out.decode()
    assert "took no part in 1 of 2 cases of doc: " in said


def test_the_table_is_drawn_where_that_is_wanted(cases, tmp_path, capsysbinary):
    picture = tmp_path / "quality.png"

    arguments = ["--cases", str(cases), "--model", "none", "--picture", str(picture)]
    assert main(["eval", *arguments]) == 0

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert b"Documentation, 2 cases" in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cases", "{folder}/nowhere"], "no cases in"),
        (["--cases", "{folder}/cases", "--task", "ui"], "no cases for ui in"),
        (["--cases", "{folder}/cases", "--model", "none", "--model", "none"], "twice"),
        (["--cases", "{folder}/cases", "--model", "nobody"], "no model 'nobody'"),
        (["--cases", "{folder}/cases", "--model", "m@http://127.0.0.1:9/v1"], "no engine at"),
        (["--cases", "{folder}/cases", "--model", "limner-builtin:no"], "has no adapter 'no'"),
        (["--cases", "{folder}/cases", "--model", "@http://127.0.0.1/v1"], "names no model"),
        (["--cases", "{folder}/cases", "--picture", "a.txt"], "is no picture"),
    ],
)
@pytest.mark.usefixtures("cases")
def test_what_cannot_be_measured_is_refused_in_one_line(tmp_path, capsys, arguments, said):
    given = [one.replace("{folder}", str(tmp_path)) for one in arguments]

    assert main(["eval", *given]) == 2

    heard = capsys.readouterr()
    (line,) = heard.err.splitlines()
    assert said in line
    assert heard.out == ""


def test_a_picture_without_matplotlib_is_refused_before_the_work(cases, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    arguments = ["--cases", str(cases), "--model", "none", "--picture", "a.png"]
    assert main(["eval", *arguments]) == 2

    assert "pip install 'limner[report]'" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_seconds_are_a_number_above_zero(seconds, capsys):
    with pytest.raises(SystemExit):
        main(["eval", "--model", "none", "--seconds", seconds])

    assert "is no number of seconds" in capsys.readouterr().err


def test_empty_cases_are_refused(tmp_path, capsys):
    write_cases(tmp_path, [])

    assert main(["eval", "--cases", str(tmp_path), "--model", "none"]) == 2

    assert "no cases in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "url", "contender"),
    [
        ("qwen", "", Contender("qwen", "")),
        ("qwen:mine", "http://a/v1", Contender("qwen:mine", "http://a/v1")),
        ("qwen@https://b:8/v1", "http://a/v1", Contender("qwen", "https://b:8/v1")),
        ("org/name@main", "", Contender("org/name@main", "")),
    ],
)
def test_a_contender_is_a_model_and_perhaps_its_engine(text, url, contender):
    assert Contender.parse(text, url) == contender


def test_a_contender_has_a_name():
    with pytest.raises(InputError):
        Contender.parse("@http://a/v1")
