"""Applying an edit: asked of the client, and made anew where the user typed on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from limner_server.lsp.offers import glimpse
from limner_server.lsp.patience import waits_for_commands
from limner_server.lsp.workspace_edit import (
    AnyChange,
    Change,
    NewFile,
    OldFile,
    can_create_files,
    can_delete_files,
    workspace_edit,
)
from limner_server.output import write_files

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# A user who types on makes an edit stale between its making and its arrival.
_ATTEMPTS: Final = 3
_LEAVE: Final = "Leave the code as it is"


async def apply_edit(
    server: LimnerServer, label: str, place: Callable[[], Sequence[AnyChange]]
) -> bool:
    """Whether the client took the edit over; where it did not, the user hears why.

    Args:
        server: of the client.
        label: what it is, for the editor's list of undo steps.
        place: makes the edit for the documents as they are when it is called.
    """
    for _ in range(_ATTEMPTS):
        changes = place()
        result = await _send(server, label, changes)
        if result.applied:
            return True
        if _outdated(server, changes):
            continue
        if result.failure_reason or not await _chosen_again(server, label):
            break
    reason = result.failure_reason or "it gave no reason"
    server.tell(f"the editor did not take the edit over: {reason}", types.MessageType.Warning)
    return False


async def _chosen_again(server: LimnerServer, label: str) -> bool:
    """Whether the user chooses the edit among the code actions.

    Kate takes edits over for two seconds after a command, and no others.
    """
    if waits_for_commands(server):
        return False
    title = f"Apply: {glimpse(label)}"
    server.tell(f"{label}: choose it among the code actions to apply it")
    return await server.unanswered.ask((title, _LEAVE)) == title


async def _send(
    server: LimnerServer, label: str, changes: Sequence[AnyChange]
) -> types.ApplyWorkspaceEditResult:
    """Ask the client for all; the files that it cannot make or delete come after the rest."""
    ours = [change for change in changes if _is_ours(change, server.client_capabilities)]
    asked = [change for change in changes if change not in ours]
    result = types.ApplyWorkspaceEditResult(applied=True)
    if asked:
        edit = workspace_edit(asked, server.client_capabilities)
        params = types.ApplyWorkspaceEditParams(edit, label)
        try:
            result = await server.workspace_apply_edit_async(params)
        except JsonRpcException as error:  # so says Eglot where its user does not want it
            return types.ApplyWorkspaceEditResult(applied=False, failure_reason=error.message)
    if result.applied:
        _do(server, ours)
    return result


def _is_ours(change: AnyChange, client: types.ClientCapabilities) -> bool:
    """Whether it is a file that the client does not make or delete."""
    if isinstance(change, NewFile):
        return not can_create_files(client)
    return isinstance(change, OldFile) and not can_delete_files(client)


def _do(server: LimnerServer, changes: Sequence[AnyChange]) -> None:
    made = [change for change in changes if isinstance(change, NewFile)]
    if made:
        write_files({file.path: file.text.encode() for file in made})
        server.tell(f"written: {', '.join(str(file.path) for file in made)}")
    for change in changes:
        if isinstance(change, OldFile):
            change.path.unlink(missing_ok=True)
            server.tell(f"deleted: {change.path}")


def _outdated(server: LimnerServer, changes: Sequence[AnyChange]) -> bool:
    """Whether a document has another version now than the one that the edit was made for."""
    for change in changes:
        if not isinstance(change, Change):
            continue
        document = server.documents.open_document(change.uri)
        if document is not None and document.version != change.version:
            return True
    return False
