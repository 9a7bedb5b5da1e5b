"""Code from words: a page by analysis and by the model, other code by the model, each proven."""

from __future__ import annotations

import re
from typing import Final

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.source import read_source
from limner_server.proposers.wording.wording import Worded, read_words
from limner_server.tasks.generate_code import generate_code
from limner_server.tasks.generate_page import generate_page
from limner_server.tasks.generated import Generated
from limner_server.tasks.request import GenerateRequest
from limner_server.tasks.task import Run, Suggestion

_STACKS: Final = {".vue": Stack.VUE, ".jsx": Stack.REACT, ".tsx": Stack.REACT}
_SCRIPTS: Final = frozenset({".js", ".ts", ".mjs"})
_DRAWS: Final = re.compile(r"from\s+[\"']react|require\([\"']react|</\w+>")
_REMEDY: Final = (
    "say what it is made of (“a form with a name and a Save button”), or choose a model that "
    "has read code (limner model list) or an engine (limner.engineUrl)"
)


def generate(request: GenerateRequest, run: Run) -> Suggestion[Generated]:
    """Write what words ask for, and prove it.

    Args:
        request: the words, and where the code belongs.
        run: hears the progress, may cancel, keeps the times.

    Returns:
        The best page, or the best change of a file; an empty change where there is none, and why.

    Raises:
        CancelledError: the user took the request back.
        InputError: there are no words, or they say nothing that anybody here understands.
    """
    if not request.what.strip():
        raise InputError("there are no words", "say what to write: limner generate “a login form”")
    worded = read_words(request.what)
    if worded is not None and _is_for_a_page(request, worded):
        return generate_page(request, worded, request.stack or _stack(request), run)
    if request.path is not None and language_of(request.path) is not None:
        return generate_code(request, run)
    raise InputError(
        "these words name no part of a page, which is all that is written without a model", _REMEDY
    )


def _is_for_a_page(request: GenerateRequest, worded: Worded) -> bool:
    """Whether words that name parts of a page are meant so, in the file that they are for."""
    if request.path is None or language_of(request.path) is None:
        return True
    if request.path.suffix.lower() in _STACKS:
        return worded.is_certain
    return worded.is_certain and request.path.suffix.lower() in _SCRIPTS and _draws(request)


def _draws(request: GenerateRequest) -> bool:
    """Whether a script draws parts of pages already."""
    path = request.path
    if path is None:
        return False
    text = request.texts.get(path)
    return bool(_DRAWS.search(read_source(path).text if text is None else text))


def _stack(request: GenerateRequest) -> Stack:
    """The dialect of a page, by the file that it is for."""
    if request.path is None:
        return Stack.HTML
    suffix = request.path.suffix.lower()
    return Stack.REACT if suffix in _SCRIPTS else _STACKS.get(suffix, Stack.HTML)
