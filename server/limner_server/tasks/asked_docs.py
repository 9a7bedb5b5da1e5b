"""A model that is asked for the sentences of documentation, where the request wants one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_model.client import Engine
from limner_server.errors import CancelledError, InputError, LimnerError
from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.docstrings.answer import read_answer
from limner_server.proposers.docstrings.asked import ask_for_docstring
from limner_server.proposers.docstrings.brief import ask_for_summary
from limner_server.proposers.docstrings.docstring import Docstring
from limner_server.proposers.docstrings.held import hold
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of, tuned
from limner_server.tasks.request import NO_MODEL, DocRequest
from limner_server.tasks.task import Run

CODE: Final = "code"
_ADAPTER: Final = "doc"
# Of a file with many functions, so many are asked about.
_MOST: Final = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to ask a model about.

    Attributes:
        wish: what is to be documented.
        start: where it begins, in characters.
    """

    wish: DocWish
    start: int


@dataclass(slots=True)
class AskedDocs:
    """Asks about one thing after another, as long as there is time.

    Attributes:
        request: what is to be documented.
        tree: of the file.
        run: hears the progress, may cancel.
        engine: the engine and model that take part, or why none does.
        refused: what of its answers did not agree with the code, a line each.
        taken: how many of its parts were taken.
    """

    request: DocRequest
    tree: Tree
    run: Run
    engine: str = NOBODY_ASKED
    refused: list[str] = field(default_factory=list)
    taken: int = 0

    def docstrings(self, asked: Sequence[Asked]) -> list[Docstring]:
        """What each of the things asked about should say: the model's words where they agree."""
        facts = [one.wish.facts for one in asked]
        if self.request.model == NO_MODEL or not asked:
            return facts
        try:
            config = configured(self.request.engine_url, self.request.model)
            engine = tuned(engine_of(config, self.run, CODE), _ADAPTER, self.request.root)
            is_taught = engine.is_taught()
            self.engine = f"{engine.model} at {engine.base_url}"
        except CancelledError:
            raise
        except LimnerError as problem:
            self.engine = str(problem)
            return facts
        names = frozenset(_identifiers(self.tree))
        end = time.monotonic() + self.request.seconds
        for index, one in enumerate(asked[:_MOST]):
            if time.monotonic() > end:
                break
            try:
                said = self._briefly(engine, one) if is_taught else self._answer(engine, one)
                answer = read_answer(said)
            except CancelledError:
                raise
            except LimnerError as problem:
                if not self.taken:
                    self.engine = str(problem)
                break
            held = hold(answer, facts[index], names)
            facts[index] = held.doc
            self.taken += held.taken
            self.refused += [f"{one.wish.name or 'the module'}: {why}" for why in held.refused]
        return facts

    def _briefly(self, engine: Engine, one: Asked) -> str:
        return ask_for_summary(engine, one.wish, self.run) if one.wish.name else ""

    def _answer(self, engine: Engine, one: Asked) -> str:
        files = WorkspaceFiles(self.request.root, self.request.texts)
        line = self.tree.lines.line(one.start)
        try:
            context = gather_context(
                files, self.request.path, self.tree.text, line, check=self.run.check
            )
        except InputError:
            return ""
        return ask_for_docstring(engine, context, one.wish, self.run)


def _identifiers(tree: Tree) -> set[str]:
    """All names that a file uses."""
    names = "(identifier) @name"
    if tree.language.family != "python":
        names += " (property_identifier) @name (shorthand_property_identifier) @name"
    return {tree.source(node) for node in tree.captures(names).get("name", [])}
