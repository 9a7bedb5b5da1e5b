"""`limner.locate`: the source of what a picture shows is to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lsprotocol.types import ProgressToken

from limner_server.errors import InputError
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.places import document_path, need_picture, picture_name
from limner_server.lsp.project import Project
from limner_server.lsp.protocol import LOCATE_COMMAND
from limner_server.lsp.work import REST, Work
from limner_server.tasks.request import LocateRequest

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

NAME: Final = "Source"


@dataclass(frozen=True, slots=True)
class LocateParams:
    """Find the source of a picture.

    Attributes:
        uri: of the document that names it; empty for the first folder of the workspace.
        image: a path (relative to the document or the workspace), a `file:` or a `data:` URI.
        clipboard: whether it is on the clipboard.
        work_done_token: where to report what is being done, or None.
    """

    uri: str = ""
    image: str = ""
    clipboard: bool = False
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> LocateParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(LOCATE_COMMAND, value)
        image, clipboard = arguments.optional("image", str), arguments.optional("clipboard", bool)
        if not image and not clipboard:
            raise InputError(f"{LOCATE_COMMAND} needs 'image'", 'a path, or "clipboard": true')
        return cls(
            uri=arguments.document(needed=False),
            image=image or "",
            clipboard=bool(clipboard),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def plan_locating(server: LimnerServer, value: Any) -> Work:
    """The places that draw a picture are to be found, in all that the editor shows.

    Args:
        server: with the documents and the settings.
        value: what the client sent.

    Raises:
        LimnerError: there is no such picture, or nothing to look in; its line is for the user.
    """
    params = LocateParams.parse(value)
    document = document_path(params.uri)
    path = document.resolve() if document is not None else None
    project = Project.shown(server, path)
    image = need_picture(params.image, path, server.roots) if params.image else ""
    request = LocateRequest(
        **project.settings(server), seconds=server.options.time_limit * REST, image=image
    )
    return Work(
        "locate",
        NAME,
        f"{NAME} of {picture_name(params.image or None)}",
        request,
        project,
        params.work_done_token,
        runs_code=False,
        clipboard=params.clipboard,
    )
