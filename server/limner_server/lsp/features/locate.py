"""`limner/locate`: the places of the workspace that draw a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.locate import plan_locating
from limner_server.lsp.located import locations
from limner_server.lsp.work import perform
from limner_server.tasks.locate_answer import LocateAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def locate(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Find the places; show none.

    Returns:
        The answer as `limner locate --json` prints it, with "locations", those of LSP.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    work = plan_locating(ls, params)
    answer = await ls.jobs.run(perform(ls, work, None, LocateAnswer), ls.protocol.msg_id)
    return {**answer.to_json(), "locations": locations(ls, answer)}
