"""Adapters while the engine runs: there at once when added, gone when removed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.daemon import engine_health, ensure_engine, stop_engine
from limner_model.errors import ModelLoadError, ModelNotFoundError
from limner_model.store.manifest import WEIGHTS
from limner_server.cli.main import main
from tiny_model import save_tiny_adapter, save_tiny_model

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="the homes of this test are Linux's"),
]

HELLO = [{"role": "user", "content": "hi"}]


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The tiny model in an engine of its own, without adapters."""
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    base = save_tiny_model(tmp_path / "data/limner/models/tiny")
    for seed, name in enumerate(("first", "second")):
        save_tiny_adapter(base, tmp_path / name, seed=seed)
    yield ensure_engine(Config(model="tiny"))
    stop_engine()


def answer(engine: Engine, model: str) -> str:
    return Engine(engine.base_url, model, socket=engine.socket).complete(HELLO, max_tokens=20)


def add(folder: Path) -> None:
    assert main(["adapter", "add", str(folder), "--base", "tiny", "--name", "mine"]) == 0


def health() -> dict[str, object]:
    found = engine_health()
    assert found is not None
    return found


def test_adapters_come_change_and_go_while_the_engine_runs(engine: Engine, tmp_path: Path) -> None:
    plain, process = answer(engine, "tiny"), health()["pid"]
    with pytest.raises(ModelNotFoundError, match="no adapter 'mine'"):
        answer(engine, "tiny:mine")

    add(tmp_path / "first")
    first = answer(engine, "tiny:mine")
    assert health()["adapter"] == "mine"
    add(tmp_path / "second")
    second = answer(engine, "tiny:mine")

    assert len({plain, first, second}) == 3
    assert answer(engine, "tiny") == plain
    assert main(["adapter", "remove", "mine"]) == 0
    with pytest.raises(ModelNotFoundError, match="no adapter 'mine'"):
        answer(engine, "tiny:mine")
    assert health()["pid"] == process


def test_a_refused_one_is_told_with_the_reason_and_the_engine_lives(
    engine: Engine, tmp_path: Path
) -> None:
    plain = answer(engine, "tiny")
    add(tmp_path / "first")
    weights = tmp_path / "data/limner/adapters/tiny/mine" / WEIGHTS
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)

    with pytest.raises(ModelLoadError, match=f"tiny:mine is not used: the adapter's {WEIGHTS}"):
        answer(engine, "tiny:mine")

    assert answer(engine, "tiny") == plain
    log = (tmp_path / "state/limner/log/engine.log").read_text()
    assert log.count("loading tiny from") == 1


def test_what_is_chosen_shows_in_the_status(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "use", "tiny"]) == 0
    add(tmp_path / "first")
    assert main(["adapter", "use", "mine", "--task", "fix"]) == 0
    answer(engine, "tiny:mine")
    capsys.readouterr()

    assert main(["status", "--json"]) == 0

    status = json.loads(capsys.readouterr().out)
    assert (status["adapters"], status["engine"]["adapter"]) == ({"fix": "mine"}, "mine")
