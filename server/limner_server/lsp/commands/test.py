"""`limner.test`: tests are to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from limner_server.lsp.arguments import Arguments
from limner_server.lsp.commands.subject import SubjectParams, find_subject
from limner_server.lsp.protocol import TEST_COMMAND
from limner_server.lsp.work import Work
from limner_server.tasks.request import TestRequest

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_NAME: Final = "Tests"


def plan_tests(server: LimnerServer, value: Any) -> Work:
    """Tests are to be written and run.

    Args:
        server: with the documents and the settings.
        value: what the client sent.

    Raises:
        LimnerError: it points at nothing that can be tested; its line is for the user.
    """
    params = SubjectParams.of(Arguments(TEST_COMMAND, value))
    project, fields = find_subject(server, params)
    request = TestRequest(**fields)
    title = f"{_NAME} for {params.symbol or request.path.name}"
    return Work("test", _NAME, title, request, project, params.work_done_token)
