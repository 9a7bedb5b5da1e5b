"""`limner/fix`: a proven fix, and the edit that would apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.protocol import FixParams
from limner_server.lsp.repair import find_repair, place_repair
from limner_server.lsp.workspace_edit import workspace_edit

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
    wanted = FixParams.parse(params)
    repair = await ls.jobs.run(find_repair(ls, wanted, wanted.work_done_token), ls.protocol.msg_id)
    changes = place_repair(ls, repair)
    edit = workspace_edit(changes, ls.client_capabilities) if changes else None
    return {**repair.answer.to_json(), "edit": edit}
