"""`limner/code`: a picture as code, and the edit that would put it in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.from_picture import write_draft
from limner_server.lsp.replying import draft_reply

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def code(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write the code; change nothing.

    Returns:
        The answer as `limner code --json` prints it, with the fields of a `DraftReply`.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    wanted = CodeParams.parse(params)
    draft = await ls.jobs.run(write_draft(ls, wanted, wanted.work_done_token), ls.protocol.msg_id)
    return draft_reply(ls, ls.drafts.keep(ls, draft))
