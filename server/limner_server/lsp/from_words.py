"""From words to code: a page that is placed as one from a picture is, or a change of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import ProgressToken

from limner_server.lsp.commands.generate import GenerateParams, plan_code
from limner_server.lsp.documents import Document
from limner_server.lsp.draft import Draft, settle
from limner_server.lsp.placement import Target
from limner_server.lsp.project import known_document
from limner_server.lsp.proposal import Proposal
from limner_server.lsp.work import perform
from limner_server.tasks.generate_answer import GenerateAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def write_from_words(
    server: LimnerServer, params: GenerateParams, token: ProgressToken | None
) -> tuple[GenerateAnswer, Draft | Proposal]:
    """Have words written as code.

    Args:
        server: with the documents, the settings and the worker.
        params: what the client asked for.
        token: of the command's own progress, or None.

    Returns:
        The answer, and what of it would go where. Nothing is changed yet.

    Raises:
        LimnerError: the place or the task is no good; its line is for the user.
    """
    measured = params.range is not None
    document = known_document(server, params.uri, params.version, measured=measured)
    target = _target(document, params)
    work = plan_code(server, params, document)
    answer = await perform(server, work, token, GenerateAnswer)
    if answer.page is not None:
        title = f"{work.name} from words: {answer.name}"
        page, name = answer.page, answer.name
        return answer, settle(server, params.uri, target, page, title=title, name=name)
    assert answer.change is not None  # noqa: S101 - an answer is one or the other
    return answer, Proposal(work.name, answer.change, work.project)


def _target(document: Document, params: GenerateParams) -> Target:
    """Where the code is wanted, in the document as it is now."""
    text, language = document.source, document.language_id or ""
    if params.range is None:
        return Target(text, language, len(text), len(text))
    return Target(text, language, *document.positions.offsets(params.range))
