"""What can be said of the daemon without starting an engine."""

from __future__ import annotations

import importlib.util
import json
from importlib.machinery import ModuleSpec

import pytest

from limner_model.config import Config
from limner_model.daemon import engine_health, ensure_engine, stop_engine
from limner_model.endpoint import endpoint_file
from limner_model.errors import EngineUnavailableError, ModelNotFoundError, ModelUnsuitedError
from limner_server.cli.main import main
from rogue import Rogue

pytestmark = pytest.mark.usefixtures("home")


def test_where_none_runs_there_is_nothing_to_say_or_stop() -> None:
    assert engine_health() is None
    assert not stop_engine()


def test_for_a_model_that_is_not_here_nothing_is_started() -> None:
    with pytest.raises(ModelNotFoundError, match="limner model pull qwen3-vl-8b"):
        ensure_engine(Config(model="qwen3-vl-8b"))
    assert not endpoint_file().exists()


def test_a_model_that_has_not_read_code_is_not_started_for_it() -> None:
    with pytest.raises(ModelUnsuitedError, match="'limner-builtin' has not read code"):
        ensure_engine(Config(), subject="code")
    assert not endpoint_file().exists()


def test_nor_is_one_asked_that_an_engine_elsewhere_says_has_not() -> None:
    data = json.dumps({"data": [{"id": "m", "has_read": ["pages"]}]}).encode()
    rogue = Rogue(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data)
    config = Config(model="m", base_url=rogue.url)
    with pytest.raises(ModelUnsuitedError, match="'m' has not read code"):
        ensure_engine(config, subject="code")
    rogue.close()


def test_the_verb_serves_no_model_that_is_not_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine", "--model", "qwen3-vl-8b"]) == 2
    assert "limner model pull qwen3-vl-8b" in capsys.readouterr().err


@pytest.fixture
def without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec

    def find_all_but_torch(name: str) -> ModuleSpec | None:
        return None if name == "torch" else find_spec(name)

    monkeypatch.setattr(importlib.util, "find_spec", find_all_but_torch)


@pytest.mark.usefixtures("without_torch", "home_with_tiny")
def test_without_the_engines_libraries_it_says_how_to_get_them() -> None:
    with pytest.raises(EngineUnavailableError, match=r"no torch.*limner\[engine\]"):
        ensure_engine(Config(model="tiny"))


@pytest.mark.usefixtures("without_torch")
def test_so_does_the_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engine"]) == 2
    assert "pip install 'limner[engine]'" in capsys.readouterr().err
