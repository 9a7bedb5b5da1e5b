"""`limner/ask`: an answer about code or a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.ask import AskParams, plan_answer
from limner_server.lsp.work import perform
from limner_server.tasks.ask_answer import AskAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def ask(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Answer the question; show nothing.

    Returns:
        The answer as `limner ask --json` prints it.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    work = plan_answer(ls, AskParams.parse(params))
    answer = await ls.jobs.run(perform(ls, work, None, AskAnswer), ls.protocol.msg_id)
    return answer.to_json()
