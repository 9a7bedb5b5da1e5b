"""A run that is killed again and again: does it come to what an undisturbed one comes to?"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from section import Section

from limner_model.config import BUILTIN_MODEL
from tuning.lessons import write_repository

KILLS = 3
# Enough that the training outlasts all kills, each of them up to so many seconds after a step.
_FUNCTIONS = 800
_LONGEST_WAIT = 8


def measure(tell: Callable[[str], None], kills: int = KILLS) -> Section:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_repository(folder, _FUNCTIONS)
        whole = _finish(_start(folder, "whole"))
        moment = random.Random(0)  # noqa: S311 - no secret
        steps = []
        for _ in range(kills):
            process = _start(folder, "killed")
            steps.append(_first_step(process))
            time.sleep(moment.uniform(0, _LONGEST_WAIT))
            process.kill()
            process.wait()
            tell(f"killed; it had begun at step {steps[-1]}")
        parts = _finish(_start(folder, "killed"))
        same = _bytes(folder / "whole") == _bytes(folder / "killed")
    figures = {
        "kills": kills,
        "begun_at_steps": steps,
        "steps": whole["steps"],
        "held_out_loss": round(parts["loss_after"], 4),
        "undisturbed": round(whole["loss_after"], 4),
    }
    return Section("interrupted", figures, {"the same adapter, byte by byte": same})


def _start(folder: Path, out: str) -> subprocess.Popen[str]:
    lessons = ["--examples", folder / "learnt.jsonl", "--held-out", folder / "held-out.jsonl"]
    arguments = ["--base", BUILTIN_MODEL, *lessons, "--out", folder / out, "--passes", 2]
    return subprocess.Popen(
        [sys.executable, "-m", "limner_adapters.tuning.distributed", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def _first_step(process: subprocess.Popen[str]) -> int:
    for line in process.stderr or ():
        if line.startswith("limner: step "):
            return int(line.split()[2])
    raise RuntimeError("the training ended before its first step")


def _finish(process: subprocess.Popen[str]) -> dict[str, float]:
    said, remarks = process.communicate()
    if process.returncode:
        raise RuntimeError(remarks[-500:])
    found: dict[str, float] = json.loads(said)
    return found


def _bytes(out: Path) -> bytes:
    return (out / "adapter" / "adapter_model.safetensors").read_bytes()
