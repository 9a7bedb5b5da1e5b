"""What is done with a draft: answered with its edit, or applied, asked for or after a question."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.lsp.accepting import accept, change
from limner_server.lsp.approval import approved, tell_proof
from limner_server.lsp.draft import Draft
from limner_server.lsp.drafts import KeptDraft
from limner_server.lsp.places import file_uri
from limner_server.lsp.workspace_edit import workspace_edit
from limner_server.proof.verdict import Status
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def draft_edit(server: LimnerServer, kept: KeptDraft) -> dict[str, Any]:
    """The fields of an answer that apply the best choice.

    Returns:
        "edit", a workspace edit, "code", what it inserts, and "files", the pictures to write
        beside it: base64 by URI.

    Raises:
        StaleDocumentError: the place of the code has changed.
    """
    placed = kept.choices[0].placed
    return {
        "code": placed.code,
        "edit": workspace_edit([change(server, kept, None, 0)], server.client_capabilities),
        "files": {
            file_uri(path): base64.b64encode(content).decode("ascii")
            for path, content in placed.files.items()
        },
    }


async def apply_draft(server: LimnerServer, draft: Draft) -> bool:
    """Write the files, apply the edit, say how well it is proven; whether the client took it over.

    Raises:
        LimnerError: one line for the user.
    """
    applied = await accept(server, server.drafts.keep(server, draft), 0)
    if applied:
        _say_who_was_asked(server, draft)
        tell_proof(server, draft.label, draft.answer.proof)
    return applied


async def offer_draft(server: LimnerServer, draft: Draft) -> bool:
    """As `apply_draft`, but what is not proven only where the user says so, and nothing refuted.

    Raises:
        LimnerError: one line for the user.
    """
    proof = draft.answer.proof
    if proof.status is Status.REFUTED:
        tell_proof(server, draft.label, proof)
        return False
    return await approved(server, draft.label, proof) and await apply_draft(server, draft)


def _say_who_was_asked(server: LimnerServer, draft: Draft) -> None:
    if server.options.model != NO_MODEL and not draft.answer.asked_a_model:
        line = f"no model took part ({draft.answer.engine})"
        server.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))
