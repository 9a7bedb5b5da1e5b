"""`limner/code`: a picture as code, and the edit that would put it in its place."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.draft import place_draft, write_draft
from limner_server.lsp.places import file_uri
from limner_server.lsp.workspace_edit import workspace_edit

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def code(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write the code; change nothing.

    Returns:
        The answer as `limner code --json` prints it, with "edit", a workspace edit, "code", what
        it inserts, and "files", the pictures to write beside it: base64 by URI.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    wanted = CodeParams.parse(params)
    draft = await ls.jobs.run(write_draft(ls, wanted, wanted.work_done_token), ls.protocol.msg_id)
    placed = place_draft(ls, draft)
    return {
        **draft.answer.to_json(),
        "code": placed.code,
        "edit": workspace_edit([placed.change], ls.client_capabilities),
        "files": {
            file_uri(path): base64.b64encode(content).decode("ascii")
            for path, content in placed.files.items()
        },
    }
