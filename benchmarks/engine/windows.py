"""Memory of two editor windows beside one: the engine with its weights is there once.

Counted is what each process has of the machine's memory, pages that it shares with others in
proportion (PSS), four times a second, from before the first request until after the last; the
figure is the most that all of them had together. A window is a language server with the worker that
it starts; its editor is not counted.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from section import Section

from engine.asking import started
from engine.models import LLAMA, home, install
from engine.rounds import ROUNDS, in_turns
from engine.window import window
from limner_model.daemon import engine_health, stop_engine

TARGET = 1.05
_MODEL = "shared"
_REQUESTS = 4
_LOOK = 0.25
_MIB = 2**20


@dataclass(frozen=True)
class Peak:
    """MiB at the most, of the engine, of the windows, and of all together."""

    engine: float
    windows: float
    whole: float


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    with home() as folder:
        install(_MODEL, LLAMA)

        def peak(windows: int) -> Peak:
            measured = asyncio.run(_peak(folder, windows))
            tell(f"{windows}: engine {measured.engine:.0f} MiB, whole {measured.whole:.0f} MiB")
            return measured

        one, two = in_turns(rounds, lambda _: peak(1), lambda _: peak(2))
    engine = _ratio([peak.engine for peak in one], [peak.engine for peak in two])
    whole = _ratio([peak.whole for peak in one], [peak.whole for peak in two])
    figures = {
        "engine_mib": round(median(peak.engine for peak in one)),
        "engine_times": round(engine, 3),
        "whole_mib": round(median(peak.whole for peak in one)),
        "whole_times": round(whole, 3),
        "a_window_mib": round(median(peak.windows for peak in two) / 2),
    }
    return Section(
        "two windows", figures, {f"the engine takes {TARGET:g} times one's": engine <= TARGET}
    )


def _ratio(one: list[float], two: list[float]) -> float:
    return median(two) / median(one)


async def _peak(folder: Path, windows: int) -> Peak:
    """Memory of so many windows that all ask, each several times, of an engine of their own."""
    await asyncio.to_thread(started, _MODEL)
    try:
        async with AsyncExitStack() as stack:
            opened = [
                await stack.enter_async_context(window(folder / f"workspace{number}", model=_MODEL))
                for number in range(windows)
            ]
            with _watched([one.server for one in opened]) as seen:
                for _ in range(_REQUESTS):
                    await asyncio.gather(*(one.completed() for one in opened))
    finally:
        await asyncio.to_thread(stop_engine)
    return Peak(
        max(peak.engine for peak in seen),
        max(peak.windows for peak in seen),
        max(peak.whole for peak in seen),
    )


@contextmanager
def _watched(servers: list[int]) -> Iterator[list[Peak]]:
    """What the engine and servers have, look after look."""
    health = engine_health()
    if health is None:
        raise RuntimeError("the engine is gone")
    engine, seen, over = int(health["pid"]), [], threading.Event()

    def look() -> None:
        while True:
            own = _memory(psutil.Process(engine))
            others = sum(_tree(server, engine) for server in servers)
            seen.append(Peak(own, others, own + others))
            if over.wait(_LOOK):
                return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _tree(server: int, engine: int) -> float:
    """MiB of a server and all that it started, but for the engine."""
    process = psutil.Process(server)
    processes = [process, *process.children(recursive=True)]
    return sum(_memory(one) for one in processes if one.pid != engine)


def _memory(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return float(process.memory_full_info().pss) / _MIB
    return 0.0
