"""How engines word that a request is longer than the model reads, and what to do about it there.

Each does it in its own words, few with a code, some with status 200.
"""

from __future__ import annotations

import re
from typing import Final

# The first that fits counts: words of the engine, and the remedy there.
_TOO_LONG: Final = (
    # llama.cpp
    (
        re.compile(r"exceeds the available context size|larger than the max context size"),
        "start llama-server with a larger --ctx-size, which its slots share, or ask about less",
    ),
    # The server of llama-cpp-python, where its own words for it do not come first.
    (
        re.compile(r"Requested tokens \(\d+\) exceed context window"),
        "start it with a larger --n_ctx, or ask about less",
    ),
    # SGLang
    (
        re.compile(
            r"longer than the model's context length"
            r"|exceeds the model's (?:maximum )?context length"
        ),
        "serve it with a larger --context-length, or ask about less",
    ),
    # vLLM
    (
        re.compile(
            r"longer than the maximum model length|exceeds model's maximum context length"
            r"|maximum context length is \d+ tokens\. However, your prompt"
        ),
        "serve it with a larger --max-model-len, or ask about less",
    ),
    # LM Studio, in three versions
    (
        re.compile(
            r"Trying to keep the first \d+ tokens when context|Context size has been exceeded"
            r"|tokens to keep from the initial prompt is greater than the context length"
        ),
        "load the model with a larger context length, or ask about less",
    ),
    # Ollama, where it says so at all
    (
        re.compile(r"input length exceeds the context length|exceeds maximum context length"),
        "start it with a larger OLLAMA_CONTEXT_LENGTH, or ask about less",
    ),
    # OpenAI, and many that repeat its words
    (re.compile(r"maximum context length is \d+ tokens"), "ask about less"),
)
_ASK_LESS: Final = "ask about less, or have the engine read more"
# What some say beside their words, in `code` or in `type`: OpenAI and llama-cpp-python; llama.cpp.
_CODES: Final = ("context_length_exceeded", "exceed_context_size_error")


def remedy_for_too_long(message: str, *codes: object) -> str | None:
    """What to do where an engine says that a request is too long; None where it says nothing of it.

    Args:
        message: of the error.
        codes: that came with it.
    """
    for words, remedy in _TOO_LONG:
        if words.search(message):
            return remedy
    return _ASK_LESS if any(code in _CODES for code in codes) else None
