"""The one way that every task goes which changes files: asked, proven, placed, applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ProgressToken

from limner_server.errors import CancelledError
from limner_server.lsp.applying import apply_edit
from limner_server.lsp.approval import approved, tell_proof, tell_remarks
from limner_server.lsp.places import file_uri
from limner_server.lsp.proposal import Proposal, place_proposal
from limner_server.lsp.showing import show_document
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
    return {**proposal.answer.to_json(), **proposal_edit(server, proposal)}


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
    return {**proposal.answer.to_json(), "applied": await apply_proposal(server, proposal)}


def proposal_edit(server: LimnerServer, proposal: Proposal) -> dict[str, Any]:
    """The field of an answer that applies the proposal: "edit", a workspace edit or None."""
    changes = place_proposal(server, proposal)
    return {"edit": workspace_edit(changes, server.client_capabilities) if changes else None}


async def apply_proposal(server: LimnerServer, proposal: Proposal) -> bool:
    """Apply a change where it may be, and tell how good it is; whether the client took it over.

    Raises:
        StaleDocumentError: what the change replaces has changed.
    """
    answer = proposal.answer
    label, files = proposal.label, answer.files
    applied = bool(files) and await approved(server, label, answer.proof)
    applied = applied and await apply_edit(server, label, lambda: place_proposal(server, proposal))
    if applied or not files:
        tell_proof(server, label, answer.proof)
        tell_remarks(server, answer.remarks)
    if applied:
        await _show_new_file(server, proposal)
    return applied


async def _show_new_file(server: LimnerServer, proposal: Proposal) -> None:
    """What was made is nowhere to be seen yet."""
    made = (path for path, file in sorted(proposal.answer.files.items()) if file.is_new)
    if path := next(made, None):
        await show_document(server, file_uri(path))


async def _proposal(
    server: LimnerServer, plan: Plan, value: Any, token: ProgressToken | None
) -> Proposal:
    async def propose() -> Proposal:
        work = plan(server, value)
        answer = await perform(server, work, token, ChangeAnswer)
        return Proposal(work.name, answer, work.project)

    return await server.jobs.run(propose(), server.protocol.msg_id)
