"""`workspace/executeCommand`: `limner.code` writes a picture as code and puts it in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.errors import CancelledError, OutputError
from limner_server.lsp.draft import Draft, Placed, place_draft, write_draft
from limner_server.lsp.protocol import CodeParams
from limner_server.lsp.workspace_edit import NewFile, can_create_files, workspace_edit
from limner_server.output import write_file, write_files
from limner_server.proof.verdict import Status
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# A user who types on makes an edit stale between its making and its arrival.
_ATTEMPTS: Final = 3


async def code(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write the code, apply the edit, say how well it is proven.

    Returns:
        The answer as `limner code --json` prints it, with "applied"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = CodeParams.parse(_only(params.arguments))
        token = params.work_done_token or wanted.work_done_token
        draft = await ls.jobs.run(write_draft(ls, wanted, token), ls.protocol.msg_id)
        applied = await _apply(ls, draft)
    except CancelledError:
        return None
    return {**draft.answer.to_json(), "applied": applied}


def _only(arguments: Sequence[Any] | None) -> Any:
    """The one argument, or None, which is no object, where there is another number of them."""
    return arguments[0] if arguments and len(arguments) == 1 else None


async def _apply(ls: LimnerServer, draft: Draft) -> bool:
    """Whether the client took the edit over; where it did not, the user hears why."""
    draft = _with_files(ls, draft)
    for _ in range(_ATTEMPTS):
        placed = place_draft(ls, draft)
        result = await _send(ls, draft, placed)
        if result.applied:
            _say_how_good(ls, draft)
            return True
        if isinstance(placed.change, NewFile) or not _outdated(ls, draft, placed):
            break
    reason = result.failure_reason or "it gave no reason"
    ls.tell(f"the editor did not take the code over: {reason}", types.MessageType.Warning)
    return False


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


async def _send(ls: LimnerServer, draft: Draft, placed: Placed) -> types.ApplyWorkspaceEditResult:
    change, client = placed.change, ls.client_capabilities
    if isinstance(change, NewFile) and not can_create_files(client):
        write_file(change.path, change.text.encode())
        ls.tell(f"the code is in {change.path}")
        return types.ApplyWorkspaceEditResult(applied=True)
    edit = workspace_edit(change, client)
    return await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, draft.label))


def _outdated(ls: LimnerServer, draft: Draft, placed: Placed) -> bool:
    document = ls.documents.open_document(draft.uri)
    if document is None or isinstance(placed.change, NewFile):
        return False
    return document.version != placed.change.version


def _say_how_good(ls: LimnerServer, draft: Draft) -> None:
    if ls.options.model != NO_MODEL and not draft.answer.asked_a_model:
        line = f"no model took part ({draft.answer.engine})"
        ls.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))
    proof = draft.answer.proof
    if proof.status is Status.PROVEN:
        ls.tell(draft.label)
    else:
        remedy = f": {proof.remedy}" if proof.remedy else ""
        ls.tell(f"{draft.label}{remedy}", types.MessageType.Warning)
