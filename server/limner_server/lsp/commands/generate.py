"""`limner.generate`: code is to be written from words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ProgressToken, Range

from limner_server.emit.code import Stack
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.documents import Document
from limner_server.lsp.enclosing import LANGUAGES
from limner_server.lsp.offers import glimpse
from limner_server.lsp.options import AUTO
from limner_server.lsp.placement import can_hold
from limner_server.lsp.places import document_path
from limner_server.lsp.project import Project, lines_of, source_path
from limner_server.lsp.protocol import GENERATE_COMMAND
from limner_server.lsp.stacks import choose_stack
from limner_server.lsp.work import REST, Work
from limner_server.tasks.request import GenerateRequest

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(frozen=True, slots=True)
class GenerateParams:
    """Write code from words, into the document.

    Attributes:
        uri: of the document.
        what: the words.
        range: what the code replaces, or an empty range below whose line it goes; None: at the end.
        stack: the dialect of a page, or None to choose by the document and the settings.
        version: of the document that `range` was measured in, or None for the current one.
        preview: whether the answer shall say what a preview shows; of requests only.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    what: str
    range: Range | None = None
    stack: Stack | None = None
    version: int | None = None
    preview: bool = False
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> GenerateParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(GENERATE_COMMAND, value)
        return cls(
            uri=arguments.document(),
            what=arguments.required("what"),
            range=arguments.range(),
            stack=arguments.choice("stack", Stack),
            version=arguments.optional("version", int),
            preview=bool(arguments.optional("preview", bool)),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def plan_code(server: LimnerServer, params: GenerateParams, document: Document) -> Work:
    """Code is to be written from words, for a place of the document.

    Raises:
        LimnerError: nothing can be written there; its line is for the user.
    """
    path = _path(params.uri)
    is_page = document.language_id not in LANGUAGES
    project = _project(server, path, is_page=is_page)
    line, end_line = lines_of(params.range)
    request = GenerateRequest(
        **project.settings(server),
        seconds=server.options.time_limit * REST,
        what=params.what,
        path=path,
        line=line,
        end_line=end_line,
        stack=params.stack or _stack(server, document, path),
        preview=params.preview,
    )
    return Work(
        "generate",
        "Code",
        f"Code from “{glimpse(params.what)}”",
        request,
        project,
        params.work_done_token,
        # A page is drawn, and runs nothing of the project.
        runs_code=not is_page,
    )


def _project(server: LimnerServer, path: Path | None, *, is_page: bool) -> Project:
    """The project that code belongs to; a page belongs to no more than its folder."""
    if not is_page:
        return Project.of(server, path) if path is not None else Project.shown(server, None)
    folder = path.parent if path is not None else next(iter(server.roots), Path.cwd())
    return Project(folder, {})


def _path(uri: str) -> Path | None:
    return source_path(uri) if document_path(uri) is not None else None


def _stack(server: LimnerServer, document: Document, path: Path | None) -> Stack | None:
    """The dialect where the document is one of pages, or the user's where it can hold that."""
    language, chosen = document.language_id or "", server.options.stack
    if language not in LANGUAGES:
        return choose_stack(server.options, language, path, server.roots)
    return Stack(chosen) if chosen != AUTO and can_hold(language, Stack(chosen)) else None
