"""A tiny model in a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from limner_model.client import Engine
from limner_model.engine import LocalEngine
from limner_model.installed import InstalledModel
from rogue import Rogue
from serving import serving
from tiny_model import save_tiny_adapter, save_tiny_model


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder (`XDG_DATA_HOME`) with the model `tiny` and its adapters `a` and `b`."""
    data = tmp_path_factory.mktemp("data")
    base = save_tiny_model(data / "limner/models/tiny", context=8192)
    for seed, name in enumerate("ab"):
        save_tiny_adapter(base, data / "limner/adapters/tiny" / name, seed=seed)
    return data


@pytest.fixture
def tiny(tiny_data: Path) -> InstalledModel:
    """The tiny model as it is installed."""
    return InstalledModel(
        "tiny",
        tiny_data / "limner/models/tiny",
        {name: tiny_data / "limner/adapters/tiny" / name for name in "ab"},
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with nothing: no settings, no models, no engine."""
    for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    return tmp_path


@pytest.fixture
def home_with_tiny(home: Path, tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has the tiny model."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tiny_data))
    return home


@pytest.fixture
def rogues() -> Iterator[list[Rogue]]:
    """The engines of this test that say what they are told to."""
    started: list[Rogue] = []
    yield started
    for rogue in started:
        rogue.close()


@pytest.fixture
def engine_that_says(rogues: list[Rogue]) -> Callable[..., Engine]:
    """Starts an engine that answers everything with the same bytes."""

    def start(answer: bytes, *, hold: bool = False, timeout: float = 10) -> Engine:
        rogues.append(Rogue(answer, hold=hold))
        return Engine(rogues[-1].url, "m", timeout=timeout)

    return start


@pytest.fixture(scope="module")
def sockets_and_engine(
    tiny_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, LocalEngine]]:
    """The socket of an engine with the tiny model, and the engine itself."""
    path = tmp_path_factory.mktemp("socket") / "s"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tiny_data))
        patch.setenv("XDG_CACHE_HOME", str(path.parent))
        with serving(path) as local:
            yield str(path), local


@pytest.fixture
def local(sockets_and_engine: tuple[str, LocalEngine]) -> LocalEngine:
    """The engine in this process."""
    return sockets_and_engine[1]


@pytest.fixture
def engine(sockets_and_engine: tuple[str, LocalEngine]) -> Engine:
    """The same engine as a client has it."""
    return Engine("http://limner/v1", "tiny", socket=sockets_and_engine[0])


@pytest.fixture
def http(sockets_and_engine: tuple[str, LocalEngine]) -> Iterator[httpx.Client]:
    """What asks the same engine anything at all."""
    transport = httpx.HTTPTransport(uds=sockets_and_engine[0])
    with httpx.Client(transport=transport, base_url="http://limner", timeout=60) as http:
        yield http
