"""The shapes of Qwen3-VL-8B and 4B on one GPU, beside plain `generate` with the same weights.

    python benchmarks/engine/gpu.py [--results FILE] [--rounds N] [--minutes M] [--tiny]

Needs the extra `engine` and no network; done in nine minutes. What is found is written into FILE
step by step, so that a run that is cut short keeps what it has. With `--tiny` a tiny model goes the
same way, on any machine in seconds: its figures mean nothing.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import torch
from PIL import Image

sys.path.append(str(Path(__file__).parents[1]))

from section import Section, tell

from engine.answering import Answered, ours, plain, warmed
from engine.bandwidth import bytes_a_token, copied_per_second
from engine.models import home
from engine.qwen import SHAPE_4B, SHAPE_8B, SHAPE_TINY, Shape, install
from engine.rounds import ROUNDS, in_turns, times
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel
from limner_model.processor import encode
from limner_model.protocol import ChatRequest, Message

FACTOR = 3.0
SHARE = 0.5
PICTURE_FACTOR = 0.5
# GiB of a card that others leave: the desktop has its own half.
CARDS = {SHAPE_8B.name: 11.5, SHAPE_4B.name: 7.5}
MINUTES = 9.0
_TOKENS = 128
_PICTURE = (1280, 800)
_GIB = 2**30


class Results:
    """What was found so far, in a file that is whole at any time."""

    def __init__(self, file: Path | None, minutes: float) -> None:
        self.found: dict[str, Any] = {}
        self._file = file
        self._until = time.monotonic() + 60 * minutes

    def step(self, name: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
        """Do `work` and keep what it finds; a step that fails says why, and leaves the others."""
        if time.monotonic() > self._until:
            self._keep(name, {"skipped": "no time was left"})
            return None
        tell(f"-- {name}")
        begun = time.perf_counter()
        try:
            figures = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next step may go well
            self._keep(name, {"error": repr(error), "where": traceback.format_exc(limit=-4)})
            return None
        self._keep(name, figures | {"seconds": round(time.perf_counter() - begun, 1)})
        return figures

    def _keep(self, name: str, figures: dict[str, Any]) -> None:
        self.found[name] = figures
        tell(f"{name}: {figures}")
        if self._file is not None:
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(self.found, indent=1))
            new.replace(self._file)


def measure(told: Callable[[str], None], rounds: int = ROUNDS, file: Path | None = None) -> Section:
    """The section of the table."""
    del told
    if not torch.cuda.is_available():
        return Section("gpu", skipped="not measured: there is no GPU here")
    results = Results(file, MINUTES)
    run(results, (SHAPE_8B, SHAPE_4B), rounds)
    return section(results.found)


def run(results: Results, shapes: Sequence[Shape], rounds: int) -> None:
    """All steps, the larger model first; what the engine keeps of them goes with them."""
    with home():
        _run(results, shapes, rounds)


def _run(results: Results, shapes: Sequence[Shape], rounds: int) -> None:
    machine = results.step("machine", _machine) or {}
    bandwidth = machine.get("copied_gb_per_second", 0.0) * 1e9
    for shape in shapes:
        loaded: list[LoadedModel] = []
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            results.step(f"{shape.name} made", partial(_made, shape, folder))
            results.step(f"{shape.name} loaded", partial(_loaded, shape, folder, loaded))
        for model in loaded:
            results.step(f"{shape.name} first use", partial(_first_use, model))
            results.step(f"{shape.name} text", partial(_text, model, rounds, bandwidth))
            results.step(f"{shape.name} picture", partial(_picture, model, rounds))
            results.step(f"{shape.name} memory", partial(_memory, model))
            del model
        loaded.clear()
        _free()


def section(found: dict[str, Any]) -> Section:
    """The figures that have a target, and whether they hold."""
    figures: dict[str, Any] = {}
    held: dict[str, bool] = {}
    for name, card in CARDS.items():
        short = name.rpartition("-")[2]
        text, picture, memory = (found.get(f"{name} {step}", {}) for step in _TARGETED)
        if "times" in text:
            figures |= {
                f"{short}_tokens_per_second": text["tokens_per_second"],
                f"{short}_by_generate": text["by_generate"],
                f"{short}_times": text["times"],
                f"{short}_percent_of_bandwidth": text["percent_of_bandwidth"],
            }
            held[f"{short}: {FACTOR:g} times generate"] = text["times"] >= FACTOR
            share = text["percent_of_bandwidth"] >= 100 * SHARE
            held[f"{short}: {100 * SHARE:g} % of the memory's bandwidth"] = share
        if "times" in picture:
            figures |= {f"{short}_{key}": picture[key] for key in ("first_ms", "first_by_generate")}
            target = f"{short}: a picture's first token in {PICTURE_FACTOR} times generate's"
            held[target] = picture["times"] <= PICTURE_FACTOR
        if "peak_gib" in memory:
            figures[f"{short}_peak_gib"] = memory["peak_gib"]
            held[f"{short}: within {card:g} GiB"] = memory["peak_gib"] <= card
    failed = [name for name, step in found.items() if "error" in step or "skipped" in step]
    if failed:
        figures["missed"] = failed
        held["every step was done"] = False
    return Section("gpu", figures, held)


_TARGETED = ("text", "picture", "memory")


def _machine() -> dict[str, Any]:
    packages = ("torch", "transformers", "bitsandbytes", "accelerate", "peft")
    on_gpu = torch.cuda.is_available()
    return {
        "device": torch.cuda.get_device_name() if on_gpu else "CPU",
        "gib": round(torch.cuda.mem_get_info()[1] / _GIB, 1) if on_gpu else 0.0,
        "packages": {name: version(name) for name in packages},
        "copied_gb_per_second": round(copied_per_second() / 1e9, 1),
    }


def _made(shape: Shape, folder: Path) -> dict[str, Any]:
    install(shape, folder)
    _free()
    return {"file_gib": round(sum(f.stat().st_size for f in folder.iterdir()) / _GIB, 2)}


def _loaded(shape: Shape, folder: Path, into: list[LoadedModel]) -> dict[str, Any]:
    into.append(warmed(InstalledModel(shape.name, folder, {})))
    return {
        "reader": into[0].readers.form.way,
        "gib": round(torch.cuda.memory_allocated() / _GIB, 2) if _on_gpu() else 0.0,
    }


def _first_use(loaded: LoadedModel) -> dict[str, Any]:
    """Whatever is compiled, captured or chosen at first is no part of the figures that follow."""
    return {
        name: {
            "text_s": round(answer(loaded, _asked(-1, 32)).wall, 2),
            "picture_s": round(answer(loaded, _shown(-1)).wall, 2),
        }
        for name, answer in (("generate", plain), ("ours", ours))
    }


def _text(loaded: LoadedModel, rounds: int, bandwidth: float) -> dict[str, Any]:
    # By dice, so that a loop that makes use of repetition finds none.
    mine, theirs = in_turns(
        rounds,
        lambda number: ours(loaded, _asked(number, _TOKENS)),
        lambda number: plain(loaded, _asked(number, _TOKENS)),
    )
    likeliest = ours(loaded, replace(_asked(0, _TOKENS), temperature=0.0))
    read = bytes_a_token(loaded.model, _length(mine[0]))
    speed = median(one.speed for one in mine)
    return {
        "tokens": [one.tokens for one in mine],
        "tokens_per_second": round(speed, 1),
        "by_generate": round(median(one.speed for one in theirs), 1),
        "times": round(times([one.speed for one in mine], [one.speed for one in theirs]), 2),
        "gb_a_token": round(read / 1e9, 2),
        "percent_of_bandwidth": round(100 * read * speed / bandwidth, 1) if bandwidth else 0.0,
        "percent_by_generate": round(
            100 * read * median(one.speed for one in theirs) / bandwidth if bandwidth else 0.0, 1
        ),
        "likeliest_tokens_per_second": round(likeliest.speed, 1),
        "all": [round(one.speed, 1) for one in mine],
        "all_by_generate": [round(one.speed, 1) for one in theirs],
    }


def _picture(loaded: LoadedModel, rounds: int) -> dict[str, Any]:
    mine, theirs = in_turns(
        rounds,
        # Another picture each time: what was kept of the last one is of no use.
        lambda number: ours(loaded, _shown(number)),
        lambda number: plain(loaded, _shown(number)),
    )
    again = ours(loaded, _shown(rounds - 1))
    begun = time.perf_counter()
    encode(loaded.processor, _shown(rounds).messages)
    encoded = time.perf_counter() - begun
    factor = times([one.first for one in mine], [one.first for one in theirs])
    return {
        "first_ms": round(1e3 * median(one.first for one in mine), 1),
        "first_by_generate": round(1e3 * median(one.first for one in theirs), 1),
        "times": round(factor, 2),
        "of_that_for_pixels_ms": round(1e3 * encoded, 1),
        "the_same_picture_again_ms": round(1e3 * again.first, 1),
    }


def _memory(loaded: LoadedModel) -> dict[str, Any]:
    """The most that an answer about a picture takes, with what the driver needs for itself."""
    _free()
    if _on_gpu():
        torch.cuda.reset_peak_memory_stats()
    ours(loaded, replace(_shown(-2), max_tokens=_TOKENS))
    if not _on_gpu():
        return {}
    free, whole = torch.cuda.mem_get_info()
    driver = whole - free - torch.cuda.memory_reserved()
    return {
        "allocated_gib": round(torch.cuda.max_memory_allocated() / _GIB, 2),
        "peak_gib": round((torch.cuda.max_memory_reserved() + max(driver, 0)) / _GIB, 2),
    }


def _asked(number: int, tokens: int) -> ChatRequest:
    text = f"Request {number}: write a page for a bakery with a form to order bread. " * 8
    return ChatRequest(
        "m", (Message("user", (text,)),), max_tokens=tokens, temperature=1.0, seed=number
    )


def _shown(number: int) -> ChatRequest:
    # Noise: what is in it makes no difference to the work.
    torch.manual_seed(number)
    size = (*reversed(_PICTURE), 3)
    image = Image.fromarray(torch.randint(0, 256, size, dtype=torch.uint8).numpy())
    return ChatRequest(
        "m", (Message("user", (image, "What is this?")),), max_tokens=1, temperature=0.0
    )


def _length(answered: Answered) -> int:
    """Tokens that stand before the one in the middle of an answer, about."""
    return 8 * 70 + answered.tokens // 2


def _on_gpu() -> bool:
    return torch.cuda.is_available()


def _free() -> None:
    gc.collect()
    if _on_gpu():
        torch.cuda.empty_cache()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--results", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--minutes", type=float, default=MINUTES, metavar="M")
    parser.add_argument("--tiny", action="store_true", help="a tiny model, on any machine")
    args = parser.parse_args(argv)
    os.environ["HF_HUB_OFFLINE"] = "1"
    results = Results(args.results, args.minutes)
    if args.tiny:
        run(results, (SHAPE_TINY,), args.rounds)
        return 1 if any("error" in step for step in results.found.values()) else 0
    if not _on_gpu():
        print("not measured: there is no GPU here")
        return 0
    run(results, (SHAPE_8B, SHAPE_4B), args.rounds)
    table = section(results.found)
    print(table)
    return 0 if all(table.held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
