"""The catalogue, and the way of a model from the hub into the engine."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from hub_server import REPOSITORY, serve_hub
from limner_model.catalog import CATALOG, find, pull
from limner_model.config import Config
from limner_model.errors import DownloadError, ModelNotFoundError
from limner_model.hub import Hub
from limner_model.installed import InstalledModel, installed_models
from limner_model.loader import load_model
from limner_model.locations import models_dir
from limner_server.cli.main import main

pytestmark = pytest.mark.usefixtures("home")

SMALLEST = replace(CATALOG[0], repository=REPOSITORY)


def test_names_are_short_and_repositories_whole() -> None:
    assert len({model.name for model in CATALOG}) == len(CATALOG)
    for model in CATALOG:
        assert re.fullmatch(r"[a-z0-9.-]+", model.name)
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", model.repository)
        assert find(model.name) is model


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(ModelNotFoundError, match=r"there is: qwen3-vl-2b, "):
        find("gpt")


def test_a_pulled_model_is_installed_and_loads(tiny: InstalledModel) -> None:
    with serve_hub(tiny.path) as server:
        pull(SMALLEST, lambda *_: None, Hub(server.url))
    loaded = load_model(installed_models()[SMALLEST.name])
    assert loaded.context_length == 8192


def test_a_model_is_pulled_once(tiny: InstalledModel) -> None:
    with serve_hub(tiny.path) as server:
        pull(SMALLEST, lambda *_: None, Hub(server.url))
        server.requests.clear()
        pull(SMALLEST, lambda *_: None, Hub(server.url))
        assert server.requests == []


def test_half_a_model_is_not_installed(tiny: InstalledModel) -> None:
    with serve_hub(tiny.path) as server:
        server.damaged = {"model.safetensors"}
        with pytest.raises(DownloadError):
            pull(SMALLEST, lambda *_: None, Hub(server.url))
    assert SMALLEST.name not in installed_models()


def test_two_pulls_at_once_do_not_mix() -> None:
    downloads = models_dir().with_name("downloads")
    downloads.mkdir(parents=True)
    with (
        filelock.FileLock(downloads / f"{SMALLEST.name}.lock"),
        pytest.raises(DownloadError, match="being pulled already"),
    ):
        pull(SMALLEST, lambda *_: None, Hub("http://127.0.0.1:1"))


def test_the_verb_pulls_lists_and_uses(
    tiny: InstalledModel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("limner_model.catalog.CATALOG", (SMALLEST,))
    monkeypatch.setattr("rich.console.Console.width", property(lambda _: 200))
    with serve_hub(tiny.path) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        assert main(["model", "pull", SMALLEST.name]) == 0
    assert main(["model", "use", SMALLEST.name]) == 0
    assert Config.load().model == SMALLEST.name
    capsys.readouterr()
    assert main(["model", "list"]) == 0
    assert re.search(rf"\* +{SMALLEST.name} +installed", capsys.readouterr().out)


def test_the_verb_says_what_is_wrong_offline(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    assert main(["model", "pull", "qwen3-vl-2b"]) == 2
    assert "limner: cannot reach http://127.0.0.1:1" in capsys.readouterr().err


def test_the_verb_uses_only_what_is_here(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "use", "qwen3-vl-8b"]) == 2
    assert "limner model pull qwen3-vl-8b" in capsys.readouterr().err
    assert not (home / "config").exists()
