"""The proposer that asks a model for code in words: each answer a patch that can be proven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_model.client import Engine
from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles, unchecked
from limner_server.proposers.asking import Asking, Context, Listener
from limner_server.proposers.quickfix.import_order import place_import
from limner_server.proposers.quickfix.problem import Problem
from limner_server.proposers.writing.piece import read_piece
from limner_server.proposers.writing.placing import placed
from limner_server.proposers.writing.prompt import conversation

MODEL: Final = "model"
_COST: Final = 0.5
_FURTHER: Final = 0.3
_TEMPERATURES: Final = (0.0, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Place:
    """Where code is wanted.

    Attributes:
        path: of the file.
        tree: of it, as it is.
        line: below which, 1-based; None for the end.
        end_line: the last line that is replaced; None for none.
        files: of the workspace.
    """

    path: Path
    tree: Tree
    line: int | None
    end_line: int | None
    files: WorkspaceFiles

    def importing(self, tree: Tree, statement: str) -> Edit:
        """The edit that adds an import to a text of the file, in the order of those there are."""
        nothing = Diagnostic(self.path, 1, 1, "")
        return place_import(Problem(tree, nothing, self.files, unchecked), statement)


def write_patches(
    engine: Engine, context: Context, words: str, place: Place, run: Listener, *, root: Path
) -> Iterator[Patch]:
    """Ask a model for code, each answer yielded as soon as it is there.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer; one that dies in mid-answer is not heard, since
            half of a function is none.
    """
    language = place.tree.language

    def messages(shown: str) -> list[dict[str, object]]:
        return conversation(
            shown, words, path=place.path, line=place.line or 0, language=language, root=root
        )

    asking = Asking(engine, context, messages, run)
    seen: set[tuple[object, ...]] = set()
    for index, temperature in enumerate(_TEMPERATURES):
        run.check()
        heard = asking.answer(temperature)
        if heard.death is not None:
            raise heard.death
        piece = read_piece(heard.text, language)
        if piece is None:
            continue
        edits = placed(place.tree, piece, place.line, place.end_line, place.importing)
        if edits in seen:
            continue
        seen.add(edits)
        note = _note(piece.text)
        yield Patch({place.path: edits}, MODEL, note, _COST + _FURTHER * index)


def _note(code: str) -> str:
    first = next(line for line in code.splitlines() if line.strip()).strip()
    lines = code.count("\n") + 1
    return f"write `{first}`" if lines == 1 else f"write {lines} lines: `{first}`"
