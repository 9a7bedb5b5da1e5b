"""Asking an engine as its clients do, and hearing when it begins to answer."""

from __future__ import annotations

import random
import time
from typing import Any

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.daemon import ensure_engine

_CHARACTERS = "abcdefghijklmnopqrstuvwxyz     ()=.,:\n"


def started(model: str) -> Engine:
    """The engine of the user of now, in a process of its own, with a model loaded."""
    return ensure_engine(Config(model=model))


def asked(text: str) -> list[dict[str, Any]]:
    """A conversation that begins with a text."""
    return [{"role": "user", "content": text}]


def until_first_token(engine: Engine, messages: list[dict[str, Any]]) -> float:
    """Seconds until the first text of an answer is there."""
    begun = time.perf_counter()
    stream = engine.stream(messages, max_tokens=1)
    text = next(stream, "")
    seconds = time.perf_counter() - begun
    # A model that said nothing would be quick, too.
    if not text:
        raise RuntimeError("the engine said nothing")
    for _ in stream:
        pass
    return seconds


def something(length: int, seed: int) -> str:
    """So many characters that nobody has written before; a token each, for a model of bytes."""
    dice = random.Random(seed)  # noqa: S311 - nothing depends on nobody's guessing it
    return "".join(dice.choices(_CHARACTERS, k=length))
