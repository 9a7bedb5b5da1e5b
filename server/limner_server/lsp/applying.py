"""Applying an edit: asked of the client, and made anew where the user typed on meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.lsp.workspace_edit import Change, NewFile, can_create_files, workspace_edit
from limner_server.output import write_files

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# A user who types on makes an edit stale between its making and its arrival.
_ATTEMPTS: Final = 3


async def apply_edit(
    server: LimnerServer, label: str, place: Callable[[], Sequence[Change | NewFile]]
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
    server: LimnerServer, label: str, changes: Sequence[Change | NewFile]
) -> types.ApplyWorkspaceEditResult:
    """Ask the client for all; what it cannot make is written, once it has done the rest."""
    client = server.client_capabilities
    ours = {} if can_create_files(client) else _new_files(changes)
    asked = [change for change in changes if change.uri not in ours]
    result = types.ApplyWorkspaceEditResult(applied=True)
    if asked:
        edit = workspace_edit(asked, client)
        params = types.ApplyWorkspaceEditParams(edit, label)
        result = await server.workspace_apply_edit_async(params)
    if result.applied and ours:
        write_files({file.path: file.text.encode() for file in ours.values()})
        server.tell(f"written: {', '.join(str(file.path) for file in ours.values())}")
    return result


def _new_files(changes: Sequence[Change | NewFile]) -> dict[str, NewFile]:
    return {change.uri: change for change in changes if isinstance(change, NewFile)}


def _outdated(server: LimnerServer, changes: Sequence[Change | NewFile]) -> bool:
    """Whether a document has another version now than the one that the edit was made for."""
    for change in changes:
        if isinstance(change, NewFile):
            continue
        document = server.documents.open_document(change.uri)
        if document is not None and document.version != change.version:
            return True
    return False
