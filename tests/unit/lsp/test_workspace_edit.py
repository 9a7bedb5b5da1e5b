"""Changes in the form that a client understands."""

from pathlib import Path

import pytest
from lsprotocol import types

from limner_server.lsp.workspace_edit import (
    Change,
    NewFile,
    OldFile,
    can_create_files,
    can_delete_files,
    workspace_edit,
)

START = types.Position(0, 0)
EDIT = types.TextEdit(types.Range(START, START), "x")
CHANGE = Change("file:///w/a.py", 3, [EDIT])
NEW = NewFile("file:///w/test_a.py", Path("/w/test_a.py"), "def test_a(): ...\n")


def client(**support):
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(**support)
        )
    )


CREATE = [types.ResourceOperationKind.Create]


def test_a_client_of_versions_gets_versions():
    edit = workspace_edit([CHANGE], client(document_changes=True))

    (change,) = edit.document_changes
    assert change.text_document.version == 3
    assert change.edits == [EDIT]


@pytest.mark.parametrize("capabilities", [types.ClientCapabilities(), client()])
def test_any_other_client_gets_a_plain_map(capabilities):
    assert workspace_edit([CHANGE], capabilities).changes == {CHANGE.uri: [EDIT]}


@pytest.mark.parametrize("document_changes", [True, None])
def test_a_file_is_made_in_the_same_edit_as_another_is_changed(document_changes):
    capabilities = client(document_changes=document_changes, resource_operations=CREATE)

    edit = workspace_edit([CHANGE, NEW], capabilities)

    assert can_create_files(capabilities)
    assert edit.changes is None
    changed, made, filled = edit.document_changes
    assert changed.text_document.uri == CHANGE.uri
    assert isinstance(made, types.CreateFile)
    assert made.uri == filled.text_document.uri == NEW.uri
    assert filled.edits[0].new_text == NEW.text


def test_a_client_that_makes_no_files_says_so():
    assert not can_create_files(client(document_changes=True))


def test_a_file_goes_by_an_edit_where_the_client_deletes_files():
    capabilities = client(resource_operations=[types.ResourceOperationKind.Delete])

    edit = workspace_edit([OldFile(NEW.uri, NEW.path)], capabilities)

    assert can_delete_files(capabilities)
    assert not can_delete_files(client(resource_operations=CREATE))
    (deleted,) = edit.document_changes
    assert isinstance(deleted, types.DeleteFile)
    assert deleted.uri == NEW.uri
