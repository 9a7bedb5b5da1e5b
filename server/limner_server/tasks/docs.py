"""Documentation: find what lacks it, let proposers write it, prove each piece, keep what holds."""

from __future__ import annotations

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.documenting import document_python
from limner_server.tasks.documenting_javascript import document_javascript
from limner_server.tasks.request import DocRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Run, Suggestion


def write_docs(request: DocRequest, run: Run) -> Suggestion[ChangeSet]:
    """Write the documentation that is missing.

    Args:
        request: what is to be documented, and in which style.
        run: hears the progress, may cancel, keeps the times.

    Returns:
        The change; one without files where nothing is missing, or nothing could be proven.

    Raises:
        CancelledError: the user took the request back.
        InputError: there is no such thing, or the file cannot be parsed.
    """
    source = Sources(request.texts)[request.path]
    language = language_of(request.path)
    if language is None:
        message = f"{request.path.name} is in no language that is documented here"
        raise InputError(message, "name a file of Python, JavaScript or TypeScript")
    with run.step("parse", "Reading the file", 0.0):
        tree = Tree.parse(source.text, language, run.check)
    document = document_python if language.family == "python" else document_javascript
    try:
        return document(request, source, tree, run)
    except RecursionError as error:
        message = f"{request.path.name} is nested too deeply to be read"
        raise InputError(message, "name a function of it that is not") from error
