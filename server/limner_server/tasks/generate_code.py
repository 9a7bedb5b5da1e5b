"""Code from words at a place of a file: a model writes it, checkers and tests judge it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import (
    InputError,
    LimnerError,
    SandboxError,
    ToolMissingError,
    UntrustedError,
)
from limner_server.patch import Patch
from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.compare import compare
from limner_server.proof.checkers.find import find_checkers
from limner_server.proof.conduct import Conduct
from limner_server.proof.repair import Effect, Suite, named
from limner_server.proof.runner.find import find_tests
from limner_server.proof.runner.judge import Judge
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.writing.write import Place, write_patches
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.engines import configured, engine_of
from limner_server.tasks.generated import Generated
from limner_server.tasks.request import NO_MODEL, GenerateRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Candidate, Run, Suggestion

_SUBJECT: Final = "code"
_MOST_SUITES: Final = 2
# What words ask for that a fix would not be allowed, by what `Conduct` says of it.
_ASKED: Final = (
    (
        "opens files",
        r"\b(?:files?|read|reads|write|writes|load|loads|save|saves|csv|json|disk|path)\b",
    ),
    (
        "reaches for the network",
        r"\b(?:fetch\w*|http\w*|download\w*|urls?|request\w*|socket\w*|api)\b",
    ),
    ("reads the environment", r"\benv(?:ironment)?\b|\bvariables?\b"),
    ("starts programs", r"\b(?:subprocess|commands?|process|shell|programs?|git)\b"),
    ("looks at who calls it", r"\b(?:argv|arguments?|command.line|cli)\b"),
    ("knows of its tests", r"\b(?:tests?|pytest|unittest|vitest|jest)\b"),
)
_NOT_FOR_IT: Final = (
    "choose a model that has read code (limner model list), or an engine (limner.engineUrl)"
)


def generate_code(request: GenerateRequest, run: Run) -> Suggestion[Generated]:
    """Write what words ask for into a file, and prove it.

    Raises:
        CancelledError: the user took the request back.
        InputError: there is no such place, or no model that could write code.
        EngineError: the engine could not answer.
    """
    writing = _Writing(request, run)
    place = writing.place()
    if request.model == NO_MODEL:
        raise InputError("only a model can write this, and none is to be asked", _NOT_FOR_IT)
    with run.step("engine", "Looking for the model", 0.05):
        asked = engine_of(configured(request.engine_url, request.model), run, _SUBJECT)
    engine = f"{asked.model} at {asked.base_url}"
    with run.step("context", "Reading the code around", 0.1):
        line = place.line or max(place.tree.text.count("\n"), 1)
        context = gather_context(writing.files, place.path, place.tree.text, line, check=run.check)
    words = writing.words(place)
    with run.step("model", "Asking the model", 0.2):
        patches: list[Patch] = []
        trouble = ""
        try:
            # As they come: those before an engine fails are worth a try.
            patches += write_patches(asked, context, words, place, run, root=request.root)
        except LimnerError as problem:
            run.check()
            trouble = str(problem)
            if not patches:
                raise
    with run.step("proof", "Proving what was written", 0.7):
        return writing.best(place, patches, f"{engine} ({trouble})" if trouble else engine)


@dataclass
class _Writing:
    """One piece of code in the making."""

    request: GenerateRequest
    run: Run

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.request.texts)

    @cached_property
    def files(self) -> WorkspaceFiles:
        return WorkspaceFiles(self.request.root, self.request.texts)

    def place(self) -> Place:
        """Where the code belongs.

        Raises:
            InputError: nowhere.
        """
        path = self.request.path
        if path is None:
            raise InputError(
                "these words name no part of a page; for other code, say which file it is for",
                "--file PATH --line N",
            )
        language = language_of(path)
        if language is None:
            raise InputError(
                f"{path.name} is in no language that is written here",
                "Python, JavaScript or TypeScript",
            )
        tree = Tree.parse(self.sources[path].text, language)
        line, end_line = self.request.line, self.request.end_line
        count = tree.text.count("\n") + 1
        if line is not None and not 1 <= line <= count:
            raise InputError(f"{path.name} has no line {line}: it has {count}")
        if end_line is not None and (line is None or not line <= end_line <= count):
            raise InputError(f"{path.name} has no lines {line} to {end_line}")
        return Place(path, tree, line, end_line, self.files)

    def words(self, place: Place) -> str:
        """What is wanted, with what the lines say that are to be replaced."""
        if place.line is None or place.end_line is None:
            return self.request.what
        lines = place.tree.lines
        said = place.tree.text[lines.start(place.line) : lines.end(place.end_line)]
        return f"{self.request.what}\n\nIn place of:\n{said}" if said.strip() else self.request.what

    def best(self, place: Place, patches: list[Patch], engine: str) -> Suggestion[Generated]:
        """The first patch that is proven; else the first that nothing speaks against."""
        judged = [(patch, proof) for patch, proof in self._judged(place, patches)]
        order = {Status.PROVEN: 0, Status.UNPROVEN: 1, Status.REFUTED: 2}
        judged.sort(key=lambda one: (order[one[1].status], one[0].cost))
        changes = [ChangeSet.of(patch, self.sources, self.request.root) for patch, _ in judged]
        candidates = [
            Candidate(patch.proposer, change.diff, proof, 1.0 - 0.5 * order[proof.status])
            for (patch, proof), change in zip(judged, changes, strict=True)
        ]
        name = "code"
        if judged and judged[0][1].status is not Status.REFUTED:
            made = Generated(name, changes[0])
            return Suggestion(made, judged[0][1], candidates, self.run.timings, engine)
        why = (
            f"what the model wrote does not hold: {judged[0][1].summary}"
            if judged
            else ("the model answered with no code of this language")
        )
        proof = Proof(Status.REFUTED, why)
        empty = Generated(name, ChangeSet(self.request.root))
        return Suggestion(empty, proof, candidates, self.run.timings, engine)

    def _judged(self, place: Place, patches: Iterable[Patch]) -> list[tuple[Patch, Proof]]:
        wanted = {
            does for does, asked in _ASKED if re.search(asked, self.request.what, re.IGNORECASE)
        }
        conduct = Conduct(self.sources, self.request.root, {place.path}, wanted=wanted)
        judged: list[tuple[Patch, Proof]] = []
        behaving: list[Patch] = []
        for patch in patches:
            offence = conduct.offence(patch) or _broken(place, patch)
            if offence:
                judged.append((patch, Proof(Status.REFUTED, offence)))
            else:
                behaving.append(patch)
        if not behaving:
            return judged
        try:
            with Sandbox(self.request.root, self.request.running) as sandbox, ExitStack() as stack:
                prover = _Prover(self.sources, place, sandbox, self.run)
                prover.begin(stack)
                for patch in behaving:
                    proof = prover.prove(patch)
                    judged.append((patch, proof))
                    if proof.status is Status.PROVEN:
                        break
        except (ToolMissingError, SandboxError, UntrustedError) as problem:
            proof = Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy)
            judged += [(patch, proof) for patch in behaving]
        return judged


def _broken(place: Place, patch: Patch) -> str:
    after = place.tree.edited(patch.applied(place.path, place.tree.text))
    if len(after.errors) > len(place.tree.errors):
        return "it does not parse where it stands"
    return ""


@dataclass
class _Prover:
    """Checks a file with new code in it, and runs the tests around it."""

    sources: Sources
    place: Place
    sandbox: Sandbox
    run: Run

    def begin(self, stack: ExitStack) -> None:
        """Check and run everything as it is."""
        path, unsaved = self.place.path, self.sources.unsaved()
        self.checked: list[tuple[Checker, list[Diagnostic]]] = []
        for checker in find_checkers(self.sandbox.root, path):
            try:
                found = checker.check(self.sandbox, [path], unsaved, self.run.check)
            except InputError:
                continue  # it cannot check this file as it is: it says nothing of a change either
            self.checked.append((checker, found))
        self.suites: list[Suite] = []
        text = self.sources[path].text
        for command in find_tests(self.sandbox.root, path, text, None)[:_MOST_SUITES]:
            judge = stack.enter_context(Judge(self.sandbox, command, unsaved))
            self.suites.append(Suite(judge, judge.baseline(self.run.check)))

    def prove(self, patch: Patch) -> Proof:
        """What checkers and tests say of a patch."""
        path = self.place.path
        source = self.sources[path]
        files = {**self.sources.unsaved(), path: source.encoded(patch.applied(path, source.text))}
        nowhere = Diagnostic(path, 1, 1, "")
        for checker, before in self.checked:
            try:
                after = checker.check(self.sandbox, [path], files, self.run.check)
            except InputError as problem:
                return Proof(Status.REFUTED, problem.message)
            if new := compare(before, after, nowhere).new:
                return Proof(Status.REFUTED, f"{checker.name} says: {new[0].message}")
        kept = 0
        for suite in self.suites:
            effect = Effect.between(suite.before, suite.tests.prove(patch, self.run.check))
            if effect.broken:
                return Proof(Status.REFUTED, f"it breaks {named(min(effect.broken))}")
            kept += len(effect.kept | effect.mended)
        return self._proof(kept)

    def _proof(self, kept: int) -> Proof:
        if not self.checked:
            return Proof(
                Status.UNPROVEN,
                "unproven: it parses, and no checker for this language is installed",
                remedy=f"install a checker for {self.place.path.suffix} files",
            )
        names = " and ".join(checker.name for checker, _ in self.checked[:2])
        says = "say" if len(self.checked) > 1 else "says"
        summary = f"it parses, and {names} {says} nothing new"
        if kept:
            summary += f"; {kept} test{'s' * (kept > 1)} around it pass{'es' * (kept == 1)}"
        else:
            summary += "; no test runs it yet"
        return Proof(Status.PROVEN, summary, {"tests passing": float(kept)})
