"""`limner/generate`: code from words, and the edit that would put it in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.draft import Draft
from limner_server.lsp.drafting import draft_edit
from limner_server.lsp.from_words import write_from_words
from limner_server.lsp.proposing import proposal_edit

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def generate(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write the code; change nothing.

    Returns:
        The answer as `limner generate --json` prints it, with "edit", a workspace edit, or None
        where there is nothing to apply; of a page also "code" and "files", as in `limner/code`.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    answer, made = await ls.jobs.run(write_from_words(ls, params, None), ls.protocol.msg_id)
    edit = draft_edit(ls, made) if isinstance(made, Draft) else proposal_edit(ls, made)
    return {**answer.to_json(), **edit}
