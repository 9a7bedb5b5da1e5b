"""Inputs that a small model suggests, which was taught this question; each is only tried.

The search begins with them as with the calls that it finds in the workspace. What comes of them is
recorded like all else, so that a suggestion which fits nothing costs a call and no more.
"""

from __future__ import annotations

import ast
import re
from typing import Any, Final

from limner_model.client import Engine
from limner_server.perception.syntax.definitions import Function
from limner_server.proposers.asking import Listener
from limner_server.proposers.cases.python.literal_calls import is_literal_call
from limner_server.proposers.cases.python.spelling import spelled
from limner_server.proposers.docstrings.words import raw_words
from limner_server.proposers.telling_words import telling_words

# Of an answer.
MOST_CALLS: Final = 4
_MOST_TOKENS: Final = 96
_LONGEST_HEADER: Final = 240
_MOST_LITERALS: Final = 10
_LONGEST_LITERAL: Final = 24
_COMMENT: Final = re.compile(r"^\s*#.*$|\s# .*$", re.MULTILINE)
_LITERAL: Final = re.compile(r"""(?<![\w.])\d[\w.]*|"[^"\\\n]+"|'[^'\\\n]+'""")


def inputs_conversation(function: Function, text: str) -> list[dict[str, Any]]:
    """The question: what is called, and the words and literals of its code.

    Args:
        function: of Python.
        text: of the file that it is in.
    """
    header = " ".join(function.header.of(text).split())
    header = header.removeprefix("async ").removeprefix("def ").rstrip(": ")[:_LONGEST_HEADER]
    lines = [f"Inputs of {header}"]
    cut = function.docstring
    body = function.body.of(text)
    if cut is not None and function.body.start <= cut.start:
        body = text[function.body.start : cut.start] + text[cut.end : function.body.end]
    if words := telling_words(body, set(raw_words(header))):
        lines.append(f"Words: {' '.join(words)}")
    body = _COMMENT.sub("", body)
    found = dict.fromkeys(_LITERAL.findall(body))
    literals = [one for one in found if len(one) < _LONGEST_LITERAL]
    if literals:
        lines.append(f"Values: {' '.join(literals[:_MOST_LITERALS])}")
    return [{"role": "user", "content": "\n".join(lines)}]


def ask_for_inputs(engine: Engine, function: Function, text: str, run: Listener) -> list[str]:
    """Ask a model for calls of a function, once.

    Args:
        engine: to ask; its model was taught this question.
        function: of Python.
        text: of the file that it is in.
        run: may cancel.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer.
    """
    run.check()
    said = engine.complete(
        inputs_conversation(function, text), max_tokens=_MOST_TOKENS, cancelled=run.cancelled
    )
    return read_inputs(said, function.name)


def read_inputs(said: str, name: str) -> list[str]:
    """The calls in an answer, each once: those whose arguments are literals.

    Args:
        said: arguments, as "1, 2" and "'a', limit=3", a line for each call.
        name: of what is called.
    """
    found: dict[str, None] = {}
    for line in said.split("\n")[:MOST_CALLS]:
        try:
            call = ast.parse(f"{name}({line.strip()})", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        if isinstance(call, ast.Call) and is_literal_call(call):
            found.setdefault(spelled(call))
    return [*found]
