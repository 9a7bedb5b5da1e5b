"""What the user asked for, as it crosses from the command line or an editor to a task.

Light on purpose: the language server builds requests and imports nothing that a task needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.emit.code import Stack

# In place of a model's name: the analysis alone, no engine is asked or started.
NO_MODEL = "none"


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """A screenshot to be written as code.

    Attributes:
        stack: the dialect to write.
        languages: of the texts, as Tesseract names them, joined by "+".
        engine_url: base URL of an OpenAI-compatible engine; empty for the configured one.
        model: its name there; empty for the configured one, `NO_MODEL` to do without.
    """

    stack: Stack = Stack.HTML
    languages: str = "eng"
    engine_url: str = ""
    model: str = ""
