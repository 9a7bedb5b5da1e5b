"""Code for a place of a document, and the edit that puts it there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from limner_server import assets
from limner_server.edits import Edit, applied_all
from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.lsp.placement import SUFFIXES, Target, can_hold, place
from limner_server.lsp.places import document_path
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
        new_file: a file of its own that it goes into, where the document cannot hold it.
    """

    uri: str
    title: str
    name: str
    target: Target
    answer: CodeAnswer
    code: str
    files: dict[Path, bytes]
    new_file: Path | None = None

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
    """A draft in its place, in the document as it was when the work began.

    Attributes:
        before: the text of the document; "" of a new file.
        edits: in the order of the text, none touching another.
        main: the one of them that puts the code in.
        files: what the code refers to, by absolute path.
    """

    before: str
    edits: tuple[Edit, ...]
    main: Edit
    files: dict[Path, bytes]

    @property
    def code(self) -> str:
        """What goes in: a part or the whole, with the paths of its files."""
        return self.main.text

    @property
    def after(self) -> str:
        """The text of the document with the code."""
        return applied_all(self.edits, self.before)

    @property
    def offset(self) -> int:
        """Where the code begins in that text."""
        above = self.edits[: self.edits.index(self.main)]
        return self.main.start + sum(len(edit.text) - edit.end + edit.start for edit in above)


def settle(
    server: LimnerServer, uri: str, target: Target, answer: CodeAnswer, *, title: str, name: str
) -> Draft:
    """The code with its files beside the document; within the code, where it is no file.

    Args:
        server: with the folders of the workspace.
        uri: of the document.
        target: in the document as it was when the work began.
        answer: the code as proven, and the proof.
        title: what was asked for.
        name: of what it shows, for files and classes.

    Raises:
        InputError: neither the document nor a file beside it can hold the code.
    """
    path = document_path(uri)
    if path is None:
        code, files = assets.inlined(answer.result, answer.assets), dict[Path, bytes]()
    else:
        code, files = assets.settle(answer.result, answer.assets, path.parent, name)
    draft = Draft(uri, title, name, target, answer, code, files)
    if can_hold(target.language, answer.stack):
        return draft
    return replace(draft, new_file=_new_file(server, draft))


def place_draft(draft: Draft) -> Placed:
    """Where the draft goes."""
    if draft.new_file is not None:
        whole = Edit(0, 0, draft.code)
        return Placed("", (whole,), whole, draft.files)
    stack, files = draft.answer.stack, draft.files
    stylesheet = next((file for file in files if file.suffix == ".css"), None)
    rules = files[stylesheet].decode() if stylesheet is not None else ""
    placement = place(draft.target, draft.code, stack, draft.name, rules)
    if stylesheet is not None:
        files = {**files, stylesheet: placement.stylesheet.encode()}
    main, *others = placement.edits
    # At one and the same place imports stand above the code, and styles below it.
    edits = [*others, main] if stack is Stack.REACT else [main, *others]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return Placed(draft.target.text, tuple(edits), main, files)


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
