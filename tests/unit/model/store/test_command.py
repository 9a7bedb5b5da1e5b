"""`limner adapter`, as it is typed; from a folder and from a hub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_server import COMMIT, REPOSITORY, HubServer, serve_hub
from limner_model.installed import InstalledModel
from limner_model.store.choices import adapters_for
from limner_model.store.describing import describe
from limner_model.store.manifest import CONFIG, WEIGHTS
from limner_server.cli.main import main

pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture
def hub(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub that has the adapter, and the whole model that was made of it beside it."""
    with serve_hub(fresh) as server:
        server.files["model.safetensors"] = b"a merged model"
        server.files["optimizer.pt"] = b"a pickle"
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["adapter", "list", "--json"]) == 0
    return {one["name"]: one for one in json.loads(capsys.readouterr().out)}


def test_from_a_folder_into_use_and_out_again(
    fresh: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "src").mkdir()

    assert main(["adapter", "add", str(fresh), "--base", "tiny", "--task", "fix"]) == 0
    assert main(["adapter", "use", "fresh", "--workspace", str(project / "src")]) == 0

    assert adapters_for("tiny", "fix", project) == ("fresh", "fix")
    assert adapters_for("tiny", "doc", project) == ("doc",)
    assert adapters_for("tiny", "fix", tmp_path) == ("fix",)
    assert listed(capsys)["tiny:fresh"]["used_for"] == []
    assert main(["adapter", "use", "fresh"]) == 0
    assert listed(capsys)["tiny:fresh"]["used_for"] == ["fix"]
    assert main(["adapter", "use", "fresh", "--off"]) == 0
    capsys.readouterr()
    assert main(["adapter", "use", "fresh", "--task", "doc"]) == 0
    assert "it was made for fix" in capsys.readouterr().err
    assert main(["adapter", "use", "fresh", "--task", "doc", "--off"]) == 0
    assert listed(capsys)["tiny:fresh"]["used_for"] == []
    assert main(["adapter", "remove", "fresh"]) == 0
    assert "tiny:fresh" not in listed(capsys)
    assert adapters_for("tiny", "fix", project) == ("fix",)


def test_the_table_tells_what_was_measured(
    own: InstalledModel,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    describe(fresh, own, task="fix", examples={"training": 90}, better=False, licence="mit")
    assert main(["adapter", "add", str(fresh), "--name", "mine"]) == 0
    assert main(["adapter", "use", "mine"]) == 0
    assert "measured no better than tiny without it" in capsys.readouterr().err

    assert main(["adapter", "list"]) == 0

    assert capsys.readouterr().out.splitlines()[-1].split() == [
        *("tiny:mine", "fix", "yes", "90", "no", "better", "mit"),
    ]


def test_from_a_hub_come_its_files_alone(
    hub: HubServer, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.card = {"license": "apache-2.0"}

    assert main(["adapter", "add", REPOSITORY, "--base", "tiny", "--name", "got"]) == 0

    manifest = listed(capsys)["tiny:got"]["manifest"]
    assert isinstance(manifest, dict)
    assert (manifest["origin"], manifest["licence"]) == (f"{REPOSITORY}@{COMMIT}", "apache-2.0")
    asked = {request.split()[0].rpartition("/")[2] for request in hub.requests[1:]}
    assert asked == {CONFIG, WEIGHTS, "README.md"}
    assert not [*(home / "data/limner/downloads").rglob("*.safetensors*")]


def test_what_was_interrupted_goes_on_where_it_stopped(
    hub: HubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    size = len(hub.files[WEIGHTS])
    hub.files = {name: hub.files[name] for name in (WEIGHTS, CONFIG)}
    hub.cut_after = [size // 2] + [0] * 4
    assert main(["adapter", "add", REPOSITORY, "--base", "tiny", "--name", "got"]) == 2
    assert "it goes on where it stopped" in capsys.readouterr().err
    assert "tiny:got" not in listed(capsys)
    hub.requests.clear()

    assert main(["adapter", "add", REPOSITORY, "--base", "tiny", "--name", "got"]) == 0

    assert hub.requests[1].endswith(f"bytes={size // 2}-")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["add", "nobody"], "nobody is no folder, nor OWNER/NAME of a hub"),
        (["add", "nobody/nothing"], "the hub has no model nobody/nothing"),
        (["add", "FRESH", "--name", "fix"], "the name 'fix' is kept"),
        (["add", "FRESH", "--base", "huge"], "no model 'huge' on this machine"),
        (["use", "nothing"], "no adapter 'nothing' on this machine"),
        (["use", "tiny", "--workspace", "/nowhere"], "/nowhere is no folder"),
        (["remove", "nothing"], "no adapter 'nothing' on this machine"),
    ],
)
@pytest.mark.usefixtures("hub")
def test_bad_input_gets_one_line(
    fresh: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    given = [str(fresh) if one == "FRESH" else one for one in arguments]

    assert main(["adapter", *given]) == 2

    (said,) = (one for one in capsys.readouterr().err.splitlines() if one.startswith("limner:"))
    assert line in said


def test_a_pickle_is_not_even_fetched(hub: HubServer, capsys: pytest.CaptureFixture[str]) -> None:
    hub.files["adapter_model.bin"] = hub.files.pop(WEIGHTS)

    assert main(["adapter", "add", REPOSITORY, "--base", "tiny", "--name", "got"]) == 2

    assert "only a pickle (adapter_model.bin)" in capsys.readouterr().err
    assert len(hub.requests) == 1


def test_offline_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")

    assert main(["adapter", "add", "owner/adapter"]) == 2

    assert "limner: cannot reach http://127.0.0.1:1" in capsys.readouterr().err
