"""What tests or documentation are wanted for: a function, a class, a selection, a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from lsprotocol.types import ProgressToken, Range

from limner_server.lsp.arguments import Arguments
from limner_server.lsp.project import Project, known_document, lines_of, source_path
from limner_server.lsp.work import REST

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(frozen=True, slots=True)
class SubjectParams:
    """What is meant.

    Attributes:
        uri: of the document.
        symbol: "name", "Class" or "Class.method" in it; empty to go by the range.
        range: the function, class or selection; None for the whole document.
        version: of the document that `range` was measured in, or None for the current one.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    symbol: str = ""
    range: Range | None = None
    version: int | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """The parameters among the arguments of a command.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        return cls(
            uri=arguments.document(),
            symbol=arguments.optional("symbol", str) or "",
            range=arguments.range(),
            version=arguments.optional("version", int),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def find_subject(server: LimnerServer, params: SubjectParams) -> tuple[Project, dict[str, Any]]:
    """The project, and the fields of a `SymbolRequest`.

    Raises:
        LimnerError: it points at nothing; its line is for the user.
    """
    path = source_path(params.uri)
    project = Project.of(server, path)
    measured = params.range is not None and not params.symbol
    known_document(server, params.uri, params.version, measured=measured)
    line, end_line = (None, None) if params.symbol else lines_of(params.range)
    return project, {
        **project.settings(server),
        "seconds": server.options.time_limit * REST,
        "path": path,
        "symbol": params.symbol,
        "line": line,
        "end_line": end_line,
    }
