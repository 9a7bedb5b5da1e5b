"""Code for a place of a document, and the edit that puts it there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server import assets
from limner_server.edits import Edit, rebase, smallest
from limner_server.errors import InputError
from limner_server.lsp.documents import Document
from limner_server.lsp.placement import SUFFIXES, Target, can_hold, place
from limner_server.lsp.places import document_path, file_uri
from limner_server.lsp.project import known_document
from limner_server.lsp.workspace_edit import Change, NewFile
from limner_server.tasks.answer import CodeAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(frozen=True, slots=True)
class Draft:
    """Code with its proof, and where it was wanted. Nothing is changed yet.

    Attributes:
        uri: of the document.
        title: what was asked for.
        name: of what it shows, for files and classes.
        target: in the document as it was when the work began.
        answer: the code as proven, and the proof.
        code: the same with the paths that its files will have here.
        files: those files, by absolute path.
    """

    uri: str
    title: str
    name: str
    target: Target
    answer: CodeAnswer
    code: str
    files: dict[Path, bytes]

    @property
    def label(self) -> str:
        """What it is, for messages and the editor's list of undo steps."""
        return f"{self.title}: {self.answer.proof.summary}"

    def embedded(self) -> Draft | None:
        """The same without files, its pictures in the code; None where others are needed."""
        code = assets.inlined(self.answer.result, self.answer.assets)
        if any(path in code for path in self.answer.assets):
            return None
        return replace(self, code=code, files={})


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft in the document as it is now.

    Attributes:
        code: as it goes in: a part or the whole, with the paths of its files.
        change: of the document, or the file to make.
        files: what the code refers to, by absolute path.
    """

    code: str
    change: Change | NewFile
    files: dict[Path, bytes]


def settle(uri: str, title: str, name: str, target: Target, answer: CodeAnswer) -> Draft:
    """The code with its files beside the document; within the code, where it is no file."""
    path = document_path(uri)
    if path is None:
        code, files = assets.inlined(answer.result, answer.assets), dict[Path, bytes]()
    else:
        code, files = assets.settle(answer.result, answer.assets, path.parent, name)
    return Draft(uri, title, name, target, answer, code, files)


def place_draft(server: LimnerServer, draft: Draft) -> Placed:
    """Where the draft goes in the document as it is now, which may not be as it was.

    Raises:
        StaleDocumentError: the place of the code has changed.
    """
    stack, files = draft.answer.stack, draft.files
    if not can_hold(draft.target.language, stack):
        file = _new_file(server, draft)
        return Placed(draft.code, NewFile(file_uri(file), file, draft.code), files)

    stylesheet = next((file for file in files if file.suffix == ".css"), None)
    rules = files[stylesheet].decode() if stylesheet is not None else ""
    placement = place(draft.target, draft.code, stack, draft.name, rules)
    if stylesheet is not None:
        files = {**files, stylesheet: placement.stylesheet.encode()}
    change = _change(
        known_document(server, draft.uri, None, measured=False), draft, placement.edits
    )
    return Placed(placement.edits[0].text, change, files)


def _change(document: Document, draft: Draft, edits: list[Edit]) -> Change:
    """The edits as the client counts, moved to where their places are now."""
    now, positions = document.source, document.positions
    moved = [smallest(rebase(edit, draft.target.text, now), now) for edit in edits]
    return Change(
        draft.uri,
        document.version,
        [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in moved],
    )


def _new_file(server: LimnerServer, draft: Draft) -> Path:
    """A path that is free, beside the document or at the top of the workspace."""
    path = document_path(draft.uri)
    folder = path.parent if path is not None else next(iter(server.roots), None)
    if folder is None:
        raise InputError(
            f"a {draft.target.language} document cannot hold {draft.answer.stack}",
            "save it, so that the code can go into a file beside it",
        )
    stem, suffix = assets.stem(draft.name), SUFFIXES[draft.answer.stack]
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(file for name in names if not (file := folder / f"{name}{suffix}").exists())
