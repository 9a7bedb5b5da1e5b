"""The proposer that needs no model: words to a page, by what pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_server.emit.code import Code, Stack
from limner_server.emit.composed import write_composition
from limner_server.proof.parts import NamedPart
from limner_server.proposers.wording.compose.page import compose
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.reading import read_description
from limner_server.proposers.wording.unread import unread
from limner_server.proposers.wording.wanted import wanted

_UNNAMED: Final = frozenset({"section", "group"})


@dataclass(frozen=True, slots=True)
class Worded:
    """What was read off words.

    Attributes:
        root: what they are about.
        name: of it, in a word or three: "login form".
        parts: what they name, for the prover to look for; also what could not be read of them.
    """

    root: Part
    name: str
    parts: tuple[NamedPart, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the words are about a page, and not about code that has a page's words in it."""
        return self.root.group >= Group.BLOCK

    def write(self, stack: Stack) -> Code:
        """The page in a stack."""
        return write_composition(compose(self.root, self.name), stack)


def read_words(words: str) -> Worded | None:
    """What a description is about; None where it is no page's."""
    reading = read_description(words)
    if reading is None:
        return None
    root = reading.root
    return Worded(root, _name(root), (*wanted(root), *unread(words, root)))


def _name(root: Part) -> str:
    named = root.parts[0] if root.name in _UNNAMED and root.parts and not root.said else root
    return named.kind.words[0] if named.kind.words else "page"
