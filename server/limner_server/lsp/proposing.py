"""The one way that every task goes which changes files: asked, proven, placed, applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ProgressToken

from limner_server.errors import CancelledError
from limner_server.lsp.applying import apply_edit
from limner_server.lsp.approval import approved, tell_proof, tell_remarks
from limner_server.lsp.proposal import Proposal, place_proposal
from limner_server.lsp.work import Work, perform
from limner_server.lsp.workspace_edit import workspace_edit
from limner_server.tasks.change_answer import ChangeAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# From what a client sent to what the worker is asked.
Plan = Callable[["LimnerServer", Any], Work]


async def propose_edit(server: LimnerServer, plan: Plan, value: Any) -> dict[str, Any]:
    """Have a change found and proven, and change nothing.

    Returns:
        The answer with "edit", a workspace edit, or None where there is nothing to change.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    proposal = await _proposal(server, plan, value, None)
    changes = place_proposal(server, proposal)
    edit = workspace_edit(changes, server.client_capabilities) if changes else None
    return {**proposal.answer.to_json(), "edit": edit}


async def make_change(
    server: LimnerServer, plan: Plan, value: Any, token: ProgressToken | None
) -> dict[str, Any] | None:
    """Have a change found and proven, and apply it; unproven, only where the user says so.

    Args:
        server: of the client.
        plan: what is to be done.
        value: what the client sent for it.
        token: of the command's own progress, or None.

    Returns:
        The answer with "applied"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        proposal = await _proposal(server, plan, value, token)
    except CancelledError:
        return None
    answer = proposal.answer
    applied = await approved(server, proposal) and await apply_edit(
        server, proposal.label, lambda: place_proposal(server, proposal)
    )
    if applied or not answer.files:
        tell_proof(server, proposal.label, answer.proof)
        tell_remarks(server, answer.remarks)
    return {**answer.to_json(), "applied": applied}


async def _proposal(
    server: LimnerServer, plan: Plan, value: Any, token: ProgressToken | None
) -> Proposal:
    async def propose() -> Proposal:
        work = plan(server, value)
        answer = await perform(server, work, token, ChangeAnswer)
        return Proposal(work.name, answer, work.project)

    return await server.jobs.run(propose(), server.protocol.msg_id)
