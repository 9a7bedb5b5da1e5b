"""From an answer to a patch: what it proposes, put into the files that it may change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import Language, language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.find import is_test_file
from limner_server.proposers.rewrite.answer import read_answer
from limner_server.proposers.rewrite.changes import edits_between, lines_of
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.merging import merged
from limner_server.proposers.rewrite.names import meant
from limner_server.proposers.rewrite.passages import Passage, Replacement
from limner_server.proposers.rewrite.replacing import replaced
from limner_server.proposers.rewrite.whole import rewritten
from limner_server.proposers.search.code import Code as Protectable
from limner_server.proposers.search.protected import protected

# As `Patch.proposer` names who made it.
MODEL: Final = "model"
# Longer changes are counted, not quoted.
_LONGEST_QUOTE: Final = 60


@dataclass(slots=True)
class _File:
    """A file on its way to what an answer makes of it."""

    source: Source
    language: Language
    lines: list[str]

    def after(self, passage: Passage, near: int | None) -> list[str] | None:
        """The lines with a passage put in; None where it does not fit."""
        if not isinstance(passage, Replacement):
            return rewritten(passage, self.lines, self.language, near)
        # Most models quote the file as it was; some, as their blocks before have left it.
        original = lines_of(self.source.text)
        changed = replaced(passage, original, near)
        found = None if changed is None else merged(original, self.lines, changed)
        return replaced(passage, self.lines, near) if found is None else found


def patch_of(answer: str, sources: Mapping[Path, Source], goal: Goal) -> Patch | None:
    """The patch that an answer proposes.

    What an answer says of other files than these, of tests, or of what cannot be found in one place
    only, is left out.

    Args:
        answer: in any of the usual forms; see `read_answer`.
        sources: the files that may be changed, by absolute path.
        goal: points at the place that is meant where several fit.

    Returns:
        None where nothing is left, or what is left is not of the language any more.
    """
    files = {
        path: _File(source, language, lines_of(source.text))
        for path, source in sources.items()
        if (language := language_of(path)) is not None
    }
    for passage in read_answer(answer):
        _apply(passage, files, goal)
    edits = {path: found for path, file in files.items() if (found := _edits(file))}
    if not edits:
        return None
    patch = Patch(edits, MODEL, _note(edits, sources))
    return None if any(_broken(patch, files[path]) for path in edits) else patch


def _apply(passage: Passage, files: Mapping[Path, _File], goal: Goal) -> None:
    """Put a passage into the one file that it fits."""
    named = [*files] if _is_nameless(passage, files) else meant(passage.name, files)
    fitting: dict[Path, list[str]] = {}
    for path in named:
        near = goal.line - 1 if goal.line and path == goal.path else None
        lines = files[path].after(passage, near)
        if lines is not None and lines != files[path].lines:
            fitting[path] = lines
    if len(fitting) > 1 and goal.path in fitting:
        fitting = {goal.path: fitting[goal.path]}
    if len(fitting) == 1:
        for path, lines in fitting.items():
            files[path].lines = lines


def _is_nameless(passage: Passage, files: Collection[Path]) -> bool:
    """Whether a passage names no file; one that there is not, but for a test, is no name either.

    Models copy the name from the instructions, or make one up, and quote the right file.
    """
    if not passage.name:
        return True
    if not isinstance(passage, Replacement) or meant(passage.name, files):
        return False
    folders = {folder for path in files for folder in path.parents}
    places = [folder / passage.name for folder in folders]
    return not any(is_test_file(place) or place.exists() for place in places)


def _edits(file: _File) -> tuple[Edit, ...]:
    text = file.source.text
    tests = protected(Protectable(Tree.parse(text, file.language)))
    return edits_between(text, file.lines, file.language, tests)


def _broken(patch: Patch, file: _File) -> bool:
    """Whether the file was of its language before, and is not after."""
    text = file.source.text
    before = Tree.parse(text, file.language)
    return not before.has_errors and before.edited(patch.applied(file.source.path, text)).has_errors


def _note(edits: Mapping[Path, tuple[Edit, ...]], sources: Mapping[Path, Source]) -> str:
    """What the patch does: quoted where that is short, else how many lines it changes."""
    changes = [(path, edit) for path, found in edits.items() for edit in found]
    if len(changes) == 1:
        path, edit = changes[0]
        text = sources[path].text
        start, end = text.rfind("\n", 0, edit.start) + 1, text.find("\n", edit.end)
        end = len(text) if end < 0 else end
        old = text[start:end].strip()
        new = (text[start : edit.start] + edit.text + text[edit.end : end]).strip()
        if old and "\n" not in old + new and max(len(old), len(new)) <= _LONGEST_QUOTE:
            return f"write `{new}` for `{old}`" if new else f"leave out `{old}`"
    lines = sum(
        max(edit.text.count("\n"), sources[path].text.count("\n", edit.start, edit.end)) + 1
        for path, edit in changes
    )
    names = ", ".join(path.name for path in edits)
    return f"rewrite {lines} line{'s' if lines > 1 else ''} of {names}"
