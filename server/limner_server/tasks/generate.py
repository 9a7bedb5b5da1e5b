"""Code from words: a page by analysis and by the model, other code by the model, each proven."""

from __future__ import annotations

from typing import Final

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.proposers.wording.wording import read_words
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.generate_page import generate_page
from limner_server.tasks.generated import Generated
from limner_server.tasks.request import GenerateRequest
from limner_server.tasks.task import Run, Suggestion

_STACKS: Final = {".vue": Stack.VUE, ".jsx": Stack.REACT, ".tsx": Stack.REACT}
_PAGES: Final = frozenset(
    {".html", ".htm", ".xhtml", ".vue", ".jsx", ".tsx", ".astro", ".svelte", ".md", ".mdx", ".php"}
    | {".erb", ".ejs", ".hbs", ".njk", ".jinja", ".jinja2", ".twig", ".liquid", ".css", ""}
)
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
    suffix = request.path.suffix.lower() if request.path is not None else ""
    if worded is not None and (request.stack is not None or suffix in _PAGES):
        return generate_page(request, worded, request.stack or _STACKS.get(suffix, Stack.HTML), run)
    raise InputError(
        "the built-in model writes pages alone, and these words name no part of one", _REMEDY
    )


def nothing(request: GenerateRequest) -> ChangeSet:
    """No change."""
    return ChangeSet(request.root)
