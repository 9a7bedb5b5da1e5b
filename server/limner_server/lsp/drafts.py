"""The last drafts, kept so that their user may choose among their candidates, also afterwards."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from limner_server.errors import InputError
from limner_server.lsp.alignment import Alignment, stripped_lines
from limner_server.lsp.draft import Draft, Placed, place_draft, settle
from limner_server.lsp.places import file_uri
from limner_server.lsp.positions import LINE_ENDING
from limner_server.lsp.proposal import Proposal
from limner_server.tasks.task import Candidate

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# Each holds the pictures of its candidates, some megabytes.
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Choosable:
    """A candidate in its place.

    Attributes:
        candidate: with its score, and with what a preview shows of it.
        draft: with the candidate as its answer.
        placed: where it goes.
    """

    candidate: Candidate
    draft: Draft
    placed: Placed

    @classmethod
    def of(cls, candidate: Candidate, draft: Draft) -> Choosable:
        """Place it."""
        return cls(candidate, draft, place_draft(draft))

    def embedded(self) -> Choosable | None:
        """The same without files, its pictures in the code; None where others are needed."""
        draft = self.draft.embedded()
        return Choosable.of(self.candidate, draft) if draft is not None else None


@dataclass(slots=True, eq=False)
class KeptDraft:
    """A draft of a page that may be accepted, exchanged and taken back.

    Attributes:
        choices: its candidates, best first; one alone where no preview was asked for.
        name: as the client calls it.
        standing: index of the choice that stands in the document, as far as is known.
        theirs: the files and folders that its choices need and that were there already.
        written: the other files that were written for it, by absolute path.
        turn: held by whoever changes the document for it.
    """

    choices: list[Choosable]
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    standing: int | None = None
    theirs: frozenset[Path] = frozenset()
    written: dict[Path, bytes] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    # An editor asks again and again of one and the same text.
    _found: tuple[tuple[str, int | None], tuple[int, list[int | None]] | None] | None = None

    @property
    def best(self) -> Draft:
        """The draft with its first choice."""
        return self.choices[0].draft

    @property
    def uri(self) -> str:
        """Of the document that the code goes into: its own file, or the one it was asked for."""
        file = self.best.new_file
        return file_uri(file) if file is not None else self.best.uri

    @property
    def before(self) -> str:
        """The text of that document without any of the choices."""
        return self.choices[0].placed.before

    def text(self, choice: int | None) -> str:
        """The text of that document with a choice, as it was when the work began."""
        return self.before if choice is None else self.choices[choice].placed.after

    def found_in(self, text: str) -> tuple[int, list[int | None]] | None:
        """Which of the choices stands in a text, and where the lines of its code are there.

        None where the text is nearer to what it was without any of them.
        """
        asked = text, self.standing
        if self._found is None or self._found[0] != asked:
            self._found = asked, self._find(stripped_lines(text))
        return self._found[1]

    def _find(self, now: list[str]) -> tuple[int, list[int | None]] | None:
        best = Alignment.of(stripped_lines(self.before), now)
        found: int | None = None
        # Of two that are as near the one that is known to stand there counts, or else the better.
        for index in sorted(range(len(self.choices)), key=lambda k: k != self.standing):
            alignment = Alignment.of(stripped_lines(self.text(index)), now)
            if alignment.distance < best.distance:
                best, found = alignment, index
        if found is None:
            return None
        placed = self.choices[found].placed
        first = len(LINE_ENDING.findall(placed.after, 0, placed.offset))
        count = len(LINE_ENDING.findall(placed.code)) + 1
        return found, best.places[first : first + count]


@dataclass(slots=True, eq=False)
class KeptProposal:
    """Other code than a page, in one or several files: it may be applied.

    Attributes:
        proposal: the change.
        name: as the client calls it.
    """

    proposal: Proposal
    name: str = field(default_factory=lambda: uuid.uuid4().hex)


class Drafts:
    """The last few, by name."""

    def __init__(self) -> None:
        """There is none."""
        self._kept: dict[str, KeptDraft | KeptProposal] = {}

    def keep(self, server: LimnerServer, draft: Draft) -> KeptDraft:
        """Keep a draft with each of its candidates that can be placed."""
        choices = list(_choices(server, draft))
        files = {path for choice in choices for path in choice.placed.files}
        paths = files.union(*(path.parents for path in files))
        kept = KeptDraft(choices, theirs=frozenset(path for path in paths if path.exists()))
        self._add(kept)
        return kept

    def keep_proposal(self, proposal: Proposal) -> KeptProposal:
        """Keep a change."""
        kept = KeptProposal(proposal)
        self._add(kept)
        return kept

    def find(self, name: str) -> KeptDraft | KeptProposal:
        """The one of this name.

        Raises:
            InputError: there is none, or none any more.
        """
        if name not in self._kept:
            raise InputError("there is no such draft any more", "run the action again")
        return self._kept[name]

    def of(self, uri: str) -> Iterator[KeptDraft]:
        """Those whose code goes into a document, the latest first."""
        for kept in reversed(list(self._kept.values())):
            # One and the same document may be spelt "c%3A" and "c:".
            if isinstance(kept, KeptDraft) and unquote(kept.uri) == unquote(uri):
                yield kept

    def _add(self, kept: KeptDraft | KeptProposal) -> None:
        self._kept[kept.name] = kept
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]


def _choices(server: LimnerServer, draft: Draft) -> Iterator[Choosable]:
    """The draft, and the same with each other candidate that came with all that it needs."""
    best, *others = draft.answer.candidates
    yield Choosable.of(best, draft)
    seen = [(draft.answer.result, draft.answer.assets)]
    for index, candidate in enumerate(others, 1):
        answer, title, name = draft.answer.with_candidate(index), draft.title, draft.name
        # To choose between two of the same is no choice.
        if candidate.exhibit is None or (answer.result, answer.assets) in seen:
            continue
        seen.append((answer.result, answer.assets))
        other = settle(server, draft.uri, draft.target, answer, title=title, name=name)
        yield Choosable.of(candidate, replace(other, new_file=draft.new_file))
