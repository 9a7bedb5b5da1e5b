"""Whatever the model's code raises, as an error that says what to do."""

from __future__ import annotations

from limner_model.errors import EngineError, OutOfMemoryError
from limner_model.memory import give_memory_back, is_out_of_memory


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
