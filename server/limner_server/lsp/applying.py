"""Applying an edit: asked of the client, and made anew where the user typed on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.lsp.workspace_edit import Change, NewFile, can_create_files, workspace_edit
from limner_server.output import write_file

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# A user who types on makes an edit stale between its making and its arrival.
_ATTEMPTS: Final = 3


async def apply_edit(
    server: LimnerServer, label: str, place: Callable[[], Sequence[Change] | NewFile]
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
        if not _outdated(server, changes):
            break
    reason = result.failure_reason or "it gave no reason"
    server.tell(f"the editor did not take the edit over: {reason}", types.MessageType.Warning)
    return False


async def _send(
    server: LimnerServer, label: str, changes: Sequence[Change] | NewFile
) -> types.ApplyWorkspaceEditResult:
    client = server.client_capabilities
    if isinstance(changes, NewFile) and not can_create_files(client):
        write_file(changes.path, changes.text.encode())
        server.tell(f"the code is in {changes.path}")
        return types.ApplyWorkspaceEditResult(applied=True)
    edit = workspace_edit(changes, client)
    return await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label))


def _outdated(server: LimnerServer, changes: Sequence[Change] | NewFile) -> bool:
    """Whether a document has another version now than the one that the edit was made for."""
    if isinstance(changes, NewFile):
        return False
    for change in changes:
        document = server.documents.open_document(change.uri)
        if document is not None and document.version != change.version:
            return True
    return False
