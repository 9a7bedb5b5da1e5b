"""From what fails in a document, to the edits that fix it, in whichever files they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lsprotocol import types

from limner_server.diagnostic import Diagnostic
from limner_server.edits import rebase, smallest
from limner_server.errors import InputError, StaleDocumentError
from limner_server.lsp.documents import Document
from limner_server.lsp.draft import picture_name
from limner_server.lsp.places import document_path, file_uri, need_picture
from limner_server.lsp.positions import Positions
from limner_server.lsp.progress import work_progress
from limner_server.lsp.protocol import FixParams, Reported
from limner_server.lsp.workspace_edit import Change
from limner_server.perception.workspace.root import workspace_root
from limner_server.perception.workspace.source import read_source
from limner_server.tasks.change_answer import ChangeAnswer, FileEdits
from limner_server.tasks.change_set import digest_of
from limner_server.tasks.request import FixRequest
from limner_server.wire import to_json

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

TITLE: Final = "Fix"
_RUN_AGAIN: Final = "run the action again"
# What the task does after the search: the last proof, and what a busy machine needs.
_REST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Repair:
    """A fix with its proof. Nothing is changed yet.

    Attributes:
        answer: the fix and its proof.
        documents: what was open in the workspace when the work began: URI and text, by path.
    """

    answer: ChangeAnswer
    documents: dict[Path, tuple[str, str]]

    @property
    def label(self) -> str:
        """What it is, for messages and the editor's list of undo steps."""
        return f"{TITLE}: {self.answer.summary}"


async def find_repair(
    server: LimnerServer, params: FixParams, token: types.ProgressToken | None
) -> Repair:
    """Have a fix found and proven.

    Args:
        server: with the documents, the settings and the worker.
        params: what the client asked for.
        token: of the client's progress, or None.

    Raises:
        LimnerError: it points at nothing that can be fixed; its line is for the user.
    """
    path = _path(params.uri)
    root = _root(server, path)
    documents = _open_documents(server, root)
    request = _request(server, params, path, root, documents)

    async with work_progress(server, token, _title(params, path)) as progress:
        request = replace(request, running=await server.trust.running(server, root))
        arguments = {"request": to_json(request), "clipboard": params.clipboard}
        limit = server.options.time_limit
        values = await server.worker.ask("fix", arguments, progress.report, limit)
        answer = ChangeAnswer.from_json(values)
        progress.outcome = answer.proof.summary
    return Repair(answer, documents)


def place_repair(server: LimnerServer, repair: Repair) -> list[Change]:
    """The edits for the documents as they are now, which may not be as they were.

    Raises:
        StaleDocumentError: what the fix replaces has changed.
    """
    return [
        _change(server, repair, path, edits) for path, edits in sorted(repair.answer.files.items())
    ]


def _change(server: LimnerServer, repair: Repair, path: Path, file: FileEdits) -> Change:
    uri, before = repair.documents.get(path, (file_uri(path), None))
    document = server.documents.open_document(uri)
    if document is not None:
        now, version, positions = document.source, document.version, document.positions
    else:
        now, version = read_source(path).text, None
        positions = Positions(now, server.documents.position_codec.encoding or "utf-16")
    if before is None:
        before = now
    if digest_of(before) != file.digest:
        raise StaleDocumentError(f"{path.name} has changed meanwhile", _RUN_AGAIN)
    edits = [smallest(rebase(edit, before, now), now) for edit in file.edits]
    return Change(
        uri,
        version,
        [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in edits],
    )


def _title(params: FixParams, path: Path) -> str:
    if params.image or params.clipboard:
        return f"{TITLE} from {picture_name(params.image or None)}"
    return f"{TITLE} {path.name}"


def _path(uri: str) -> Path:
    """The file of a document.

    Raises:
        InputError: it has none of its own.
    """
    if urlsplit(uri).scheme == "vscode-notebook-cell" or uri.endswith(".ipynb"):
        raise InputError("a notebook has no tests to prove a fix by", "move the code into a module")
    path = document_path(uri)
    if path is None:
        raise InputError(f"{uri} is no file", "save it first")
    # What runs tells its real paths, whatever links the editor came by.
    return path.resolve()


def _root(server: LimnerServer, path: Path) -> Path:
    """The project that the file is in, as far as the editor shows it."""
    shown = [
        root for root in (root.resolve() for root in server.roots) if path.is_relative_to(root)
    ]
    project = workspace_root(path)
    if not shown or any(project.is_relative_to(root) for root in shown):
        return project
    return max(shown, key=lambda root: len(root.parts))


def _open_documents(server: LimnerServer, root: Path) -> dict[Path, tuple[str, str]]:
    documents = {}
    for uri, document in server.documents.text_documents.items():
        path = document_path(uri) if urlsplit(uri).scheme == "file" else None
        if path is not None and path.resolve().is_relative_to(root):
            documents[path.resolve()] = (uri, document.source)
    return documents


def _request(
    server: LimnerServer,
    params: FixParams,
    path: Path,
    root: Path,
    documents: dict[Path, tuple[str, str]],
) -> FixRequest:
    """What the client asked for, as the task takes it.

    Raises:
        LimnerError: the picture, the document or the range is no good.
    """
    options = server.options
    from_error = bool(params.traceback or params.image or params.clipboard)
    image = need_picture(params.image, path, server.roots) if params.image else ""
    document = _document(server, params, path)
    line, end_line = _lines(params.range)
    return FixRequest(
        root,
        # The document only shows the error; where it comes from is in the traceback.
        path=None if from_error else path,
        line=None if from_error else line,
        end_line=None if from_error else end_line,
        test=params.test,
        traceback=params.traceback,
        image=image,
        diagnostic=_diagnostic(params.diagnostic, path, document) if params.diagnostic else None,
        texts={path: text for path, (_, text) in documents.items()},
        languages=options.languages,
        engine_url=options.engine_url,
        model=options.model,
        seconds=options.time_limit * _REST,
    )


def _document(server: LimnerServer, params: FixParams, path: Path) -> Document:
    """The document, open or on the disk, in the version that the client speaks of.

    Raises:
        InputError: it is neither.
        StaleDocumentError: the client speaks of an older version.
    """
    document = server.documents.open_document(params.uri)
    if document is None:
        if not path.is_file():
            raise InputError(f"no such document: {params.uri}", "open or save it first")
        document = server.documents.read_document(params.uri)
    measured = params.range is not None or params.diagnostic is not None
    if measured and params.version not in (None, document.version):
        raise StaleDocumentError("the document has changed meanwhile", _RUN_AGAIN)
    return document


def _lines(span: types.Range | None) -> tuple[int | None, int | None]:
    """The first and the last line that a range covers, 1-based; one line for a cursor."""
    if span is None:
        return None, None
    last = span.end.line + 1
    if span.end.character == 0 and span.end.line > span.start.line:
        last -= 1
    first = span.start.line + 1
    return first, last if span.start != span.end else None


def _diagnostic(reported: Reported, path: Path, document: Document) -> Diagnostic:
    positions = document.positions

    def place(position: types.Position) -> tuple[int, int]:
        start = positions.offset(types.Position(position.line, 0))
        return position.line + 1, positions.offset(position) - start + 1

    line, column = place(reported.range.start)
    end_line, end_column = place(reported.range.end)
    return Diagnostic(
        path,
        line,
        column,
        reported.message,
        end_line,
        end_column,
        reported.code,
        reported.source,
    )
