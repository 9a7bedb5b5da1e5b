"""What the sandbox costs beside a plain subprocess, and how soon a cancel ends a command.

    .venv/bin/python benchmarks/sandbox.py [--rounds 30] [--files 100000] [--json]

Measures in turns, so that a busy machine treats all alike: the same command plain and in the
sandbox, over a small workspace and over a large one, with a file laid over it, and the time from a
cancel until everything is dead. Exits 0 only where the sandbox holds its targets.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from limner_server.errors import CancelledError
from limner_server.proof.sandbox.sandbox import Sandbox

ALLOWANCE = 40.0  # milliseconds on top of a plain subprocess
CANCEL = 100.0  # milliseconds until all is dead
GROWTH = 1.25  # of the time over a small workspace, over a large one

LARGE = "true, large workspace"
COMMANDS = {"true": ["true"], "python": [sys.executable, "-S", "-c", "pass"]}
# Starts a child that would outlive it, and tells when both run.
STUBBORN = "trap '' TERM INT HUP; setsid sleep 600 & while :; do sleep 1; done"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder).resolve() / "small", Path(folder).resolve() / "large"
        fill(small, 10)
        fill(large, args.files)
        figures = measure(small, large, args.rounds)
    held = {
        f"{ALLOWANCE:.0f} ms or less on top of a plain subprocess": all(
            figures[f"{name}, sandbox"] - figures[f"{name}, plain"] <= ALLOWANCE
            for name in COMMANDS
        ),
        f"no slower than x{GROWTH} over {args.files} files": (
            figures[LARGE] <= GROWTH * figures["true, sandbox"]
        ),
        f"all dead within {CANCEL:.0f} ms of a cancel": figures["cancel"] <= CANCEL,
    }
    if args.json:
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
        print(json.dumps({"milliseconds": figures, "load": load, "held": held}, indent=2))
    else:
        report(figures, held)
    return 0 if all(held.values()) else 1


def fill(folder: Path, files: int) -> None:
    """Make a workspace of many small files."""
    for number in range(files):
        if number % 1000 == 0:
            part = folder / f"part{number // 1000}"
            part.mkdir(parents=True)
        (part / f"module{number}.py").write_text("pass\n")


def measure(small: Path, large: Path, rounds: int) -> dict[str, float]:
    """Medians in milliseconds, and the quickest, which a busy machine disturbs least."""
    laid = {small / "part0" / "module0.py": b"laid\n"}
    with Sandbox(small) as sandbox, Sandbox(large) as over_large:
        tasks: dict[str, Callable[[], object]] = {}
        for name, command in COMMANDS.items():
            tasks[f"{name}, plain"] = plain(command, small)
            tasks[f"{name}, sandbox"] = lambda command=command: sandbox.run(command)
        tasks["true, a file laid"] = lambda: sandbox.run(["true"], files=laid)
        tasks[LARGE] = lambda: over_large.run(["true"])
        times: dict[str, list[float]] = {name: [] for name in tasks}
        cancels = []
        for _ in range(rounds):
            for name, task in tasks.items():
                begin = time.perf_counter()
                task()
                times[name].append(time.perf_counter() - begin)
            cancels.append(cancel(sandbox))
    figures = {name: 1000 * statistics.median(spent) for name, spent in times.items()}
    figures |= {f"{name}, quickest": 1000 * min(spent) for name, spent in times.items()}
    return {**figures, "cancel": 1000 * statistics.median(cancels)}


def plain(command: list[str], folder: Path) -> Callable[[], object]:
    return lambda: subprocess.run(command, cwd=folder, capture_output=True, check=True)


def cancel(sandbox: Sandbox) -> float:
    """Seconds from a cancel until the sandbox says that everything is dead."""
    asked = time.perf_counter() + 0.15

    def check() -> None:
        if time.perf_counter() > asked:
            raise CancelledError

    try:
        sandbox.run(["sh", "-c", STUBBORN], check=check)
    except CancelledError:
        return time.perf_counter() - asked
    sys.exit("the command ended by itself")


def report(figures: dict[str, float], held: dict[str, bool]) -> None:
    print(f"{'':24}{'plain':>10}{'sandbox':>10}{'on top':>10}{'ratio':>8}{'quickest on top':>18}")
    rows = [(name, f"{name}, plain", f"{name}, sandbox") for name in COMMANDS]
    rows += [(name, "true, plain", name) for name in ("true, a file laid", LARGE)]
    for name, plain_name, sandbox_name in rows:
        one, other = figures[plain_name], figures[sandbox_name]
        least = figures[f"{sandbox_name}, quickest"] - figures[f"{plain_name}, quickest"]
        on_top = f"{other - one:10.1f}{other / one:8.1f}{least:18.1f}"
        print(f"{name + ', ms':24}{one:10.1f}{other:10.1f}{on_top}")
    print(f"{'cancel, ms':24}{'':10}{figures['cancel']:10.1f}")
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"measured with {load:.1f} programs waiting for each processor")
    for target, holds in held.items():
        print(f"{'holds' if holds else 'FAILS'}  {target}")


if __name__ == "__main__":
    sys.exit(main())
