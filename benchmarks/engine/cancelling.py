"""How long an engine works on for somebody who has gone, in steps of what it was doing.

The client, the socket and the engine are those that serve a user, but in one process, so that the
moment at which nothing is left to do is known.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from statistics import median

from section import Section

from engine.asking import asked, something
from engine.models import MIDDLE, home, install
from engine.rounds import ROUNDS
from limner_model.client import Engine
from limner_model.engine import LocalEngine
from limner_model.errors import CancelledError

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from serving import serving

STEPS = 1.5
_MODEL = "middle"
# So many tokens are heard before the user goes.
_HEARD = 30
_LONG = 8000
# Between two looks; a step takes some ten times as long at the least.
_LOOK = 0.0005


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    steps, seconds, reading = [], [], []
    with home(), tempfile.TemporaryDirectory() as folder:
        install(_MODEL, MIDDLE)
        path = Path(folder) / "socket"
        with serving(path) as local:
            client = Engine("http://limner/v1", _MODEL, socket=str(path))
            client.complete(asked("hello"), max_tokens=4)
            for number in range(rounds):
                # At another point of a step each time.
                step, idle = _writing(client, local, number, part=number / rounds)
                steps.append(idle / step)
                seconds.append(idle)
                reading.append(_reading(client, local, number))
                tell(f"a step {1e3 * step:.1f} ms, idle after {1e3 * idle:.1f} ms")
    figures = {
        "steps": round(median(steps), 2),
        "most_steps": round(max(steps), 2),
        "idle_after_ms": round(1e3 * median(seconds), 1),
        f"while_it_reads_{_LONG}_tokens_ms": round(1e3 * median(reading), 1),
    }
    held = {f"idle within {STEPS:g} steps": median(steps) <= STEPS}
    return Section("cancel", figures, held)


def _writing(client: Engine, local: LocalEngine, number: int, part: float) -> tuple[float, float]:
    """Seconds of a step, and from a cancel amid an answer until the engine is idle."""
    cancelled = threading.Event()
    heard: list[float] = []
    # By dice, so that each token is a step, whatever a loop makes of what repeats itself.
    answer = client.stream(
        asked(something(50, seed=number)), max_tokens=400, temperature=1.0, cancelled=cancelled
    )
    with suppress(CancelledError):
        for _ in answer:
            heard.append(time.perf_counter())
            if len(heard) == _HEARD:
                break
    if len(heard) < _HEARD:
        raise RuntimeError("the answer ended before it could be cancelled")
    step = median(after - before for before, after in pairwise(heard))
    time.sleep(part * step)
    gone = time.perf_counter()
    cancelled.set()
    return step, _idle(local) - gone


def _reading(client: Engine, local: LocalEngine, number: int) -> float:
    """Seconds from a cancel amid a long prompt until the engine is idle."""
    cancelled = threading.Event()

    def ask() -> None:
        with suppress(CancelledError):
            client.complete(
                asked(something(_LONG, seed=1000 + number)), max_tokens=1, cancelled=cancelled
            )

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(1.0)
    if not local.pending:
        raise RuntimeError("the prompt was read before it could be cancelled")
    gone = time.perf_counter()
    cancelled.set()
    idle = _idle(local) - gone
    thread.join()
    return idle


def _idle(local: LocalEngine) -> float:
    """When nothing is left to do."""
    while local.pending:
        time.sleep(_LOOK)
    return time.perf_counter()
