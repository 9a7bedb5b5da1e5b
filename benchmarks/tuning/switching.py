"""What it costs to exchange the adapter between two requests.

In time of the processor: on a busy machine the clock on the wall tells of the others.
"""

from __future__ import annotations

import os
import queue
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import torch
from peft import LoraConfig, get_peft_model
from section import Section
from transformers import AutoModelForImageTextToText, Qwen3VLConfig

from limner_model.completions import ScoreRequest
from limner_model.config import BUILTIN_MODEL
from limner_model.engine import LocalEngine
from limner_model.installed import InstalledModel, installed_models
from limner_model.jobs import Event, Scored
from limner_model.loaded_adapters import LoadedAdapters
from limner_model.loader import load_model
from limner_model.locations import adapters_dir

# Milliseconds that two adapters in turns may cost more than one alone.
TARGET = 5.0
_REQUESTS = 40
_EXCHANGES = 30
_TEXT = "def total(prices):\n    return sum(prices)\n"


def measure(told: Callable[[str], None]) -> Section:
    """The section."""
    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, {"XDG_DATA_HOME": home}),
    ):
        told("requests to the built-in model, by one adapter and by two in turns")
        base = installed_models()[BUILTIN_MODEL]
        for seed, name in enumerate("ab"):
            model = load_model(base, for_training=True).model
            _save_adapter(model, adapters_dir() / base.name / name, seed, "text_model")
        one, two = _requests()
        told("exchanges in a model with as many layers as one of 8B has")
        deep, peft = _exchanges(Path(home))
    cost = two - one
    return Section(
        "switching",
        {
            "request_by_one_ms": round(one, 2),
            "request_by_two_in_turns_ms": round(two, 2),
            "cost_ms": round(cost, 2),
            "exchange_over_252_layers_ms": round(deep, 3),
            "the_same_by_peft_ms": round(peft, 2),
        },
        {f"two adapters in turns cost under {TARGET:g} ms a request": max(cost, deep) < TARGET},
    )


def _save_adapter(model: Any, folder: Path, seed: int, part: str) -> None:
    """Random weights for the linear layers of a model's language part."""
    torch.manual_seed(seed)
    config = LoraConfig(r=8, init_lora_weights=False, target_modules=rf".*{part}.*_proj")
    get_peft_model(model, config).save_pretrained(folder)


def _requests() -> tuple[float, float]:
    """Milliseconds of a request by one adapter alone, and by two in turns: medians."""
    answers: queue.SimpleQueue[Event] = queue.SimpleQueue()
    with closing(LocalEngine()) as engine:

        def ask(adapter: str) -> float:
            begun = time.process_time()
            engine.submit(ScoreRequest(f"{BUILTIN_MODEL}:{adapter}", (_TEXT,), 0), answers.put)
            if not isinstance(event := answers.get(), Scored):
                raise TypeError(f"no scores: {event}")
            return (time.process_time() - begun) * 1e3

        for adapter in "abab":
            ask(adapter)
        seconds: dict[str, list[float]] = {"same": [], "other": []}
        for adapter in islice(cycle("ab"), _REQUESTS):
            seconds["other"].append(ask(adapter))
            seconds["same"].append(ask(adapter))
    return median(seconds["same"]), median(seconds["other"])


def _exchanges(folder: Path) -> tuple[float, float]:
    """Milliseconds of an exchange in a Qwen3-VL of 36 narrow layers, ours and PEFT's: medians."""
    text = {"num_hidden_layers": 36, "hidden_size": 32, "intermediate_size": 64, "vocab_size": 64}
    text |= {"num_attention_heads": 2, "num_key_value_heads": 2, "head_dim": 16}
    vision = {"depth": 27, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2}
    vision |= {"out_hidden_size": 32, "deepstack_visual_indexes": []}
    config = Qwen3VLConfig(text_config=text, vision_config=vision)
    for seed, name in enumerate("ab"):
        model = AutoModelForImageTextToText.from_config(config)
        _save_adapter(model, folder / name, seed, "language_model")
    model = AutoModelForImageTextToText.from_config(config)
    installed = InstalledModel("deep", folder, {name: folder / name for name in "ab"})
    adapters = LoadedAdapters(model)

    def ours(name: str) -> None:
        with adapters.at_work(installed, name):
            pass

    keys = dict(zip("ab", _keys(adapters, ours), strict=True))
    return (
        median(_timed(ours)),
        median(_timed(lambda name: adapters.model.set_adapter(keys[name]))),
    )


def _keys(adapters: LoadedAdapters, load: Callable[[str], None]) -> list[str]:
    """Load both; the names under which PEFT knows them."""
    for name in "ab":
        load(name)
    return list(adapters.model.peft_config)


def _timed(exchange: Callable[[str], None]) -> Iterator[float]:
    for name in islice(cycle("ab"), _EXCHANGES):
        begun = time.process_time()
        exchange(name)
        yield (time.process_time() - begun) * 1e3
