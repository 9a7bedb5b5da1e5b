"""Proves drafts of docstrings, each by itself and all together, and keeps those that hold."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from limner_server.edits import Edit, smallest
from limner_server.errors import SandboxError, ToolMissingError, UntrustedError
from limner_server.perception.workspace.source import Source
from limner_server.proof.documented import Judging, disagreements, same_code
from limner_server.proof.examples import RanExamples, run_examples
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.docstrings.docstring import Docstring, Section
from limner_server.proposers.docstrings.drafting import Draft, Drafter
from limner_server.proposers.docstrings.existing import style_of
from limner_server.tasks.asked_docs import AskedDocs
from limner_server.tasks.change_set import ChangeSet, FileChange
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
_PROMPT = ">>>"
_MOST_ROUNDS = 4
_MOST_TOLD = 4
# A model's words are worth more than those of analysis, where both hold.
_BY_ANALYSIS = 0.5
_BY_MODEL = 1.0


@dataclass(slots=True)
class PythonProof:
    """The proof of docstrings in one file.

    Attributes:
        request: what was asked for.
        source: the file as it is.
        drafter: writes a draft anew where that is wanted.
        asked: the model that took part, if any.
        run: may cancel.
        remarks: what the user should hear, a line each.
    """

    request: DocRequest
    source: Source
    drafter: Drafter
    asked: AskedDocs
    run: Run
    remarks: list[str] = field(default_factory=list)

    def suggestion(self, drafts: list[Draft]) -> Suggestion[ChangeSet]:
        """The drafts that hold, as one change."""
        kept = self._agreeing(drafts)
        kept, ran = self._with_examples(kept)
        self._tell_refused()
        if not kept:
            return self._nothing()
        text = applied(self.source.text, [one.edit for one in kept])
        if not same_code(self.source.text, text):
            proof = Proof(Status.REFUTED, "the code would not be the same")
            return self._suggest(ChangeSet(self.request.root), proof, [])
        proof = _proof(len(kept), ran)
        change = ChangeSet(
            self.request.root,
            _note(kept),
            (changed(self.source, [one.edit for one in kept]),),
            tuple(self.remarks),
        )
        by_model = self.asked.taken > 0
        score = _BY_MODEL if by_model else _BY_ANALYSIS
        candidates = [Candidate("model" if by_model else "analysis", text, proof, score)]
        if by_model:
            candidates += self._by_analysis(drafts)
        return self._suggest(change, proof, candidates)

    def _tell_refused(self) -> None:
        """What of a model's answers did not agree with the code."""
        refused = self.asked.refused
        if refused:
            more = f"; and {len(refused) - _MOST_TOLD} more" if len(refused) > _MOST_TOLD else ""
            told = "; ".join(refused[:_MOST_TOLD])
            self._remark(f"not taken from the model: {told}{more}")

    def _by_analysis(self, drafts: list[Draft]) -> list[Candidate]:
        """What analysis alone would have written, proven likewise."""
        plain = [
            one if one.facts is None else self.drafter.draft(one.target, one.facts)
            for one in drafts
        ]
        heard = len(self.remarks)
        kept = self._agreeing([one for one in plain if one is not None])
        del self.remarks[heard:]
        text = applied(self.source.text, [one.edit for one in kept])
        if not kept or not same_code(self.source.text, text):
            return []
        return [Candidate("analysis", text, _proof(len(kept), 0), _BY_ANALYSIS)]

    def _suggest(
        self, change: ChangeSet, proof: Proof, candidates: list[Candidate]
    ) -> Suggestion[ChangeSet]:
        return Suggestion(change, proof, candidates, self.run.timings, self.asked.engine)

    def _agreeing(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts that agree with their signatures."""
        tried: set[tuple[str, str]] = set()
        while drafts:
            self.run.check()
            wrong = self._wrong(drafts)
            if not wrong:
                break
            kept = []
            for one in drafts:
                found = wrong.get(one.target.name)
                other = one if found is None else self._otherwise(one, found, tried)
                if other is not None:
                    kept.append(other)
                else:
                    self.remarks.append(f"{one.target.name} is left out: {(found or [''])[0]}")
            drafts = kept
        return drafts

    def _otherwise(self, one: Draft, found: list[str], tried: set[tuple[str, str]]) -> Draft | None:
        """A draft written otherwise, where pydoclint objects to it; None where nothing is left."""
        codes = [text.partition(":")[0] for text in found]
        for code in codes:
            key = (one.target.name, code)
            if code in _IN_WORDS and key not in tried:
                tried.add(key)
                return self._redrafted(one, one.doc.in_words(_IN_WORDS[code]))
        if one.facts is not None and (one.target.name, "") not in tried:
            tried.add((one.target.name, ""))
            return self.drafter.draft(one.target, one.facts)
        return None

    def _redrafted(self, one: Draft, doc: Docstring) -> Draft | None:
        draft = self.drafter.draft(one.target, doc)
        return None if draft is None else replace(draft, facts=one.facts)

    def _wrong(self, drafts: list[Draft]) -> dict[str, list[str]]:
        """What pydoclint objects to, by the name of what is documented; each in its own style."""
        text = applied(self.source.text, [one.edit for one in drafts])
        habits = self.drafter.habits
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

    def _with_examples(self, drafts: list[Draft]) -> tuple[list[Draft], int]:
        """The drafts without the examples that fail or cannot be run, and how many run."""
        ran: dict[str, RanExamples] = {}
        for _ in range(_MOST_ROUNDS):
            shown = [one for one in drafts if _PROMPT in one.edit.text]
            if not shown:
                return drafts, 0
            ran = self._ran(shown, drafts)
            # Without one that fails another may, which used what that left behind.
            again = [self._without_failing(one, ran) if one in shown else one for one in drafts]
            if again == drafts:
                break
            drafts = [one for one in again if one is not None]
        return drafts, sum(one.count - len(one.failed) for one in ran.values())

    def _without_failing(self, one: Draft, ran: dict[str, RanExamples]) -> Draft | None:
        name, done = one.target.name, ran.get(one.target.name)
        if done is not None and not done.failed:
            return one
        if not one.doc.examples:
            if done is not None:
                self._remark(f"{name}: an example that was there fails")
            return one
        why = "could not be run" if done is None else "fails"
        self._remark(f"{name}: an example {why}, and is left out")
        doc = one.doc.without_examples(done.failed if done is not None else None)
        return self._redrafted(one, doc)

    def _remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

    def _ran(self, shown: list[Draft], drafts: list[Draft]) -> dict[str, RanExamples]:
        text = applied(self.source.text, [one.edit for one in drafts])
        names = [one.target.name for one in shown]
        path = self.source.path.resolve()
        try:
            with Sandbox(self.request.root, self.request.running) as sandbox:
                content = self.source.encoded(text)
                return run_examples(sandbox, path, content, names, self.run.check)
        except (ToolMissingError, SandboxError, UntrustedError):
            return {}

    def _nothing(self) -> Suggestion[ChangeSet]:
        """There is nothing to change."""
        proof = Proof(Status.PROVEN, "nothing to document: what there is says it all")
        if any("is left out" in one for one in self.remarks):
            proof = Proof(Status.REFUTED, f"nothing could be proven: {self.remarks[0]}")
        change = ChangeSet(self.request.root, remarks=tuple(self.remarks))
        return self._suggest(change, proof, [])


def changed(source: Source, edits: Sequence[Edit]) -> FileChange:
    """A file with edits, none of which touches another."""
    ordered = sorted(edits, key=lambda one: (one.start, one.end))
    return FileChange(source, tuple(smallest(one, source.text) for one in ordered))


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits, none of which touches another."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _proof(count: int, ran: int) -> Proof:
    said = [
        f"{count} docstring{'s' * (count > 1)}",
        "the code is unchanged",
        "signatures agree (pydoclint)",
    ]
    if ran:
        said.append(f"{ran} example{'s' * (ran > 1)} run{'s' * (ran == 1)}")
    figures = {"docstrings": float(count), "examples": float(ran)}
    return Proof(Status.PROVEN, "; ".join(said), figures)


def _note(drafts: Sequence[Draft]) -> str:
    """What is done, for a person."""
    if len(drafts) > 1:
        return f"document {len(drafts)} definitions"
    name = drafts[0].target.name or "the module"
    return f"{'complete the docstring of' if drafts[0].added else 'document'} {name}"
