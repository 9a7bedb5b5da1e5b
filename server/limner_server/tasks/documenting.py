"""Docstrings for a Python file."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proposers.docstrings.docstring import Docstring
from limner_server.proposers.docstrings.drafting import Draft, Drafter
from limner_server.proposers.docstrings.habits import Habits, habits_of
from limner_server.proposers.docstrings.modules import uses_its_docstring
from limner_server.proposers.docstrings.targets import (
    PythonFile,
    Target,
    is_documentable,
    is_private,
    is_test,
)
from limner_server.proposers.docstrings.voice import in_voice
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.tasks.asked_docs import Asked, AskedDocs
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.documented import PythonProof
from limner_server.tasks.request import DocRequest, DocStyle
from limner_server.tasks.subjects import find_subjects
from limner_server.tasks.task import Run, Suggestion

_MOST_OTHERS: Final = 12
# Of what a model is shown of one definition, in characters.
_MOST_CODE: Final = 8000


def document_python(
    request: DocRequest, source: Source, tree: Tree, run: Run
) -> Suggestion[ChangeSet]:
    """Write the docstrings that are missing in a Python file."""
    with run.step("facts", "Reading the code", 0.1):
        file = PythonFile.parse(tree, request.path.name)
        named = bool(request.symbol) or request.line is not None
        subjects = find_subjects(tree, request) if named else None
        habits = _habits(request, file)
        targets = _wanted(file.select(subjects), file, habits, asked=named)
        drafter = Drafter(file, habits, request.path.stem, asked=named)
    with run.step("write", "Writing docstrings", 0.3):
        drafts = _drafts(drafter, targets, run)
    asked = AskedDocs(request, tree, run)
    with run.step("model", "Asking a model", 0.4):
        drafts = _by_model(drafter, drafts, asked, file)
    with run.step("proof", "Proving that the code is unchanged", 0.7):
        return PythonProof(request, source, drafter, asked, run).suggestion(drafts)


def _drafts(drafter: Drafter, targets: Sequence[Target], run: Run) -> list[Draft]:
    """What analysis would write."""
    found = []
    for target in targets:
        run.check()
        draft = drafter.draft(target, drafter.described(target))
        if draft is not None:
            found.append(draft)
    return found


def _by_model(
    drafter: Drafter, drafts: Sequence[Draft], asked: AskedDocs, file: PythonFile
) -> list[Draft]:
    """The drafts in a model's words, as far as those agree with the code."""
    wishes = [
        Asked(
            DocWish(one.target.name, _what(one.target), _code(file, one.target), one.doc),
            one.target.start,
        )
        for one in drafts
    ]
    docs = asked.docstrings(wishes)
    written = [
        drafter.draft(one.target, _voiced(one.target, doc, drafter.habits))
        for one, doc in zip(drafts, docs, strict=True)
    ]
    return [
        old if new is None else replace(new, facts=old.doc)
        for old, new in zip(drafts, written, strict=True)
    ]


def _voiced(target: Target, doc: Docstring, habits: Habits) -> Docstring:
    return in_voice(doc, habits) if _what(target) == "function" else doc


def _what(target: Target) -> str:
    if target.header is None:
        return "module"
    return "class" if isinstance(target.node, ast.ClassDef) else "function"


def _code(file: PythonFile, target: Target) -> str:
    text = file.tree.text
    if target.header is None:
        return text[:_MOST_CODE]
    end = file.tree.lines.end(target.node.end_lineno or 1)  # type: ignore[union-attr]
    return text[target.start : end][:_MOST_CODE]


def _habits(request: DocRequest, file: PythonFile) -> Habits:
    style = "" if request.style is DocStyle.AUTO else str(request.style)
    near = (
        path
        for path in WorkspaceFiles(request.root, request.texts).walk(request.path)
        if path.suffix == ".py" and path != request.path
    )
    others = islice(near, _MOST_OTHERS)
    return habits_of(file.module, file.tree.text, request.root, style, others)


def _wanted(
    targets: Sequence[Target], file: PythonFile, habits: Habits, *, asked: bool
) -> list[Target]:
    """What of the targets gets a docstring."""
    wanted = []
    for one in targets:
        name = one.name.rpartition(".")[2]
        if not is_documentable(one):
            continue
        if one.header is None and uses_its_docstring(file.module):
            continue
        has_own = ast.get_docstring(one.node) is not None
        if name == "__init__" and one.owner is not None:
            if not habits.init and not has_own and (not asked or len(targets) > 1):
                continue
        elif not asked and (is_test(one) or (is_private(one) and not habits.private)):
            continue
        wanted.append(one)
    return wanted
