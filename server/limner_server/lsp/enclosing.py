"""The function or class around a place, found by looking up its lines: quick in a file of any size.

A parser would be right more often; the worker has one. This only names what is offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from limner_server.edits import line_start

PYTHON: Final = "python"
JAVASCRIPT: Final = ("javascript", "javascriptreact", "typescript", "typescriptreact")
LANGUAGES: Final = (PYTHON, *JAVASCRIPT)
_NAME: Final = r"(?P<name>[^\W\d][\w$]*)"
_EXPORTED: Final = r"[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?"
_HEADS: Final = {
    PYTHON: (re.compile(rf"[ \t]*(?:async[ \t]+)?def[ \t]+{_NAME}"),),
    "": (
        re.compile(
            rf"{_EXPORTED}(?:async[ \t]+)?function[ \t]*\*?[ \t]*{_NAME}",
        ),
        re.compile(
            rf"{_EXPORTED}(?:const|let|var)[ \t]+{_NAME}[^=\n]*="
            r"[ \t]*(?:async\b[ \t]*)?(?:function\b|\([^\n]*=>|\w+[ \t]*=>|\([^)\n]*$)"
        ),
        re.compile(
            r"[ \t]+(?:(?:public|private|protected|static|async|override|get|set)[ \t]+)*\*?"
            rf"#?(?!(?:if|for|while|switch|catch|with|return)\b){_NAME}[ \t]*\([^;\n]*\{{[ \t]*$"
        ),
    ),
}
_CLASS: Final = re.compile(rf"{_EXPORTED}(?:abstract[ \t]+)?class[ \t]+{_NAME}")
# What stands left of a body and does not end it: comments, and the brackets of a long head.
_NO_STATEMENT: Final = ("#", "//", "/*", "*", ")", "]", "{", "}")
# A function longer than that is not what a person points at.
_MOST_LINES: Final = 2_000


def enclosing_function(text: str, offset: int, language: str) -> str | None:
    """The name of the function that the line at `offset` belongs to, or None.

    Args:
        text: of the document.
        offset: in it, in characters.
        language: as LSP names it.
    """
    return _enclosing(text, offset, _HEADS[PYTHON if language == PYTHON else ""])


def enclosing_symbol(text: str, offset: int, language: str) -> str | None:
    """As `enclosing_function`, but of a line in a class and in no function, the class."""
    heads = _HEADS[PYTHON if language == PYTHON else ""]
    return _enclosing(text, offset, (*heads, _CLASS))


def _enclosing(text: str, offset: int, heads: Sequence[re.Pattern[str]]) -> str | None:
    """The name in the first of these heads at or above the line that the line belongs to."""
    start, depth = line_start(text, offset), None
    for _ in range(_MOST_LINES):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)].rstrip("\r")
        ink = len(line) - len(line.lstrip())
        if ink < len(line) and (depth is None or ink < depth):
            for head in heads:
                if found := head.match(line):
                    return found["name"]
            if not line.lstrip().startswith(_NO_STATEMENT):
                depth = ink
        if start == 0 or depth == 0:
            return None
        start = line_start(text, start - 1)
    return None
