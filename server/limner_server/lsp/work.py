"""What the worker is asked to do for a client, and how the user hears of it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypeVar

from lsprotocol.types import ProgressToken

from limner_server.lsp.progress import work_progress
from limner_server.lsp.project import Project
from limner_server.proof.verdict import Proof
from limner_server.tasks.request import WorkspaceRequest
from limner_server.wire import to_json

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# What a task does after its search: the last proof, and what a busy machine needs.
REST: Final = 0.5


class Answer(Protocol):
    """What a task answers, with its proof."""

    @property
    def proof(self) -> Proof:
        """What was measured, or why nothing could be."""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """What the worker sent."""


AnswerT = TypeVar("AnswerT", bound=Answer)


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done.

    Attributes:
        task: its name, for the worker.
        name: the same for the user: "Fix".
        title: of its progress: "Fix shop.py".
        request: for the task.
        project: that it is about.
        token: of the client's progress, or None.
        runs_code: whether code of the project is run for it, so that the user has to trust it.
        clipboard: whether its picture is on the clipboard.
    """

    task: str
    name: str
    title: str
    request: WorkspaceRequest
    project: Project
    token: ProgressToken | None = None
    runs_code: bool = True
    clipboard: bool = False


async def perform(
    server: LimnerServer, work: Work, token: ProgressToken | None, kind: type[AnswerT]
) -> AnswerT:
    """Have it done.

    Args:
        server: with the settings and the worker.
        work: to be done.
        token: of the progress that goes before that of `work`, or None.
        kind: of the answer.

    Raises:
        LimnerError: it cannot be done; its line is for the user.
    """
    server.completions.stop()
    async with work_progress(server, token or work.token, work.title) as progress:
        request = work.request
        if work.runs_code:
            running = await server.trust.running(server, request.root)
            request = replace(request, running=running)
        arguments = {"request": to_json(request), "clipboard": work.clipboard}
        limit = server.options.time_limit
        values = await server.worker.ask(work.task, arguments, progress.report, limit)
        answer = kind.from_json(values)
        progress.outcome = answer.proof.summary
    return answer
