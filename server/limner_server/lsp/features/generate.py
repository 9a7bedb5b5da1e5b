"""`limner/generate`: code from words, and the edit that would put it in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.lsp.commands.generate import GenerateParams
from limner_server.lsp.draft import Draft
from limner_server.lsp.from_words import write_from_words
from limner_server.lsp.replying import draft_reply, proposal_reply

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def generate(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Write the code; change nothing.

    Returns:
        The answer as `limner generate --json` prints it, with the fields of a `DraftReply`.

    Raises:
        LimnerError: one line for the user, also where the client cancelled the request.
    """
    wanted = GenerateParams.parse(params)
    writing = write_from_words(ls, wanted, None)
    answer, made = await ls.jobs.run(writing, ls.protocol.msg_id)
    about = {"name": answer.name, "kind": answer.kind}
    if isinstance(made, Draft):
        return {**about, **draft_reply(ls, ls.drafts.keep(ls, made))}
    kept = ls.drafts.keep_proposal(made)
    return {**about, **proposal_reply(ls, kept, wanted.uri, answer.name)}
