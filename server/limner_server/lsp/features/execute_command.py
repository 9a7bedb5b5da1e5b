"""`workspace/executeCommand`: each command of ours does its work, and applies what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.errors import CancelledError, OutputError
from limner_server.lsp.applying import apply_edit
from limner_server.lsp.approval import tell_proof
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.commands.doc import plan_docs
from limner_server.lsp.commands.fix import plan_fix
from limner_server.lsp.commands.test import plan_tests
from limner_server.lsp.draft import Draft, place_draft, write_draft
from limner_server.lsp.proposing import make_change
from limner_server.output import write_files
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def code(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write a picture as code, apply the edit, say how well it is proven.

    Returns:
        The answer as `limner code --json` prints it, with "applied"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = CodeParams.parse(_only(params.arguments))
        token = params.work_done_token or wanted.work_done_token
        draft = await ls.jobs.run(write_draft(ls, wanted, token), ls.protocol.msg_id)
        draft = _with_files(ls, draft)
        applied = await apply_edit(ls, draft.label, lambda: [place_draft(ls, draft).change])
    except CancelledError:
        return None
    if applied:
        _say_who_was_asked(ls, draft)
        tell_proof(ls, draft.label, draft.answer.proof)
    return {**draft.answer.to_json(), "applied": applied}


async def fix(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Find a fix, prove it, apply it; the answer is that of `limner fix --json`."""
    return await make_change(ls, plan_fix, _only(params.arguments), params.work_done_token)


async def test(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write tests, prove them, apply them; the answer is that of `limner test --json`."""
    return await make_change(ls, plan_tests, _only(params.arguments), params.work_done_token)


async def doc(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write documentation, prove it, apply it; the answer is that of `limner doc --json`."""
    return await make_change(ls, plan_docs, _only(params.arguments), params.work_done_token)


def _only(arguments: Sequence[Any] | None) -> Any:
    """The one argument, or None, which is no object, where there is another number of them."""
    return arguments[0] if arguments and len(arguments) == 1 else None


def _with_files(ls: LimnerServer, draft: Draft) -> Draft:
    """The draft with its files written; where that cannot be, with its pictures in the code.

    Raises:
        OutputError: they cannot be written, and not all are pictures.
    """
    try:
        write_files(place_draft(ls, draft).files)
    except OutputError as error:
        embedded = draft.embedded()
        if embedded is None:
            raise
        ls.tell(f"{error.message}: the pictures are in the code", types.MessageType.Warning)
        return embedded
    return draft


def _say_who_was_asked(ls: LimnerServer, draft: Draft) -> None:
    if ls.options.model != NO_MODEL and not draft.answer.asked_a_model:
        line = f"no model took part ({draft.answer.engine})"
        ls.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))
