"""`limner.fix`: what fails is to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol.types import Position, ProgressToken, Range

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.documents import Document
from limner_server.lsp.places import need_picture, picture_name
from limner_server.lsp.project import Project, known_document, lines_of, source_path
from limner_server.lsp.protocol import FIX_COMMAND
from limner_server.lsp.work import REST, Work
from limner_server.tasks.request import FixRequest

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

NAME: Final = "Fix"


@dataclass(frozen=True, slots=True)
class Reported:
    """A diagnostic of another server, as the client passes it on.

    Attributes:
        range: what it is about.
        message: as stated.
        code: "F821", "2304", or "".
        source: "Ruff", "Pyright", "ts", or "".
    """

    range: Range
    message: str
    code: str = ""
    source: str = ""

    @classmethod
    def parse(cls, value: Any) -> Reported:
        """The diagnostic in a JSON value.

        Raises:
            InputError: it is none.
        """
        arguments = Arguments(f"{FIX_COMMAND}: 'diagnostic'", value)
        span = arguments.range()
        if span is None:
            raise InputError(f"{FIX_COMMAND}: 'diagnostic' has no range")
        code = arguments.optional("code", str | int)
        return cls(
            range=span,
            message=arguments.required("message"),
            code="" if code is None else str(code),
            source=arguments.optional("source", str) or "",
        )


@dataclass(frozen=True, slots=True)
class FixParams:
    """Find a fix for what fails.

    Attributes:
        uri: of the document to fix, of its test, or of the one that shows the traceback.
        range: the function or selection to fix; None: anywhere in the document.
        test: command of the failing test, as typed in a shell; empty to find the tests.
        traceback: text of a traceback; empty for none.
        image: picture of one: a path (relative to the document or the workspace), a `file:` or a
            `data:` URI; empty for none.
        clipboard: whether the picture is the one on the clipboard.
        diagnostic: what to get rid of, or None.
        version: of the document that the ranges were measured in, or None for the current one.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    range: Range | None = None
    test: str = ""
    traceback: str = ""
    image: str = ""
    clipboard: bool = False
    diagnostic: Reported | None = None
    version: int | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> FixParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(FIX_COMMAND, value)
        diagnostic = arguments.optional("diagnostic", dict)
        return cls(
            uri=arguments.document(),
            range=arguments.range(),
            test=arguments.optional("test", str) or "",
            traceback=arguments.optional("traceback", str) or "",
            image=arguments.optional("image", str) or "",
            clipboard=bool(arguments.optional("clipboard", bool)),
            diagnostic=Reported.parse(diagnostic) if diagnostic is not None else None,
            version=arguments.optional("version", int),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def plan_fix(server: LimnerServer, value: Any) -> Work:
    """A fix is to be found and proven.

    Args:
        server: with the documents and the settings.
        value: what the client sent.

    Raises:
        LimnerError: it points at nothing that can be fixed; its line is for the user.
    """
    params = FixParams.parse(value)
    path = source_path(params.uri)
    project = Project.of(server, path)
    request = _request(server, params, path, project)
    title = f"{NAME} {path.name}"
    if params.image or params.clipboard:
        title = f"{NAME} from {picture_name(params.image or None)}"
    token, clipboard = params.work_done_token, params.clipboard
    return Work("fix", NAME, title, request, project, token, clipboard=clipboard)


def _request(server: LimnerServer, params: FixParams, path: Path, project: Project) -> FixRequest:
    from_error = bool(params.traceback or params.image or params.clipboard)
    image = need_picture(params.image, path, server.roots) if params.image else ""
    measured = params.range is not None or params.diagnostic is not None
    document = known_document(server, params.uri, params.version, measured=measured)
    line, end_line = lines_of(params.range)
    return FixRequest(
        **project.settings(server),
        # The document only shows the error; where it comes from is in the traceback.
        path=None if from_error else path,
        line=None if from_error else line,
        end_line=None if from_error else end_line,
        test=params.test,
        traceback=params.traceback,
        image=image,
        diagnostic=_diagnostic(params.diagnostic, path, document) if params.diagnostic else None,
        seconds=server.options.time_limit * REST,
    )


def _diagnostic(reported: Reported, path: Path, document: Document) -> Diagnostic:
    positions = document.positions

    def place(position: Position) -> tuple[int, int]:
        start = positions.offset(Position(position.line, 0))
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
