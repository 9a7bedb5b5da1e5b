"""When the model's code fails: once more where memory ran out, else an error with a remedy."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from limner_model.errors import EngineError, OutOfMemoryError
from limner_model.loader import LoadedModel
from limner_model.memory import give_memory_back, is_out_of_memory

log = logging.getLogger(__name__)

_T = TypeVar("_T")


def within_memory(
    answer: Callable[[], _T], loaded: LoadedModel, *, may_repeat: Callable[[], bool]
) -> _T:
    """Answer; where memory runs out, once more without what the model keeps for later.

    Args:
        answer: computes with the model.
        loaded: the model.
        may_repeat: whether nothing of the answer was heard yet.
    """
    try:
        return answer()
    except Exception as error:
        if not may_repeat() or not is_out_of_memory(error):
            raise
        log.warning("memory ran out: what was kept for later is given back")
    # Not before: the error holds on to what was being computed.
    while loaded.shed():
        pass
    give_memory_back()
    return answer()


def as_engine_error(error: Exception) -> EngineError:
    """The error for the user; where memory ran out, what is no longer used is given back."""
    if isinstance(error, EngineError):
        return error
    if is_out_of_memory(error):
        give_memory_back()
        return OutOfMemoryError(
            "the request does not fit into the memory",
            "ask with smaller pictures or less text, or choose a smaller model",
        )
    return EngineError(
        f"the model failed ({type(error).__name__}: {error})", "see the engine's log"
    )
