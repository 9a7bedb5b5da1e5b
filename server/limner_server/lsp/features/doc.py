"""`limner/doc`: documentation that leaves the code as it is, and the edit that would apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.doc import plan_docs
from limner_server.lsp.proposing import propose_edit

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def doc(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write documentation and prove it; change nothing.

    Returns:
        The answer as `limner doc --json` prints it, with "edit", a workspace edit, or None where
        there is nothing to change. Its "proof" says whether it is proven.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    return await propose_edit(ls, plan_docs, params)
