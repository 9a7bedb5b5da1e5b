"""A change that a task proposes, and its edits in the documents as they are by then."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.edits import rebase, smallest
from limner_server.errors import StaleDocumentError
from limner_server.lsp.places import file_uri
from limner_server.lsp.positions import Positions
from limner_server.lsp.project import Project
from limner_server.lsp.workspace_edit import Change, NewFile
from limner_server.perception.workspace.source import read_source
from limner_server.tasks.change_answer import ChangeAnswer, FileEdits
from limner_server.tasks.change_set import digest_of

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_RUN_AGAIN: Final = "run the action again"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change with its proof. Nothing is changed yet.

    Attributes:
        title: what was asked for.
        answer: the change and its proof.
        project: with what was open in it when the work began.
    """

    title: str
    answer: ChangeAnswer
    project: Project

    @property
    def label(self) -> str:
        """What it is, for messages and the editor's list of undo steps."""
        return f"{self.title}: {self.answer.summary}"


def place_proposal(server: LimnerServer, proposal: Proposal) -> list[Change | NewFile]:
    """The edits for the documents as they are now, which may not be as they were.

    Raises:
        StaleDocumentError: what the change replaces has changed, or a file that it makes is there.
    """
    return [
        _new_file(server, path, file) if file.is_new else _change(server, proposal, path, file)
        for path, file in sorted(proposal.answer.files.items())
    ]


def _new_file(server: LimnerServer, path: Path, file: FileEdits) -> NewFile:
    uri = file_uri(path)
    if path.exists() or server.documents.open_document(uri) is not None:
        raise StaleDocumentError(f"{path.name} is there meanwhile", _RUN_AGAIN)
    return NewFile(uri, path, "".join(edit.text for edit in file.edits))


def _change(server: LimnerServer, proposal: Proposal, path: Path, file: FileEdits) -> Change:
    uri, before = proposal.project.documents.get(path, (file_uri(path), None))
    document = server.documents.open_document(uri)
    if document is not None:
        now, version, positions = document.source, document.version, document.positions
    else:
        now, version = read_source(path).text, None
        positions = Positions(now, server.documents.position_codec.encoding or "utf-16")
    if before is None:
        before = now
    if digest_of(before) != file.digest:
        raise StaleDocumentError(f"{path.name} has changed meanwhile", _RUN_AGAIN)
    edits = [smallest(rebase(edit, before, now), now) for edit in file.edits]
    return Change(
        uri,
        version,
        [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in edits],
    )
