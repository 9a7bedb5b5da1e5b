"""Proves drafts of docstrings, each by itself and all together, and keeps those that hold."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from limner_server.edits import Edit
from limner_server.perception.workspace.source import Source
from limner_server.proof.documented import Judging, disagreements, same_code
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.docstrings.docstring import Section
from limner_server.proposers.docstrings.drafting import Draft, Drafter
from limner_server.proposers.docstrings.existing import style_of
from limner_server.tasks.change_set import ChangeSet, FileChange
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.request import DocRequest
from limner_server.tasks.task import Candidate, Run, Suggestion

# What pydoclint objects to is told in words instead, where it is so all the same: it looks for a
# function's first `return` in whatever functions are inside of it, too.
_IN_WORDS = {
    "DOC202": Section.RETURNS,
    "DOC403": Section.YIELDS,
    "DOC404": Section.YIELDS,
    "DOC502": Section.RAISES,
    "DOC503": Section.RAISES,
}


def prove_python(
    request: DocRequest, source: Source, drafter: Drafter, drafts: list[Draft], run: Run
) -> Suggestion[ChangeSet]:
    """The drafts that hold, as one change."""
    kept, dropped = _agreeing(source, drafter, drafts, run)
    if not kept:
        return _nothing(request, dropped, run)
    text = applied(source.text, [one.edit for one in kept])
    if not same_code(source.text, text):
        proof = Proof(Status.REFUTED, "the code would not be the same")
        return Suggestion(ChangeSet(request.root), proof, [], run.timings, NOBODY_ASKED)
    count = len(kept)
    said = [
        f"{count} docstring{'s' * (count > 1)}",
        "the code is unchanged",
        "signatures agree (pydoclint)",
    ]
    proof = Proof(Status.PROVEN, "; ".join(said), {"docstrings": float(count)})
    change = ChangeSet(request.root, _note(kept), (FileChange.to(source, text),), tuple(dropped))
    candidate = Candidate("analysis", text, proof, 1.0)
    return Suggestion(change, proof, [candidate], run.timings, NOBODY_ASKED)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits, none of which touches another."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _agreeing(
    source: Source, drafter: Drafter, drafts: list[Draft], run: Run
) -> tuple[list[Draft], list[str]]:
    """The drafts that agree with their signatures, and what is wrong with the others."""
    dropped: list[str] = []
    tried: set[tuple[str, str]] = set()
    while drafts:
        run.check()
        wrong = _wrong(source, drafter, drafts)
        if not wrong:
            break
        kept = []
        for one in drafts:
            found = wrong.get(one.target.name)
            if found is None:
                kept.append(one)
                continue
            codes = [text.partition(":")[0] for text in found]
            code = next((code for code in codes if code in _IN_WORDS), "")
            if code and (one.target.name, code) not in tried:
                tried.add((one.target.name, code))
                other = drafter.draft(one.target, one.doc.in_words(_IN_WORDS[code]))
                if other is not None:
                    kept.append(other)
                    continue
            dropped.append(f"{one.target.name} is left out: {found[0]}")
        drafts = kept
    return drafts, dropped


def _wrong(source: Source, drafter: Drafter, drafts: list[Draft]) -> dict[str, list[str]]:
    """What pydoclint objects to, by the name of what is documented; each in its own style."""
    text = applied(source.text, [one.edit for one in drafts])
    habits = drafter.habits
    judging = Judging(habits.style, habits.types, habits.init, habits.attributes)
    by_style: dict[str, set[str]] = {}
    for one in drafts:
        now = ast.get_docstring(one.target.node) or ""
        by_style.setdefault(style_of(now) or habits.style, set()).add(one.target.name)
        if one.target.name.endswith(".__init__"):
            judging = replace(judging, init=True)
    wrong: dict[str, list[str]] = {}
    for style, names in by_style.items():
        own = judging if style == habits.style else replace(judging, style=style, types=False)
        wrong |= disagreements(text, names, own)
    return wrong


def _nothing(request: DocRequest, dropped: list[str], run: Run) -> Suggestion[ChangeSet]:
    """There is nothing to change."""
    proof = Proof(Status.PROVEN, "nothing to document: what there is says it all")
    if dropped:
        proof = Proof(Status.REFUTED, f"nothing could be proven: {dropped[0]}")
    change = ChangeSet(request.root, remarks=tuple(dropped))
    return Suggestion(change, proof, [], run.timings, NOBODY_ASKED)


def _note(drafts: Sequence[Draft]) -> str:
    """What is done, for a person."""
    if len(drafts) > 1:
        return f"document {len(drafts)} definitions"
    name = drafts[0].target.name or "the module"
    return f"{'complete the docstring of' if drafts[0].added else 'document'} {name}"
