"""Putting a choice of a draft into its document, in place of another, or out of it again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.edits import rebase_all, revision, smallest
from limner_server.errors import InputError, OutputError, StaleDocumentError
from limner_server.lsp.applying import apply_edit
from limner_server.lsp.draft import Placed
from limner_server.lsp.drafts import KeptDraft, KeptProposal
from limner_server.lsp.project import known_document
from limner_server.lsp.proposing import apply_proposal
from limner_server.lsp.workspace_edit import Change, NewFile, OldFile
from limner_server.output import write_files

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_RUN_AGAIN: Final = "run the action again"


async def accept(
    server: LimnerServer, kept: KeptDraft, choice: int | None, instead: int | None = None
) -> bool:
    """Put a choice in, and its files beside it; whether the client took it over.

    Args:
        server: of the client.
        kept: the draft.
        choice: index of the choice; None to put back what stood there.
        instead: index of the choice that the client has put in by itself, with its files.

    Raises:
        InputError: there is no such choice.
        StaleDocumentError: the document has changed where the code belongs.
        OutputError: the files cannot be written.
    """
    for index in (choice, instead):
        if index is not None and not 0 <= index < len(kept.choices):
            raise InputError(f"this draft has no choice {index}")
    async with kept.turn:
        if instead is not None:
            kept.standing = instead
            kept.written |= _ours(kept, instead)
        standing = _standing(server, kept)
        if choice == standing:
            kept.standing = choice
            return True
        if choice is not None:
            # Where the code has no place any more, its files have none either.
            change(server, kept, standing, choice)
            _write_files(server, kept, choice)
        # They may differ in their files alone.
        applied = kept.text(choice) == kept.text(standing) or await apply_edit(
            server,
            kept.choices[choice or 0].draft.label,
            lambda: [change(server, kept, standing, choice)],
        )
        if applied:
            kept.standing = choice
            if choice is None:
                _remove_files(kept)
    return applied


async def accept_proposal(server: LimnerServer, kept: KeptProposal, choice: int | None) -> bool:
    """Apply other code than a page, as its command would; whether the client took it over.

    Raises:
        InputError: there is no such choice.
        StaleDocumentError: what the change replaces has changed.
    """
    if choice is None:
        return True  # nothing was changed for it; what was applied the editor can undo
    if choice != 0:
        raise InputError(f"this draft has no choice {choice}")
    return await apply_proposal(server, kept.proposal)


def change(
    server: LimnerServer, kept: KeptDraft, standing: int | None, choice: int | None
) -> Change | NewFile | OldFile:
    """What exchanges one choice for another in the document as it is now; None is for neither.

    Raises:
        StaleDocumentError: the document has changed where the code belongs.
    """
    file, before = kept.best.new_file, kept.text(standing)
    if file is not None and choice is not None and not _is_there(server, kept):
        return NewFile(kept.uri, file, kept.text(choice))
    document = known_document(server, kept.uri, None, measured=False)
    now, positions = document.source, document.positions
    if file is not None and choice is None and now == before:
        return OldFile(kept.uri, file)
    if file is not None and standing is None and now:
        raise StaleDocumentError(f"{file.name} is there meanwhile", _RUN_AGAIN)
    if standing is None and choice is not None:
        edits = list(kept.choices[choice].placed.edits)
    else:
        edits = revision(before, kept.text(choice))
    moved = [smallest(edit, now) for edit in rebase_all(edits, before, now)]
    return Change(
        kept.uri,
        document.version,
        [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in moved],
    )


def _standing(server: LimnerServer, kept: KeptDraft) -> int | None:
    """Which choice stands in the document now: the user may have undone it, or done it again."""
    if not _is_there(server, kept):
        return None
    found = kept.found_in(known_document(server, kept.uri, None, measured=False).source)
    return found[0] if found is not None else None


def _is_there(server: LimnerServer, kept: KeptDraft) -> bool:
    """Whether there is the document that the code goes into: one of its own may not be yet."""
    file = kept.best.new_file
    is_open = server.documents.open_document(kept.uri) is not None
    return file is None or is_open or file.exists()


def _write_files(server: LimnerServer, kept: KeptDraft, choice: int) -> None:
    """Write a choice's files; where that cannot be, put its pictures into the code.

    Raises:
        OutputError: they cannot be written, and not all are pictures.
    """
    wanted = kept.choices[choice]
    try:
        _check_free(kept, wanted.placed)
        write_files(wanted.placed.files)
        kept.written |= _ours(kept, choice)
    except OutputError as error:
        embedded = wanted.embedded()
        if embedded is None:
            raise
        server.tell(f"{error.message}: the pictures are in the code", types.MessageType.Warning)
        kept.choices[choice] = embedded


def _ours(kept: KeptDraft, choice: int) -> dict[Path, bytes]:
    """The files of a choice that were not there before the draft."""
    files = kept.choices[choice].placed.files
    return {path: content for path, content in files.items() if path not in kept.theirs}


def _check_free(kept: KeptDraft, placed: Placed) -> None:
    """Make sure that no file is overwritten that somebody else has written meanwhile."""
    for path, content in placed.files.items():
        if path.is_file() and path.read_bytes() not in (content, kept.written.get(path)):
            raise OutputError(f"{path} is there meanwhile", _RUN_AGAIN)


def _remove_files(kept: KeptDraft) -> None:
    """Take back the files that were written for it and are as they were written."""
    for path, content in kept.written.items():
        with suppress(OSError):
            if path.read_bytes() == content:
                path.unlink()
                for folder in path.parents:
                    if folder in kept.theirs:
                        break
                    folder.rmdir()  # refuses where somebody has put something in
    kept.written.clear()
