"""Finds out in which form a model reads fastest on this machine, and remembers it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import torch

from limner_model.decoding.forms import ALL_THREADS, Form, Way, possible
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.prompt import Prompt
from limner_model.locations import cache_dir
from limner_model.store.fingerprint import fingerprint_of

if TYPE_CHECKING:
    from limner_model.loader import LoadedModel

log = logging.getLogger(__name__)

# What the answer depends on, beside the model and the device.
_LIBRARIES: Final = ("torch", "transformers", "bitsandbytes", "peft")
# Tokens read before those that are timed, by which kernels and buffers are set up.
_WARMING: Final = 2
# Rounds in which each form reads a token in its turn, so that what else the machine does meanwhile
# slows all of them.
_ROUNDS: Final = 7
# Seconds after which no further round begins, nor a further form.
_ENOUGH: Final = 5.0
# What another form must take at most of the time of the one that is likely to be the fastest: more
# threads gain little where they gain at all, and lose much as soon as others want the processor.
_WORTH: Final = 0.8
# Measurements that are remembered.
_MOST: Final = 64


def recall(loaded: LoadedModel) -> bool:
    """Have a model read in the form that was found to be the fastest; whether one was found."""
    found: Any = _remembered().get(_key(loaded))
    # The file may say anything.
    with contextlib.suppress(TypeError, ValueError, KeyError):
        form = Form(Way(found["way"]), found["threads"])
        if form in possible(loaded.model):
            loaded.readers.form = form
            return True
    return False


def warm_up(loaded: LoadedModel, check: Callable[[], None]) -> None:
    """Read some tokens that nobody waits for, in all forms where the fastest is not known yet.

    From then on the model reads in the fastest form, and torch computes on its threads.

    Args:
        loaded: the model; nobody speaks as one of its adapters.
        check: called before every token; what it raises ends the measuring, which begins anew when
            it is called again.
    """
    forms = [loaded.readers.form] if recall(loaded) else possible(loaded.model)
    before = loaded.readers.form
    try:
        seconds = _measured(loaded, forms, check)
    finally:
        loaded.readers.form = before
        torch.set_num_threads(before.threads)
    found = min(seconds, key=lambda form: seconds[form], default=before)
    if before in seconds and seconds[found] > _WORTH * seconds[before]:
        found = before
    loaded.readers.settle(found)
    if len(forms) > 1:
        each = {f"{form.way} {form.threads}": f"{1e3 * took:.2f}" for form, took in seconds.items()}
        log.info("a token in so many ms, by each reader and its threads: %s", each)
        _remember(_key(loaded), found)


def _measured(
    loaded: LoadedModel, forms: Sequence[Form], check: Callable[[], None]
) -> dict[Form, float]:
    """The seconds that a token takes, the median, in each form that works."""
    began = time.perf_counter()
    text = torch.ones(1, 8, dtype=torch.long, device=loaded.model.device)
    prompt = Prompt.of(loaded.model, {"input_ids": text})
    steps: dict[Form, Callable[[], None]] = {}
    took: dict[Form, list[float]] = {}
    for form in forms:
        if steps and time.perf_counter() - began > _ENOUGH:
            break
        step = _step(loaded, form, prompt, check)
        try:
            for _ in range(_WARMING):
                step()
        except RuntimeError:  # of torch or CUDA: another form will do
            log.exception("cannot read by %s", form.way)
            continue
        steps[form], took[form] = step, []
    for _ in range(_ROUNDS):
        for form, step in steps.items():
            start = time.perf_counter()
            step()
            took[form].append(time.perf_counter() - start)
        if time.perf_counter() - began > _ENOUGH:
            break
    return {form: statistics.median(times) for form, times in took.items()}


def _step(
    loaded: LoadedModel, form: Form, prompt: Prompt, check: Callable[[], None]
) -> Callable[[], None]:
    """What reads one more token in a form, each time it is called."""
    loaded.readers.form = form
    with loaded.speaking_as(None) as model:
        reader = loaded.readers.reader(model, loaded.speaker, prompt, check)
    cache = KeysValues()
    token = prompt.tokens[:1]

    def step() -> None:
        check()
        torch.set_num_threads(form.threads)
        if cache.get_seq_length() == 0:
            reader.read(prompt.tokens, cache, all_logits=False)
        # What is chosen is what the loop waits for.
        reader.read(token, cache, all_logits=True).argmax().item()

    return step


def _key(loaded: LoadedModel) -> str:
    model = loaded.model
    device = torch.cuda.get_device_name() if model.device.type == "cuda" else _processor()
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    weights = fingerprint_of(loaded.installed.path)
    known = [weights, str(model.dtype), device, ALL_THREADS, *libraries]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _processor() -> str:
    return f"{platform.machine()} {torch.backends.cpu.get_cpu_capability()} {os.cpu_count()}"


def _file() -> Path:
    return cache_dir() / "fastest.json"


def _remembered() -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(_file().read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def _remember(key: str, form: Form) -> None:
    known = _remembered()
    known.pop(key, None)
    known[key] = {"way": form.way, "threads": form.threads}
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Never half a file.
        new = file.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(dict([*known.items()][-_MOST:]), indent=1), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        log.warning("what reads fastest is not remembered (%s)", error)
