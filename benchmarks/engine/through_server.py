"""What the language server adds to the time until the engine's first token.

A window asks for code at a cursor; the model's answer is one token and its end. Beside it the
engine is asked directly, by the very request that the server sends.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from section import Section

from engine.asking import started
from engine.models import SMALL, home, install
from engine.rounds import ROUNDS
from engine.window import window
from limner_model.client import Engine

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from scripted_engine import scripted_engine

# Milliseconds.
TARGET = 15.0
_MODEL = "brief"
_ANSWER = "x"
# A round is short, and its figures are of the size of what else happens on a machine.
_REPEATS = 5


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    through, direct = asyncio.run(_measured(rounds, tell))
    added = 1e3 * (median(through) - median(direct))
    figures = {
        "through_ms": round(1e3 * median(through), 1),
        "direct_ms": round(1e3 * median(direct), 1),
        "added_ms": round(added, 1),
    }
    return Section("through the server", figures, {f"adds {TARGET:g} ms": added <= TARGET})


async def _measured(rounds: int, tell: Callable[[str], None]) -> tuple[list[float], list[float]]:
    """Seconds until the first token, through the server and directly."""
    through: list[float] = []
    direct: list[float] = []
    with home() as folder:
        workspace = folder / "workspace"
        sent = await _sent(workspace)
        install(_MODEL, SMALL, _ANSWER)
        engine = await asyncio.to_thread(started, _MODEL)
        async with window(workspace, model=_MODEL) as editor:
            # The first finds a worker to be started, and nothing read.
            for _ in range(2):
                if (await editor.completed())[0] != [_ANSWER]:
                    raise RuntimeError("the server did not offer what the model says")
                _direct(engine, sent)
            for number in range(rounds * _REPEATS):
                # Who begins takes turns: an engine that has just been asked is awake.
                for turn in ("through", "direct") if number % 2 else ("direct", "through"):
                    if turn == "through":
                        through.append((await editor.completed())[1])
                    else:
                        direct.append(await asyncio.to_thread(_direct, engine, sent))
            tell(f"{1e3 * median(through):.1f} | {1e3 * median(direct):.1f} ms")
    return through, direct


def _direct(engine: Engine, sent: dict[str, Any]) -> float:
    """Seconds until the engine has answered."""
    begun = time.perf_counter()
    said = engine.complete(
        sent["messages"], max_tokens=sent["max_tokens"], temperature=sent["temperature"]
    )
    seconds = time.perf_counter() - begun
    if said != _ANSWER:
        raise RuntimeError("the engine did not answer what its model says")
    return seconds


async def _sent(workspace: Path) -> dict[str, Any]:
    """What the server sends to an engine."""
    with scripted_engine(_ANSWER) as (engine, heard):
        settings = {"engineUrl": engine.base_url, "model": engine.model}
        async with window(workspace, **settings) as editor:
            await editor.completed()
    return heard[-1]
