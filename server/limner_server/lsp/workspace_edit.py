"""Changes of the workspace, in the form that the client says it understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of one document, none touching another.

    Attributes:
        uri: of the document.
        version: that they were made for, or None for a document that is not open.
        edits: in the client's positions.
    """

    uri: str
    version: int | None
    edits: list[types.TextEdit]


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is not there yet.

    Attributes:
        uri: of the file.
        path: of the file.
        text: what goes into it.
    """

    uri: str
    path: Path
    text: str


def can_create_files(client: types.ClientCapabilities) -> bool:
    """Whether the client makes files as part of an edit."""
    support = _support(client)
    operations = (support and support.resource_operations) or []
    return types.ResourceOperationKind.Create in operations


def workspace_edit(
    changes: Sequence[Change] | NewFile, client: types.ClientCapabilities
) -> types.WorkspaceEdit:
    """The changes as one edit: with versions where the client looks at versions."""
    if isinstance(changes, NewFile):
        start = types.Position(0, 0)
        insertion = types.TextEdit(types.Range(start, start), changes.text)
        document = types.OptionalVersionedTextDocumentIdentifier(changes.uri, None)
        return types.WorkspaceEdit(
            document_changes=[
                types.CreateFile(changes.uri),
                types.TextDocumentEdit(document, [insertion]),
            ]
        )
    support = _support(client)
    if support is not None and support.document_changes:
        return types.WorkspaceEdit(document_changes=[_versioned(change) for change in changes])
    return types.WorkspaceEdit(changes={change.uri: change.edits for change in changes})


def _versioned(change: Change) -> types.TextDocumentEdit:
    document = types.OptionalVersionedTextDocumentIdentifier(change.uri, change.version)
    return types.TextDocumentEdit(document, change.edits)


def _support(client: types.ClientCapabilities) -> types.WorkspaceEditClientCapabilities | None:
    return client.workspace.workspace_edit if client.workspace is not None else None
