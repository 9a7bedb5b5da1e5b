"""`limner/fix`: a proven fix, and the edit that would apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.fix import plan_fix
from limner_server.lsp.proposing import propose_edit

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def fix(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Find a fix and prove it; change nothing.

    Returns:
        The answer as `limner fix --json` prints it, with "edit", a workspace edit, or None where
        there is no fix. Its "proof" says whether it is proven.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    return await propose_edit(ls, plan_fix, params)
