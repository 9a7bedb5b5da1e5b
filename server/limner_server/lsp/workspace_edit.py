"""Changes of the workspace, in the form that the client says it understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file that is to go.

    Attributes:
        uri: of the file.
        path: of the file.
    """

    uri: str
    path: Path


AnyChange = Change | NewFile | OldFile


def can_create_files(client: types.ClientCapabilities) -> bool:
    """Whether the client makes files as part of an edit."""
    return types.ResourceOperationKind.Create in _operations(client)


def can_delete_files(client: types.ClientCapabilities) -> bool:
    """Whether the client deletes files as part of an edit."""
    return types.ResourceOperationKind.Delete in _operations(client)


def workspace_edit(
    changes: Sequence[AnyChange], client: types.ClientCapabilities
) -> types.WorkspaceEdit:
    """The changes as one edit: with versions where the client looks at versions."""
    old = [change for change in changes if isinstance(change, Change)]
    support = _support(client)
    # Only there can files be made; whoever says that it makes files understands it.
    if len(old) == len(changes) and not (support and support.document_changes):
        return types.WorkspaceEdit(changes={change.uri: change.edits for change in old})
    parts = [part for change in changes for part in _document_changes(change)]
    return types.WorkspaceEdit(document_changes=parts)


def _document_changes(
    change: AnyChange,
) -> Iterator[types.CreateFile | types.DeleteFile | types.TextDocumentEdit]:
    if isinstance(change, OldFile):
        yield types.DeleteFile(change.uri)
        return
    if isinstance(change, NewFile):
        yield types.CreateFile(change.uri)
        start = types.Position(0, 0)
        change = Change(change.uri, None, [types.TextEdit(types.Range(start, start), change.text)])
    document = types.OptionalVersionedTextDocumentIdentifier(change.uri, change.version)
    yield types.TextDocumentEdit(document, change.edits)


def _operations(client: types.ClientCapabilities) -> Sequence[types.ResourceOperationKind]:
    support = _support(client)
    return (support and support.resource_operations) or []


def _support(client: types.ClientCapabilities) -> types.WorkspaceEditClientCapabilities | None:
    return client.workspace.workspace_edit if client.workspace is not None else None
