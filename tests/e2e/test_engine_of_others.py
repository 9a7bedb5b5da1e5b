"""Our client against an engine that is not ours: `transformers serve`, a process of its own."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer
from transformers.utils.import_utils import is_serve_available

from limner_model.client import Engine
from limner_model.engines.kind import Can
from limner_model.engines.known import survey
from limner_model.errors import (
    CancelledError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
    LikelihoodsUnavailableError,
)
from limner_model.lines import LINES

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        not is_serve_available(), reason="`transformers serve` needs transformers[serving]"
    ),
]

PATIENCE = 180.0
SERVE = "from transformers.cli.transformers import main; main()"


def picture(colour: str) -> str:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def question(colour: str = "red") -> list[dict[str, object]]:
    parts = [
        {"type": "image_url", "image_url": {"url": picture(colour)}},
        {"type": "text", "text": "what is this?"},
    ]
    return [{"role": "user", "content": parts}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "hub").mkdir()
    # In a process of its own: other tests leave torch and transformers otherwise than they were.
    model = home / "model"
    imports = "from pathlib import Path; from tiny_model import save_tiny_model"
    made = f"save_tiny_model(Path({str(model)!r}), context=8192)"
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"{imports}; {made}",
        ],
        check=True,
        env={**plain_environment(), "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    return without_end(model)


def plain_environment() -> dict[str, str]:
    """What a process needs of ours, and nothing that other tests have set."""
    names = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")
    return {name: os.environ[name] for name in names if name in os.environ}


def without_end(model: Path) -> Path:
    """A model that never ends an answer by itself: of random weights, some do so at once."""
    end = AutoTokenizer.from_pretrained(model).eos_token_id
    weights = load_file(model / "model.safetensors")
    weights["lm_head.weight"][end] = 0
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})
    return model


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], Engine]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    options = ["--host", "127.0.0.1", "--port", port, "--device", "cpu"]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", *options, str(folder)],
        # It lists what is in the hub's cache: an empty one, not the user's.
        env={**plain_environment(), "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    engine = Engine(f"http://127.0.0.1:{port}/v1", str(folder), timeout=60)
    try:
        _wait_until_reachable(process, engine)
        yield process, engine
    finally:
        process.kill()
        process.wait()


def _wait_until_reachable(process: subprocess.Popen[bytes], engine: Engine) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "`transformers serve` ended"
        assert time.monotonic() < deadline, "`transformers serve` does not start"
        with contextlib.suppress(EngineUnavailableError):
            engine.models()
            return
        time.sleep(0.2)


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    with serving(folder) as (_, engine):
        yield engine


def test_its_list_of_models_is_read(engine: Engine) -> None:
    assert engine.models() == []  # it lists the cache, not what it serves from a folder


def test_it_is_known_for_what_it_is(engine: Engine) -> None:
    found = survey(engine.connection, engine.model, seconds=30)
    assert found.kind == "transformers serve"
    assert found.abilities.likelihoods.can is Can.LACKS


def test_its_connection_is_used_again(engine: Engine) -> None:
    first = engine.complete(question(), max_tokens=3)
    line = LINES.take(engine.connection.place)
    assert line is not None, "it was hung up"
    LINES.keep(engine.connection.place, line)
    assert engine.complete(question(), max_tokens=3) == first
    assert LINES.take(engine.connection.place) is line
    line.close()


def test_it_sees_pictures_and_streams(engine: Engine) -> None:
    pieces = list(engine.stream(question(), max_tokens=20))
    assert pieces
    assert "".join(pieces) == engine.complete(question(), max_tokens=20)
    assert engine.complete(question("black"), max_tokens=20) != "".join(pieces)


def test_a_cancel_comes_back_at_once(engine: Engine) -> None:
    cancelled = threading.Event()
    pieces = engine.stream(question(), max_tokens=4000, cancelled=cancelled)
    next(pieces)
    cancelled.set()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        list(pieces)
    assert time.monotonic() - began < 2


def test_a_model_that_it_has_not_is_an_error_of_ours(engine: Engine) -> None:
    with pytest.raises(EngineError):
        Engine(engine.base_url, "nobody/nothing", timeout=60).complete(question(), max_tokens=1)


def test_that_it_scores_no_texts_is_an_error_of_ours(engine: Engine) -> None:
    with pytest.raises(LikelihoodsUnavailableError, match="scores no texts"):
        engine.log_likelihoods(["x = 1\n"])
    assert engine.complete(question(), max_tokens=20)  # it serves on


def test_its_death_in_mid_answer_is_noticed(folder: Path) -> None:
    with serving(folder) as (process, engine):
        pieces = engine.stream(question(), max_tokens=4000)
        next(pieces)
        process.send_signal(signal.SIGKILL)
        with pytest.raises(EngineDiedError):
            list(pieces)
