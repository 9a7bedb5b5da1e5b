"""`limner.doc`: documentation is to be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from limner_server.lsp.arguments import Arguments
from limner_server.lsp.commands.subject import SubjectParams, find_subject
from limner_server.lsp.protocol import DOC_COMMAND
from limner_server.lsp.work import Work
from limner_server.tasks.request import DocRequest, DocStyle

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_NAME: Final = "Documentation"


@dataclass(frozen=True, slots=True)
class DocParams(SubjectParams):
    """What is to be documented.

    Attributes:
        style: of docstrings, or None to go by the settings.
    """

    style: DocStyle | None = None


def plan_docs(server: LimnerServer, value: Any) -> Work:
    """Docstrings or JSDoc are to be written, in the style named or else in that of the settings.

    Args:
        server: with the documents and the settings.
        value: what the client sent.

    Raises:
        LimnerError: it points at nothing that can be documented; its line is for the user.
    """
    arguments = Arguments(DOC_COMMAND, value)
    params = replace(DocParams.of(arguments), style=arguments.choice("style", DocStyle))
    style = params.style or DocStyle(server.options.docstring_style)
    project, fields = find_subject(server, params)
    request = DocRequest(**fields, style=style)
    title = f"{_NAME} of {params.symbol or request.path.name}"
    return Work("doc", _NAME, title, request, project, params.work_done_token)
