"""The verb `limner tune`: what it finds, shows, asks and refuses, and what it keeps.

The training and the measuring have tests of their own: here a trainer that only writes files takes
the place of the real one.
"""

import json
import re
import shutil
from pathlib import Path

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.case import read_cases
from limner_adapters.tuning import plan as planning
from limner_adapters.tuning.run import Run, TuneRequest
from limner_adapters.tuning.training import Outlook
from limner_model.errors import StoreError
from limner_model.installed import HAS_READ
from limner_model.store.choices import adapters_for
from limner_server.errors import InputError, OutputError
from own_code import TOTAL, repository
from tuning_verb import VERBS, run

pytestmark = pytest.mark.usefixtures("home", "trained", "measured")


def test_the_plan_is_shown_and_nothing_starts_unasked(project, trained, capsys):
    code = run(project, "--base", "tiny", "--task", "doc")

    told = capsys.readouterr()
    assert code == 0
    assert "12 files read" in told.out
    assert "examples to learn from" in told.out
    assert "learn from in 2 min (30 steps)" in told.out
    assert "held out to measure it on in about" in told.out
    assert "2.0 GB of" in told.out
    assert "50 MB of disk" in told.out
    assert "nothing is started" in told.err
    assert trained == []


def test_what_is_better_is_kept_and_switched_on_in_this_workspace_alone(project, capsys):
    code = run(project, "--base", "tiny", "--task", "doc", "--yes")

    told, remarked = capsys.readouterr()
    assert code == 0
    assert "the model in use is limner-builtin: change that by `limner model use tiny`" in remarked
    assert "doc: kept as tiny:shop-doc and switched on here: sentence like the author's" in told
    assert adapters_for("tiny", "doc", project)[0] == "shop-doc"
    assert "shop-doc" not in adapters_for("tiny", "doc", project.parent)
    lines = dict(line.strip().split(": ", 1) for line in told.splitlines() if ": /" in line)
    assert read_cases(Path(lines["held out, for `limner eval --cases`"]))
    report = Path(lines["report"])
    assert report.read_text().startswith("# tiny:shop-doc\n\n**It is better than `tiny` without")


def test_what_is_not_better_is_said_to_be_so_and_not_kept(project, measured, capsys):
    measured["after"] = measured["before"]

    code = run(project, "--base", "tiny", "--task", "doc", "--yes")

    told = capsys.readouterr().out
    assert code == 1
    assert "doc: not kept: sentence like the author's (chrF) 23.5 -> 23.5 on 8 cases" in told
    assert adapters_for("tiny", "doc", project) == ("doc",)


def test_json_has_the_plan_and_what_became_of_each_task(project, capsys):
    run(project, "--base", "tiny", "--task", "doc", "--json")
    planned = json.loads(capsys.readouterr().out)
    run(project, "--base", "tiny", "--task", "doc", "--json", "--yes")
    answer = json.loads(capsys.readouterr().out)

    assert planned["result"] is None
    assert planned["plan"] == answer["plan"]
    assert planned["plan"]["told"]
    assert answer["proof"]["status"] == "proven"
    assert answer["result"][0]["adapter"] == "tiny:shop-doc"
    assert answer["result"][0]["loss_after"] == 1.5


def test_another_workspace_of_the_same_name_takes_no_adapter_away(project, tmp_path):
    other = tmp_path / "elsewhere" / "shop"
    shutil.copytree(project, other)
    words = ["--base", "tiny", "--task", "doc", "--yes"]
    run(project, *words)

    run(other, *words)

    mine, theirs = (adapters_for("tiny", "doc", one)[0] for one in (project, other))
    assert mine == "shop-doc"
    assert re.fullmatch(r"shop-[0-9a-f]{4}-doc", theirs)
    with pytest.raises(StoreError, match=r"tiny:shop-doc is used in .*choose another by --name"):
        run(other, *words, "--name", "shop")


def test_two_runs_of_one_workspace_do_not_get_into_each_others_way(project, trained):
    other = Run(TuneRequest(project, "tiny", (Task.FIX,), "other"))

    with other.alone(), pytest.raises(InputError, match=r"is being tuned on .* already"):
        run(project, "--base", "tiny", "--task", "doc", "--yes")

    assert trained == []


def test_the_users_code_lies_where_nobody_else_reads_it(project):
    run(project, "--base", "tiny", "--task", "doc")

    folder = Run(TuneRequest(project, "tiny", (Task.DOC,), "shop")).folder
    assert (folder / "doc/examples.jsonl").is_file()
    assert folder.stat().st_mode & 0o077 == 0


def test_the_minutes_are_shared_by_the_tasks(project):
    run(project, "--base", "tiny", "--task", "doc", "--task", "fix", "--minutes", "10")

    request = TuneRequest(project, "tiny", (Task.DOC, Task.FIX), "shop", 10.0)
    tasks = Run(request).plan["tasks"]
    assert [one["task"] for one in tasks] == ["doc", "fix"] or len(tasks) == 2
    assert sum(one["minutes"] for one in tasks) == pytest.approx(10)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nowhere", "--base", "tiny"], "no such folder: nowhere: name the folder of a project"),
        ([".", "--base", "other"], "no model 'other' on this machine"),
        ([".", "--base", "tiny", "--name", "../x"], "'../x-ui' is no name for an adapter"),
    ],
)
def test_what_was_mistyped_is_one_line(project, monkeypatch, words, line):
    monkeypatch.chdir(project)

    with pytest.raises((InputError, StoreError, Exception)) as refusal:
        run(*words)

    assert line in str(refusal.value)


@pytest.mark.parametrize("minutes", ["0", "-1", "soon", "inf"])
def test_minutes_are_a_number_above_zero(project, minutes, capsys):
    with pytest.raises(SystemExit):
        run(project, "--minutes", minutes)

    assert "is no number of minutes" in capsys.readouterr().err


def test_an_empty_repository_is_one_line(tmp_path):
    folder = repository(tmp_path / "empty", {})

    with pytest.raises(InputError, match="has no source files: run it in a project"):
        run(folder, "--base", "tiny", "--yes")


def test_one_file_is_one_line(tmp_path):
    folder = repository(tmp_path / "one", {"shop.py": TOTAL})

    with pytest.raises(InputError, match=r"too little to learn from .*1 file read; .*in one file"):
        run(folder, "--base", "tiny", "--task", "doc", "--yes")


def test_why_nothing_was_read_is_in_the_line(tmp_path):
    text = "# Code generated by protoc. DO NOT EDIT.\nx = 1\n"
    folder = repository(tmp_path / "made", {"a.py": text, "b.py": text})

    with pytest.raises(InputError, match=r"\(0 files read \(left out: 2 generated\)\): it takes"):
        run(folder, "--base", "tiny", "--yes")


def test_a_full_disk_is_told_before_anything_starts(project, trained, monkeypatch):
    outlook = Outlook(30, 90.0, 1, 10**18, 1000)
    monkeypatch.setattr(planning, "outlook", lambda *_: outlook)

    with pytest.raises(OutputError, match=r"takes 1000000000\.0 GB of disk, and .* are free"):
        run(project, "--base", "tiny", "--task", "doc", "--yes")

    assert trained == []


def test_a_base_that_was_trained_on_pages_alone_learns_no_code(home, project):
    path = home / "data/limner/models/tiny/config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {HAS_READ: ["pages"]}))

    with pytest.raises(InputError, match=r"tiny was never trained on code.*--base"):
        run(project, "--base", "tiny", "--task", "doc", "--yes")


def test_a_repository_full_of_secrets_is_learnt_from_without_them(tmp_path, home, capsys):
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    files = {
        f"shop/{verb}.py": "".join(
            f'def {verb}_{number}(one, other):\n    key = "{key}"\n'
            "    if one > other:\n        return one - other, key\n    return other + one\n\n\n"
            for number in range(4)
        )
        for verb in VERBS
    }

    run(repository(tmp_path / "leaky", files), "--base", "tiny", "--task", "fix")

    written = b"".join(path.read_bytes() for path in (home / "cache").rglob("*") if path.is_file())
    assert re.search(r"\d+ secrets? taken out", capsys.readouterr().out)
    assert b"REDACTED" in written
    assert key.encode() not in written
