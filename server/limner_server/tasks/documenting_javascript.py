"""JSDoc and TSDoc for a JavaScript or TypeScript file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.documented_javascript import disagreement, same_tokens
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.docstrings.javascript.drafting import JsDraft, JsDrafter
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.tasks.asked_docs import Asked, AskedDocs
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.documented import applied, changed
from limner_server.tasks.request import DocRequest
from limner_server.tasks.subjects import find_subjects
from limner_server.tasks.task import Candidate, Run, Suggestion

# Of what a model is shown of one definition, in characters.
_MOST_CODE: Final = 8000


def document_javascript(
    request: DocRequest, source: Source, tree: Tree, run: Run
) -> Suggestion[ChangeSet]:
    """Write the comments that are missing in a JavaScript or TypeScript file.

    Raises:
        InputError: the file cannot be parsed.
    """
    if tree.has_errors:
        line = tree.lines.line(tree.errors[0].start) if tree.errors else 1
        raise InputError(f"{request.path.name}:{line} cannot be parsed", "mend the syntax first")
    with run.step("facts", "Reading the code", 0.1):
        named = bool(request.symbol) or request.line is not None
        drafter = JsDrafter(tree, tree.language.name in ("typescript", "tsx"))
        subjects = find_subjects(tree, request) if named else None
        targets = drafter.select(subjects)
    with run.step("write", "Writing comments", 0.3):
        drafts = []
        for target in targets:
            run.check()
            draft = drafter.draft(target, drafter.described(target))
            if draft is not None:
                drafts.append(draft)
    asked = AskedDocs(request, tree, run)
    with run.step("model", "Asking a model", 0.4):
        drafts = _by_model(drafter, drafts, asked)
    with run.step("proof", "Proving that the code is unchanged", 0.7):
        return _proven(request, source, tree, drafts, asked)


def _by_model(drafter: JsDrafter, drafts: Sequence[JsDraft], asked: AskedDocs) -> list[JsDraft]:
    """The drafts in a model's words, as far as those agree with the code."""
    text = drafter.tree.text
    docs = asked.docstrings(
        [
            Asked(
                DocWish(
                    one.one.qualified,
                    "class" if isinstance(one.one, Class) else "function",
                    one.one.span.of(text)[:_MOST_CODE],
                    one.doc,
                ),
                one.one.span.start,
            )
            for one in drafts
        ]
    )
    # Nothing runs the examples of a comment.
    written = [
        drafter.draft(one.one, doc.without_examples())
        for one, doc in zip(drafts, docs, strict=True)
    ]
    return [new or old for old, new in zip(drafts, written, strict=True)]


def _proven(
    request: DocRequest, source: Source, tree: Tree, drafts: list[JsDraft], asked: AskedDocs
) -> Suggestion[ChangeSet]:
    run = asked.run
    text = applied(source.text, [one.edit for one in drafts])
    after = Tree.parse(text, tree.language, run.check)
    wrong = _disagreeing(after, drafts)
    kept = [one for one in drafts if one.one.qualified not in wrong]
    dropped = tuple(f"{name} is left out: {why}" for name, why in wrong.items())
    if not kept:
        proof = Proof(Status.PROVEN, "nothing to document: what there is says it all")
        if dropped:
            proof = Proof(Status.REFUTED, f"nothing could be proven: {dropped[0]}")
        change = ChangeSet(request.root, remarks=dropped)
        return Suggestion(change, proof, [], run.timings, asked.engine)
    if wrong:
        text = applied(source.text, [one.edit for one in kept])
        after = Tree.parse(text, tree.language, run.check)
    if not same_tokens(tree, after):
        proof = Proof(Status.REFUTED, "the code would not be the same")
        return Suggestion(ChangeSet(request.root), proof, [], run.timings, asked.engine)
    count = len(kept)
    summary = f"{count} comment{'s' * (count > 1)}; the code is unchanged; signatures agree"
    proof = Proof(Status.PROVEN, summary, {"comments": float(count)})
    change = ChangeSet(
        request.root, _note(kept), (changed(source, [one.edit for one in kept]),), dropped
    )
    return Suggestion(
        change,
        proof,
        [Candidate("model" if asked.taken else "analysis", text, proof, 1.0)],
        run.timings,
        asked.engine,
    )


def _disagreeing(after: Tree, drafts: Sequence[JsDraft]) -> dict[str, str]:
    """What is wrong with comments, by the names of their functions."""
    names = {one.one.qualified for one in drafts}
    wrong = {}
    for one in definitions(after):
        if not isinstance(one, Function) or one.qualified not in names or one.docstring is None:
            continue
        if why := disagreement(one, one.docstring.of(after.text)):
            wrong[one.qualified] = why
    return wrong


def _note(drafts: Sequence[JsDraft]) -> str:
    if len(drafts) > 1:
        return f"document {len(drafts)} definitions"
    one: Function | Class = drafts[0].one
    return f"{'complete the comment of' if drafts[0].added else 'document'} {one.qualified}"
