"""From a picture that a document refers to, to the edit that puts its code there."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server import assets
from limner_server.edits import Edit, rebase, smallest
from limner_server.emit.code import Stack
from limner_server.errors import InputError, StaleDocumentError
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.documents import Document
from limner_server.lsp.placement import SUFFIXES, Target, can_hold, place
from limner_server.lsp.places import document_path, file_uri, need_picture
from limner_server.lsp.progress import WorkProgress, work_progress
from limner_server.lsp.references import find_references
from limner_server.lsp.stacks import choose_stack
from limner_server.lsp.workspace_edit import Change, NewFile
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.request import CodeRequest
from limner_server.worker.messages import Report

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_RUN_AGAIN = "run the action again"


@dataclass(frozen=True, slots=True)
class Draft:
    """Code with its proof, and where it was wanted. Nothing is changed yet.

    Attributes:
        uri: of the document.
        name: of the picture, for titles and files.
        target: in the document as it was when the work began.
        answer: the code as proven, and the proof.
        code: the same with the paths that its files will have here.
        files: those files, by absolute path.
    """

    uri: str
    name: str
    target: Target
    answer: CodeAnswer
    code: str
    files: dict[Path, bytes]

    @property
    def label(self) -> str:
        """What it is, for messages and the editor's list of undo steps."""
        return f"Code from {self.name}: {self.answer.proof.summary}"

    def embedded(self) -> Draft | None:
        """The same without files, its pictures in the code; None where others are needed."""
        code = assets.inlined(self.answer.result, self.answer.assets)
        if any(path in code for path in self.answer.assets):
            return None
        return replace(self, code=code, files={})


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft in the document as it is now.

    Attributes:
        code: as it goes in: a part or the whole, with the paths of its files.
        change: of the document, or the file to make.
        files: what the code refers to, by absolute path.
    """

    code: str
    change: Change | NewFile
    files: dict[Path, bytes]


def picture_name(image: str | None) -> str:
    """How a picture is called in titles and files."""
    if image is None:
        return "the clipboard image"
    if image.startswith("data:"):
        return "the embedded image"
    return image.replace("\\", "/").rsplit("/", 1)[-1]


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
    target = _target(_document(server, params.uri), params)
    path = document_path(params.uri)
    image = need_picture(params.image, path, server.roots) if params.image else None
    stack = params.stack or choose_stack(server.options, target.language, path, server.roots)
    name = picture_name(params.image)

    async with work_progress(server, token, f"Code from {name}") as progress:
        answer = await _ask(server, image, stack, progress, params.partial_result_token)
        progress.outcome = answer.proof.summary
    if path is None:
        code, files = assets.inlined(answer.result, answer.assets), dict[Path, bytes]()
    else:
        code, files = assets.settle(answer.result, answer.assets, path.parent, name)
    return Draft(params.uri, name, target, answer, code, files)


def place_draft(server: LimnerServer, draft: Draft) -> Placed:
    """Where the draft goes in the document as it is now, which may not be as it was.

    Raises:
        StaleDocumentError: the place of the code has changed.
    """
    stack, files = draft.answer.stack, draft.files
    if not can_hold(draft.target.language, stack):
        file = _new_file(server, draft)
        return Placed(draft.code, NewFile(file_uri(file), file, draft.code), files)

    stylesheet = next((file for file in files if file.suffix == ".css"), None)
    rules = files[stylesheet].decode() if stylesheet is not None else ""
    placement = place(draft.target, draft.code, stack, draft.name, rules)
    if stylesheet is not None:
        files = {**files, stylesheet: placement.stylesheet.encode()}
    change = _change(_document(server, draft.uri), draft, placement.edits)
    return Placed(placement.edits[0].text, change, files)


def _change(document: Document, draft: Draft, edits: list[Edit]) -> Change:
    """The edits as the client counts, moved to where their places are now."""
    now, positions = document.source, document.positions
    moved = [smallest(rebase(edit, draft.target.text, now), now) for edit in edits]
    return Change(
        draft.uri,
        document.version,
        [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in moved],
    )


def _document(server: LimnerServer, uri: str) -> Document:
    """The document, open or on the disk.

    Raises:
        InputError: it is neither.
    """
    document = server.documents.open_document(uri)
    if document is not None:
        return document
    path = document_path(uri)
    if path is None or not path.is_file():
        raise InputError(f"no such document: {uri}", "open or save it first")
    return server.documents.read_document(uri)


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
    image: str | None,
    stack: Stack,
    progress: WorkProgress,
    partial: types.ProgressToken | None,
) -> CodeAnswer:
    options = server.options
    request = CodeRequest(stack, options.languages, options.engine_url, options.model)

    def listen(report: Report) -> None:
        progress.report(report)
        if partial is not None and report.partial:
            value = {"kind": "report", "text": report.partial}
            server.progress(types.ProgressParams(partial, value))

    arguments = {"image": image, "request": asdict(request)}
    values = await server.worker.ask("code", arguments, listen, options.time_limit)
    return CodeAnswer.from_json(values)


def _new_file(server: LimnerServer, draft: Draft) -> Path:
    """A path that is free, beside the document or at the top of the workspace."""
    path = document_path(draft.uri)
    folder = path.parent if path is not None else next(iter(server.roots), None)
    if folder is None:
        raise InputError(
            f"a {draft.target.language} document cannot hold {draft.answer.stack}",
            "save it, so that the code can go into a file beside it",
        )
    stem, suffix = assets.stem(draft.name), SUFFIXES[draft.answer.stack]
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(file for name in names if not (file := folder / f"{name}{suffix}").exists())
