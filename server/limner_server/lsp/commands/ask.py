"""`limner.ask`: a question about code or a picture is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lsprotocol.types import ProgressToken, Range

from limner_server.lsp.arguments import Arguments
from limner_server.lsp.offers import glimpse
from limner_server.lsp.places import document_path, need_picture
from limner_server.lsp.project import Project, known_document, lines_of
from limner_server.lsp.protocol import ASK_COMMAND
from limner_server.lsp.work import REST, Work
from limner_server.tasks.request import AskRequest

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_NAME: Final = "Answer"


@dataclass(frozen=True, slots=True)
class AskParams:
    """Answer a question.

    Attributes:
        question: in words.
        uri: of the document that the user looks at; empty for none.
        range: of what the user looks at in it; None for the whole document.
        image: a path (relative to the document or the workspace), a `file:` or a `data:` URI;
            empty for none.
        clipboard: whether the picture is on the clipboard.
        version: of the document that `range` was measured in, or None for the current one.
        work_done_token: where to report what is being done, or None.
    """

    question: str
    uri: str = ""
    range: Range | None = None
    image: str = ""
    clipboard: bool = False
    version: int | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> AskParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(ASK_COMMAND, value)
        return cls(
            question=arguments.required("question"),
            uri=arguments.document(needed=False),
            range=arguments.range(),
            image=arguments.optional("image", str) or "",
            clipboard=bool(arguments.optional("clipboard", bool)),
            version=arguments.optional("version", int),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def plan_answer(server: LimnerServer, params: AskParams) -> Work:
    """A question is to be answered, from all that the editor shows.

    Args:
        server: with the documents and the settings.
        params: what the client asked.

    Raises:
        LimnerError: there is no such picture, or nothing to look in; its line is for the user.
    """
    document = document_path(params.uri)
    path = document.resolve() if document is not None else None
    if path is not None:
        measured = params.range is not None
        known_document(server, params.uri, params.version, measured=measured)
    project = Project.shown(server, path)
    line, end_line = lines_of(params.range)
    request = AskRequest(
        **project.settings(server),
        seconds=server.options.time_limit * REST,
        question=params.question,
        image=need_picture(params.image, path, server.roots) if params.image else "",
        path=path,
        line=line,
        end_line=end_line,
    )
    return Work(
        "ask",
        _NAME,
        f"{_NAME} to “{glimpse(params.question)}”",
        request,
        project,
        params.work_done_token,
        runs_code=False,
        clipboard=params.clipboard,
    )
