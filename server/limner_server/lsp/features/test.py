"""`limner/test`: tests that pass and add something, and the edit that would apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.test import plan_tests
from limner_server.lsp.proposing import propose_edit

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def test(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write tests and prove them; change nothing.

    Returns:
        The answer as `limner test --json` prints it, with "edit", a workspace edit, or None where
        there is nothing to change. Its "proof" says whether it is proven.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    return await propose_edit(ls, plan_tests, params)
