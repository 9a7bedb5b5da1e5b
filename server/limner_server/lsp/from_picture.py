"""From a picture that a document refers to, to its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.emit.code import Stack
from limner_server.errors import StaleDocumentError
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.documents import Document
from limner_server.lsp.draft import Draft, settle
from limner_server.lsp.placement import Target
from limner_server.lsp.places import document_path, need_picture, picture_name
from limner_server.lsp.progress import WorkProgress, work_progress
from limner_server.lsp.project import known_document
from limner_server.lsp.references import find_references
from limner_server.lsp.stacks import choose_stack
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.request import CodeRequest
from limner_server.wire import to_json
from limner_server.worker.messages import Report

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_RUN_AGAIN: Final = "run the action again"


async def write_draft(
    server: LimnerServer, params: CodeParams, token: types.ProgressToken | None
) -> Draft:
    """Have the picture written as code.

    Args:
        server: with the documents, the settings and the worker.
        params: what the client asked for.
        token: of the client's progress, or None.

    Raises:
        LimnerError: the picture, the task or the place is no good; its line is for the user.
    """
    target = _target(known_document(server, params.uri, None, measured=False), params)
    path = document_path(params.uri)
    image = need_picture(params.image, path, server.roots) if params.image else None
    stack = params.stack or choose_stack(server.options, target.language, path, server.roots)
    name = params.name or picture_name(params.image)
    title = f"Code from {name}"

    async with work_progress(server, token, title) as progress:
        answer = await _ask(server, params, image, stack, progress)
        progress.outcome = answer.proof.summary
    return settle(server, params.uri, target, answer, title=title, name=name)


def _target(document: Document, params: CodeParams) -> Target:
    """Where the code is wanted, in the document as it is now."""
    text, language = document.source, document.language_id or ""
    if params.range is None:
        return Target(text, language, len(text), len(text))
    start, end = document.positions.offsets(params.range)
    stale = params.version not in (None, document.version)
    # The range of an older version may point anywhere: then the whole text is searched.
    first, last = (0, len(text)) if stale else (start, end)
    found = [one for one in find_references(text, first, last) if one.source == params.image]
    if found:
        nearest = min(found, key=lambda reference: abs(reference.start - start))
        return Target(text, language, nearest.start, nearest.end, nearest)
    if stale and start != end:
        raise StaleDocumentError("the document has changed meanwhile", _RUN_AGAIN)
    return Target(text, language, start, end)


async def _ask(
    server: LimnerServer,
    params: CodeParams,
    image: str | None,
    stack: Stack,
    progress: WorkProgress,
) -> CodeAnswer:
    options, partial = server.options, params.partial_result_token
    path = document_path(params.uri)
    folder = path.parent if path is not None else next(iter(server.roots), None)
    request = CodeRequest(
        stack,
        options.languages,
        options.engine_url,
        options.model,
        params.preview,
        folder.resolve() if folder is not None else None,
    )

    def listen(report: Report) -> None:
        progress.report(report)
        if partial is not None and report.partial:
            value = {"kind": "report", "text": report.partial}
            server.progress(types.ProgressParams(partial, value))

    arguments = {"image": image, "request": to_json(request)}
    values = await server.worker.ask("code", arguments, listen, options.time_limit)
    return CodeAnswer.from_json(values)
