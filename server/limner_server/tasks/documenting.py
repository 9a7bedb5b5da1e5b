"""Docstrings for a Python file."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import islice
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proof.documented import Judging, disagreements, same_code
from limner_server.proof.verdict import Proof, Status
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
from limner_server.tasks.change_set import ChangeSet, FileChange
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.request import DocRequest, DocStyle
from limner_server.tasks.subjects import find_subjects
from limner_server.tasks.task import Candidate, Run, Suggestion

_MOST_OTHERS: Final = 12


def document_python(
    request: DocRequest, source: Source, tree: Tree, run: Run
) -> Suggestion[ChangeSet]:
    """Write the docstrings that are missing in a Python file."""
    with run.step("facts", "Reading the code", 0.1):
        file = PythonFile.parse(tree, request.path.name)
        asked = bool(request.symbol) or request.line is not None
        subjects = find_subjects(tree, request) if asked else None
        habits = _habits(request, file)
        targets = _wanted(file.select(subjects), file, habits, asked=asked)
        drafter = Drafter(file, habits, request.path.stem, asked=asked)
    with run.step("write", "Writing docstrings", 0.3):
        drafts = []
        for target in targets:
            run.check()
            draft = drafter.draft(target, drafter.described(target))
            if draft is not None:
                drafts.append(draft)
    with run.step("proof", "Proving that the code is unchanged", 0.7):
        return _proven(request, source, drafts, habits, run)


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


def _proven(
    request: DocRequest, source: Source, drafts: list[Draft], habits: Habits, run: Run
) -> Suggestion[ChangeSet]:
    """The drafts that hold, as one change."""
    judging = Judging(habits.style, habits.types, habits.init, habits.attributes)
    dropped: list[str] = []
    while drafts:
        run.check()
        text = applied(source.text, [one.edit for one in drafts])
        wrong = disagreements(text, {one.target.name for one in drafts}, judging)
        if not wrong:
            break
        dropped += [f"{name}: {found[0]}" for name, found in wrong.items()]
        drafts = [one for one in drafts if one.target.name not in wrong]
    if not drafts:
        summary = "nothing to document: all of it is documented"
        status = Status.PROVEN
        if dropped:
            summary, status = f"nothing could be proven: {dropped[0]}", Status.REFUTED
        return Suggestion(
            ChangeSet(request.root, remarks=tuple(dropped)),
            Proof(status, summary),
            [],
            run.timings,
            NOBODY_ASKED,
        )
    if not same_code(source.text, text):
        proof = Proof(Status.REFUTED, "the code would not be the same")
        return Suggestion(ChangeSet(request.root), proof, [], run.timings, NOBODY_ASKED)
    count = len(drafts)
    proof = Proof(
        Status.PROVEN,
        f"{count} docstring{'s' * (count > 1)}; the code is unchanged; signatures agree (pydoclint)",
        {"docstrings": float(count)},
    )
    change = ChangeSet(
        request.root,
        _note(drafts),
        (FileChange.to(source, text),),
        tuple(dropped),
    )
    candidate = Candidate("analysis", text, proof, 1.0)
    return Suggestion(change, proof, [candidate], run.timings, NOBODY_ASKED)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits, none of which touches another."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _note(drafts: Sequence[Draft]) -> str:
    """What is done, for a person."""
    if len(drafts) == 1:
        name = drafts[0].target.name or "the module"
        verb = "complete the docstring of" if drafts[0].added else "document"
        return f"{verb} {name}"
    return f"document {len(drafts)} definitions"
