"""The engine as a process: found or started by whoever asks, alone, and never a reason to hang."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import filelock
import psutil
import pytest

from limner_model.blanks import Blank
from limner_model.config import Config
from limner_model.daemon import engine_health, ensure_engine, stop_engine
from limner_model.endpoint import Endpoint, endpoint_file, engine_lock
from limner_model.errors import (
    CancelledError,
    EngineDiedError,
    EngineUnavailableError,
    ModelLoadError,
    OutOfMemoryError,
)
from limner_model.locations import log_file, runtime_dir
from tiny_model import save_tiny_adapter, save_tiny_model

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="the homes of this test are Linux's"),
]

HELLO = [{"role": "user", "content": "hi"}]
LONG = [{"role": "user", "content": "a text of some length " * 340}]
TINY = Config(model="tiny")
PATIENCE = 60.0


@pytest.fixture(scope="module")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    base = save_tiny_model(data / "limner/models/tiny", context=8192)
    save_tiny_adapter(base, data / "limner/adapters/tiny/a")
    return data


@pytest.fixture(autouse=True)
def home(tmp_path: Path, tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user with the tiny model, whose engine is gone after the test."""
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tiny_data))
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    write_settings(tmp_path, model="tiny")
    yield tmp_path
    stop_engine()


def write_settings(home: Path, **settings: str | float) -> None:
    file = home / "config/limner/config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items()))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def pid() -> int:
    health = engine_health()
    assert health is not None
    return int(health["pid"])


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    wait_for(lambda: engine_health() is None)


def test_the_engine_starts_when_needed_and_all_windows_share_it() -> None:
    heard: list[str] = []
    engine = ensure_engine(TINY, progress=lambda message, _: heard.append(message))
    assert heard[0] == "starting the engine"
    assert {"tiny", "tiny:a"} <= set(engine.models())
    alone = engine.complete(HELLO, max_tokens=30)
    first, heard = pid(), []

    def ask_from_a_window(_: int) -> str:
        window = ensure_engine(TINY, progress=lambda message, _: heard.append(message))
        return window.complete(HELLO, max_tokens=30)

    with ThreadPoolExecutor(4) as windows:
        assert list(windows.map(ask_from_a_window, range(8))) == [alone] * 8
    assert (pid(), heard) == (first, [])


def test_what_it_serves_is_known_without_asking_again() -> None:
    engine = ensure_engine(TINY)
    stop_engine()
    assert engine.tuned_for("a").model == "tiny:a"


def test_it_says_how_likely_texts_are() -> None:
    engine = ensure_engine(TINY, subject="code")
    texts = ["if a < b:\n    return a\n", "if a <= b:\n    return a\n"]
    found = engine.log_likelihoods(texts)
    assert len(set(found)) == 2
    assert all(value < 0 for value in found)
    assert engine.log_likelihoods(texts) == found


def test_it_says_how_likely_answers_are() -> None:
    engine = ensure_engine(TINY, subject="code")
    asked = [{"role": "user", "content": "Which line is wrong?"}]
    answers = [" [[1]]return a", " [[2]]return b + c"]
    found = engine.answer_log_likelihoods(asked, answers)
    assert len(set(found)) == 2
    assert all(value < 0 for value in found)
    assert engine.answer_log_likelihoods(asked, answers) == found
    other = [{"role": "user", "content": "What else?"}]
    assert engine.answer_log_likelihoods(other, answers) != found


def test_two_at_once_start_only_one() -> None:
    script = (
        "from limner_model.daemon import ensure_engine, engine_health\n"
        "ensure_engine()\n"
        "print(engine_health()['pid'])"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    pids = {starter.communicate(timeout=PATIENCE)[0].strip() for starter in starters}
    assert pids == {str(pid())}


def test_the_engine_outlives_who_started_it() -> None:
    script = "from limner_model.daemon import ensure_engine; ensure_engine()"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=PATIENCE)
    assert ensure_engine(TINY).complete(HELLO, max_tokens=2)


def test_nobody_else_can_reach_it() -> None:
    engine = ensure_engine(TINY)
    assert engine.socket is not None
    assert stat.S_IMODE(Path(engine.socket).stat().st_mode) == 0o600
    assert stat.S_IMODE(endpoint_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(runtime_dir().stat().st_mode) == 0o700


def test_a_kill_in_mid_answer_is_noticed_and_the_next_request_restarts_it() -> None:
    engine = ensure_engine(TINY)
    first = pid()
    pieces = engine.stream(HELLO, max_tokens=8000)
    next(pieces)
    os.kill(first, signal.SIGKILL)
    with pytest.raises(EngineDiedError, match="went away"):
        list(pieces)
    heard: list[str] = []
    again = ensure_engine(TINY, progress=lambda message, _: heard.append(message))
    assert "the engine had died" in heard[0]
    assert str(log_file()) in heard[0]
    assert again.complete(HELLO, max_tokens=2)
    assert pid() != first


def test_a_request_to_an_engine_that_is_gone_says_so() -> None:
    engine = ensure_engine(TINY)
    kill(pid())
    with pytest.raises(EngineUnavailableError, match="no engine at"):
        engine.complete(HELLO, max_tokens=1)


def test_what_a_killed_engine_left_behind_is_no_obstacle() -> None:
    path = runtime_dir() / "engine.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    Endpoint(1, "http://limner/v1", socket=str(path)).publish()
    engine_lock().touch()
    (runtime_dir() / "start.lock").touch()
    assert ensure_engine(TINY).complete(HELLO, max_tokens=1)


def test_a_socket_path_too_long_is_replaced_by_loopback_with_a_token(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = home / ("long" * 25)
    far.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(far))
    engine = ensure_engine(TINY)
    assert engine.socket is None
    assert engine.base_url.startswith("http://127.0.0.1:")
    assert engine.complete(HELLO, max_tokens=1)
    with pytest.raises(EngineUnavailableError, match="check the API key"):
        type(engine)(engine.base_url, "tiny").complete(HELLO, max_tokens=1)


def test_it_leaves_when_nobody_asks_but_not_in_mid_answer(home: Path) -> None:
    write_settings(home, model="tiny", idle_minutes=0.02)
    engine = ensure_engine(TINY)
    process = pid()
    began = time.monotonic()
    engine.complete(HELLO, max_tokens=3000)
    assert time.monotonic() - began > 1.2, "too short an answer to tell"
    wait_for(lambda: engine_health() is None)
    wait_for(lambda: not endpoint_file().exists())
    wait_for(lambda: not (runtime_dir() / "engine.sock").exists())  # cleared away a moment later
    assert f"process [{process}]" in log_file().read_text()


def test_a_request_that_does_not_fit_is_refused_and_the_engine_lives(tiny_data: Path) -> None:
    save_tiny_model(tiny_data / "limner/models/wide", context=8192, hidden_size=1024)
    engine = ensure_engine(Config(model="wide"))
    before = engine.complete(HELLO, max_tokens=2)
    process = psutil.Process(pid())
    most = process.memory_info().vms + 60 * 2**20
    process.rlimit(psutil.RLIMIT_AS, (most, most))

    with pytest.raises(OutOfMemoryError, match="memory"):
        engine.fill(LONG, [Blank(" one", ("class",))])

    assert engine.complete(HELLO, max_tokens=2) == before
    assert pid() == process.pid


def test_an_engine_out_of_reach_makes_room_for_another() -> None:
    ensure_engine(TINY)
    first = pid()
    endpoint_file().unlink()
    assert ensure_engine(TINY).complete(HELLO, max_tokens=1)
    assert pid() != first


def test_stopping_ends_an_answer_and_frees_everything() -> None:
    pieces = ensure_engine(TINY).stream(HELLO, max_tokens=8000)
    next(pieces)
    command = [sys.executable, "-m", "limner_server.cli.main", "engine", "--stop"]
    stopped = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert stopped.stdout == "stopped\n"
    with pytest.raises(EngineDiedError):
        list(pieces)
    assert engine_health() is None
    assert not endpoint_file().exists()
    with filelock.FileLock(engine_lock()).acquire(timeout=0):
        assert not stop_engine()


def test_a_cancel_while_it_starts_comes_back_at_once() -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        ensure_engine(TINY, cancelled=cancelled)
    assert time.monotonic() - began < 2
    ensure_engine(TINY)  # what was begun goes on, for the next to ask


def test_an_engine_that_cannot_start_says_why(home: Path) -> None:
    write_settings(home, colour="red")
    with pytest.raises(EngineUnavailableError, match="unknown setting 'colour'"):
        ensure_engine(TINY)


def test_a_log_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "state").write_text("a file where the folder should be")
    with pytest.raises(EngineUnavailableError, match="cannot be started"):
        ensure_engine(TINY)


def test_a_model_that_cannot_be_loaded_is_named(home: Path, tiny_data: Path) -> None:
    folder = tiny_data / "limner/models/broken"
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text("{}")
    write_settings(home, model="broken")
    with pytest.raises(ModelLoadError, match="broken"):
        ensure_engine(Config(model="broken"))
    # The engine lives, and serves what can be served.
    assert ensure_engine(TINY).complete(HELLO, max_tokens=1)


def test_the_model_asked_for_replaces_the_one_in_memory(home: Path, tiny_data: Path) -> None:
    save_tiny_model(tiny_data / "limner/models/other", seed=7)
    write_settings(home, model="other")
    first = ensure_engine(TINY)
    health = engine_health()
    assert health is not None
    assert health["model"] == "tiny", "loaded what nobody asked for"
    second = ensure_engine(Config(model="other"))
    assert first.complete(HELLO, max_tokens=9) != second.complete(HELLO, max_tokens=9)
    health = engine_health()
    assert health is not None
    assert health["model"] == "other"


def test_the_users_own_endpoint_is_used_as_it_is() -> None:
    engine = ensure_engine(Config(model="m", base_url="http://10.0.0.1:8000/v1", api_key="k"))
    assert (engine.base_url, engine.model, engine.api_key) == ("http://10.0.0.1:8000/v1", "m", "k")
    assert engine_health() is None


def test_the_verb_serves_in_the_foreground_until_interrupted() -> None:
    command = [sys.executable, "-m", "limner_server.cli.main", "engine", "--model", "tiny"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: engine_health() is not None)
    assert pid() == process.pid
    second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert second.returncode == 2
    assert "running already" in second.stderr
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert engine_health() is None
