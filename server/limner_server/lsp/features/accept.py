"""`limner/accept`: a candidate of an earlier answer goes into its document, or out of it again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from limner_server.lsp.accepting import accept as put_in
from limner_server.lsp.accepting import accept_proposal
from limner_server.lsp.drafts import KeptDraft
from limner_server.lsp.messages import AcceptParams, AcceptReply

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def accept(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Put it in by one edit of the document as it is now, with its files.

    Returns:
        An `AcceptReply`.

    Raises:
        LimnerError: one line for the user.
    """
    wanted = AcceptParams.parse(params)
    kept = ls.drafts.find(wanted.draft)
    if isinstance(kept, KeptDraft):
        applied = await put_in(ls, kept, wanted.choice, wanted.instead)
    else:
        applied = await accept_proposal(ls, kept, wanted.choice)
    return asdict(AcceptReply(applied))
