"""The kinds of engines that are known, and which one is at hand."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from limner_model.answers import json_object
from limner_model.connection import Connection
from limner_model.engines.kind import Kind, Survey
from limner_model.engines.limner import LIMNER
from limner_model.engines.llama_cpp import LLAMA_CPP
from limner_model.engines.llama_cpp_python import LLAMA_CPP_PYTHON
from limner_model.engines.lm_studio import LM_STUDIO
from limner_model.engines.look import Look
from limner_model.engines.ollama import OLLAMA
from limner_model.engines.other import OTHER
from limner_model.engines.sglang import SGLANG
from limner_model.engines.transformers_serve import TRANSFORMERS_SERVE
from limner_model.engines.vllm import VLLM
from limner_model.errors import BadAnswerError, CancelledError, EngineUnavailableError
from limner_model.patience import Patience

# Those that are known by their list of models come first: nothing else is asked for then.
KINDS: Final = (
    *(LIMNER, VLLM, LLAMA_CPP, LLAMA_CPP_PYTHON, SGLANG),
    *(OLLAMA, LM_STUDIO, TRANSFORMERS_SERVE, OTHER),
)


def kind_owning(owners: Iterable[str]) -> Kind:
    """The kind of an engine whose list of models names `owners`, as far as that tells."""
    named = set(owners)
    return next((kind for kind in KINDS if kind.owner and kind.owner in named), OTHER)


def survey(connection: Connection, model: str, seconds: float) -> Survey:
    """What stands at the other end, and what it can do with `model`, found within `seconds`.

    Raises:
        EngineError: nobody is there, or lets us in, or answers in time.
    """
    connection = replace(connection, timeout=seconds, patience=Patience(seconds=0.0))
    over = threading.Event()
    timer = threading.Timer(seconds, over.set)
    timer.start()
    try:
        cards = _cards(connection, over)
        look = Look(connection, model, cards, over)
        for kind in KINDS:
            if (version := kind.version(look)) is not None:
                return _found(kind, version, look)
    except CancelledError as error:
        message = f"the engine at {connection.where} does not answer within {seconds:g} s"
        raise EngineUnavailableError(message, "see whether it is overloaded") from error
    finally:
        timer.cancel()
    raise AssertionError("what is of no kind is another engine")


def _cards(connection: Connection, over: threading.Event) -> list[dict[str, Any]]:
    with connection.get("/models", over) as reply:
        data = json_object(reply.whole()).get("data")
    if not isinstance(data, list):
        raise BadAnswerError(f"the engine at {connection.where} lists no models")
    return [card for card in data if isinstance(card, dict)]


def _found(kind: Kind, version: str, look: Look) -> Survey:
    models = tuple(str(card.get("id")) for card in look.cards)
    tagged = kind.lists_tags and f"{look.model}:latest" in models
    serves = (look.model in models or tagged) if models else None
    return Survey(kind.name, version, kind.abilities(look), models, serves)
