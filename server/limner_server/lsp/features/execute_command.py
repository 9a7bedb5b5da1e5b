"""`workspace/executeCommand`: `limner.code` and `limner.fix` do their work and apply the edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.errors import CancelledError, OutputError
from limner_server.lsp.applying import apply_edit
from limner_server.lsp.draft import Draft, place_draft, write_draft
from limner_server.lsp.protocol import CodeParams, FixParams
from limner_server.lsp.repair import Repair, find_repair, place_repair
from limner_server.output import write_files
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_APPLY: Final = "Apply it unproven"
_LEAVE: Final = "Leave the code as it is"


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
        applied = await apply_edit(ls, draft.label, lambda: place_draft(ls, draft).changes)
    except CancelledError:
        return None
    if applied:
        _say_who_was_asked(ls, draft)
        _say_how_good(ls, draft.label, draft.answer.proof)
    return {**draft.answer.to_json(), "applied": applied}


async def fix(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Find a fix, prove it, apply it; one that could not be proven only where the user says so.

    Returns:
        The answer as `limner fix --json` prints it, with "applied"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = FixParams.parse(_only(params.arguments))
        token = params.work_done_token or wanted.work_done_token
        repair = await ls.jobs.run(find_repair(ls, wanted, token), ls.protocol.msg_id)
        applied = await _wanted(ls, repair) and await apply_edit(
            ls, repair.label, lambda: place_repair(ls, repair)
        )
    except CancelledError:
        return None
    if applied or not repair.answer.files:
        _say_how_good(ls, repair.label, repair.answer.proof)
    return {**repair.answer.to_json(), "applied": applied}


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


async def _wanted(ls: LimnerServer, repair: Repair) -> bool:
    """Whether there is a fix to apply; of one that is not proven the user decides."""
    if not repair.answer.files:
        return False
    proof = repair.answer.proof
    if proof.status is Status.PROVEN:
        return True
    question = types.ShowMessageRequestParams(
        types.MessageType.Warning,
        _line(repair.label, proof),
        [types.MessageActionItem(_APPLY), types.MessageActionItem(_LEAVE)],
    )
    chosen = await ls.window_show_message_request_async(question)
    return chosen is not None and chosen.title == _APPLY


def _say_who_was_asked(ls: LimnerServer, draft: Draft) -> None:
    if ls.options.model != NO_MODEL and not draft.answer.asked_a_model:
        line = f"no model took part ({draft.answer.engine})"
        ls.window_log_message(types.LogMessageParams(types.MessageType.Warning, line))


def _say_how_good(ls: LimnerServer, label: str, proof: Proof) -> None:
    proven = proof.status is Status.PROVEN
    ls.tell(_line(label, proof), types.MessageType.Info if proven else types.MessageType.Warning)


def _line(label: str, proof: Proof) -> str:
    return f"{label}: {proof.remedy}" if proof.remedy else label
