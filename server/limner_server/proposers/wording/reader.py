"""Reading the chunks of a sentence into parts: which entry belongs to which list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.wording.chunks import Chunk, chunks_of
from limner_server.proposers.wording.describing import ARTICLES, EACH
from limner_server.proposers.wording.lexicon.kind import Group, Kind
from limner_server.proposers.wording.lexicon.words import words
from limner_server.proposers.wording.openers import Opening, split_opening
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import WORDS, Phrase, kind, read_phrase, sentence
from limner_server.proposers.wording.placing import (
    COLLECTIONS,
    ITEM,
    as_shown,
    expects,
    is_shown,
    place,
)
from limner_server.proposers.wording.tokens import Token

# What holds others only where it says so with "each": an entry list ends at such a one.
_LEAVES: Final = (Group.TEXT, Group.ACTION, Group.FIELD, Group.CHOICE, Group.MEDIA)
_NARROW: Final = frozenset({"header", "footer", "navbar", "hero", "toolbar"})


@dataclass(slots=True)
class Reader:
    """Reads the chunks of one sentence.

    Attributes:
        chunks: of it.
        index: of the next one.
        bare: the parts just before it that were named by mere words.
    """

    chunks: list[Chunk]
    index: int = 0
    bare: list[Part] = field(default_factory=list)

    def read_list(self, host: Part) -> None:
        """Read all that is left as parts of `host`."""
        while self.index < len(self.chunks):
            chunk = self.chunks[self.index]
            self.index += 1
            self._read_entry(chunk.tokens, host)

    def read_opening(self, opening: Opening, host: Part) -> None:
        """Read what follows "with", "for", "to": the tail, and the entries that belong to it."""
        if opening.is_enclosed:
            inner = Reader(chunks_of(opening.tail))
            if host.is_several and _are_parts(inner.chunks):
                host.parts += [as_shown(read_phrase(one.tokens)) for one in inner.chunks]
                inner.chunks = []
            while inner.index < len(inner.chunks):
                inner.index += 1
                inner.read_one(inner.chunks[inner.index - 1].tokens, host, opening)
            if opening.rest is not None:
                self.read_opening(opening.rest, host)
            return
        wanted = opening.apply(host)
        if opening.rest is not None:
            self.read_opening(opening.rest, host)
            return
        if wanted is None:
            return
        target, tail = wanted
        closed = False
        self.read_one(tail, target, opening)
        while self.index < len(self.chunks):
            chunk = self.chunks[self.index]
            if (closed and not opening.is_whole) or not self._belongs(chunk, target, opening):
                return
            closed = closed or chunk.joined
            self.index += 1
            self.read_one(chunk.tokens, target, opening)

    def read_one(self, tokens: list[Token], host: Part, opening: Opening) -> None:
        """Read an entry of an opening's list; names, where it names the parts of several."""
        if not _names(opening, host):
            self._read_entry(tokens, host)
            return
        head, inner = split_opening(tokens)
        phrase = read_phrase(head)
        if phrase.is_counted and phrase.is_headed:
            self._read_entry(tokens, host)
            return
        label = " ".join(token.text for token in head if token.low not in ("the", "a", "an"))
        host.parts.append(Part(host.kind, sentence([label]), said=label))
        if inner is not None:
            self.read_opening(inner, host.parts[-1])

    def _read_entry(self, tokens: list[Token], host: Part) -> None:  # noqa: C901, PLR0911, PLR0912 - one a kind
        """Read one entry of a list, and what it has."""
        if not tokens:
            return
        if all(token.low in _PRONOUNS for token in tokens) or self._is_statement(tokens, host):
            return
        if len(tokens) == 1 and tokens[0].text.endswith("%"):
            host.text = tokens[0].text
            return
        head, opening = split_opening(tokens)
        if head and head[0].low in EACH and opening is not None and opening.kind == "parts":
            about = referred(read_phrase(head), host, each=True) or host
            self.read_opening(opening, about)
            return
        if head and head[-1].low == "one" and len(head) > 1:
            self._read_one_of_several(head, opening, host)
            return
        if not head and opening is not None and opening.kind == "place":
            rest = _after_place(opening.tail)
            if rest:
                self._read_entry(rest, host)
                return
        if not head and opening is not None:
            # "with a button" after "and": more of the same host; "each with": of the last of many.
            target = _last_several(host) if opening.is_each else host
            self.read_opening(opening, target)
            return
        phrase = read_phrase(head)
        whole = opening is not None and opening.kind in ("place", "", "about")
        if whole and expects(host) is ITEM and not phrase.is_counted:
            phrase, opening = read_phrase(tokens), None
        if phrase.kind is WORDS and not phrase.label and expects(host) is None:
            _say(host, phrase.traits)
        else:
            part = place(phrase, host)
            self._share_head(phrase, part, host)
            if opening is not None:
                self.read_opening(opening, part)
            return
        if opening is not None:
            self.read_opening(opening, host)

    def _read_one_of_several(self, head: list[Token], opening: Opening | None, host: Part) -> None:
        """Read "a primary one": it is of those that were counted before."""
        several = _last_several(host)
        one = Part(several.kind, traits=read_phrase(head[:-1]).traits)
        several.parts.append(one)
        if opening is not None:
            self.read_opening(opening, one)
        one.said = one.label

    def _share_head(self, phrase: Phrase, part: Part, host: Part) -> None:
        """In "bold, italic and underline buttons" the last word is about all of them."""
        named = phrase.label or phrase.kind.name not in _PLAIN
        plural = phrase.is_plural or part.name == "links"
        if plural and named and self.bare and not phrase.is_counted:
            for other in self.bare:
                if other.kind.name == "link" and part.name == "button":
                    other.label = sentence(other.said.split())
                    other.kind = part.kind
                elif other.kind.name in ("words", "text", "item"):
                    other.kind, other.label, other.text = part.kind, other.label or other.text, ""
            part.count = 1
            if part.name == "links":
                part.kind = kind("link")
        if part is not host and not phrase.is_counted and not phrase.is_plural:
            self.bare.append(part)
        else:
            self.bare = []

    def _is_statement(self, tokens: list[Token], host: Part) -> bool:
        """Whether an entry says how a part is, and names none: "step 2 is active"."""
        lows = [token.low for token in tokens]
        if lows[0] in _MODALS and len(lows) > 1 and lows[1] not in _PERSONS:
            # "can be closed with a button": what it is done by may be named.
            opening = split_opening(tokens)[1]
            if opening is not None and opening.kind == "parts":
                self.read_opening(opening, host)
            return True
        verb = next((word for word in ("is", "are", "being") if word in lows[1:]), "")
        if not verb:
            return False
        index = lows.index(verb, 1)
        told = read_phrase(tokens[index + 1 :])
        if told.label or told.kind is not WORDS:
            return False
        subject = read_phrase(tokens[:index])
        about = referred(subject, host, each=False) or host
        numbers = [word for word in lows[:index] if word.isdigit()]
        if numbers:
            about = host
            told.traits = {f"at-{numbers[0]}"}
        about.traits |= told.traits
        return True

    def _belongs(self, chunk: Chunk, host: Part, opening: Opening) -> bool:  # noqa: PLR0911 - one a kind
        """Whether a further chunk is of the list in `host`, or of the list around it."""
        tokens = chunk.tokens
        first = tokens[0].low
        head, inner = split_opening(tokens)
        if not head:
            return inner is not None and not inner.is_each
        phrase = read_phrase(head)
        if _names(opening, host):
            return self._is_label(phrase, first, host)
        if host.group in _LEAVES and not host.is_several and expects(host) is None:
            return opening.is_whole
        if expects(host) is not None and not (opening.is_each and phrase.is_counted):
            return self._is_label(phrase, first, host)
        if first in EACH:
            return False
        if phrase.kind.name == "navbar" and host.name == "header":
            return True
        if phrase.kind.group is Group.BLOCK:
            if host.is_several or phrase.kind.name in _SMALL:
                return True
            return host.group > Group.BLOCK and host.name not in _NARROW
        return phrase.kind.group < Group.BLOCK

    def _is_label(self, phrase: Phrase, first: str, host: Part) -> bool:
        """Whether a phrase can be a mere label, in a list of labels."""
        if first in ARTICLES - {"the", "one", "my", "your", "our", "their"} or phrase.is_counted:
            return first == "the" and not phrase.is_headed
        if phrase.kind is WORDS:
            return True
        expected: Kind | None = expects(host)
        if expected is not None and expected.group in (Group.FIELD, Group.ITEMS):
            return True
        if phrase.kind.group is Group.ITEMS and phrase.is_headed and not phrase.said.istitle():
            return False
        return phrase.said.lower().rpartition(" ")[2] not in _HEADS


_PRONOUNS: Final = frozenset({"it", "them", "that", "this", "each", "other"})
_PERSONS: Final = frozenset({"you", "i", "we", "they", "he", "she", "it"})
_MODALS: Final = frozenset({"can", "should", "must", "may", "will", "could", "which", "that"})
# Kinds that say nothing of which one it is.
_PLAIN: Final = frozenset(
    {"button", "link", "links", "field", "words", "checkbox", "switch", "tabs"}
)
# Nouns that no label ends in: what they end is a part.
_HEADS: Final = words(
    "button buttons field fields box bar icon icons form toggle switch dropdown checkbox "
    "avatar menu logo input line image picture selector slider table"
)
# Blocks that stand within others.
_SMALL: Final = frozenset(
    {"list", "ordered-list", "checklist", "avatar-list", "breadcrumb", "pagination", "alert"}
    | {"group", "toolbar", "menu", "tooltip", "description-list", "stats", "column", "lane"}
    | {"plan", "question", "event", "bubble", "feature", "stat", "order-summary", "timeline"}
    | {"user-list", "cart", "feature", "testimonial", "comments", "gallery", "accordion"}
)


def _are_parts(chunks: Sequence[Chunk]) -> bool:
    """Whether entries all name parts, so that none is a mere label."""
    return all(is_shown(read_phrase(chunk.tokens)) for chunk in chunks)


def _names(opening: Opening, host: Part) -> bool:
    """Whether a list says what each of several parts is called."""
    if opening.kind not in ("list", "label") or host.group is Group.PAGE:
        return False
    if host.name == "column":
        return host.is_several and opening.kind in ("list", "label")
    return expects(host) is None and (host.is_several or host.name in COLLECTIONS)


def _after_place(tokens: list[Token]) -> list[Token]:
    """What stands after a place: "Log in" of "on the right Log in"."""
    for index, token in enumerate(tokens[:3]):
        if token.low in ("left", "right", "top", "bottom", "middle", "side", "center", "centre"):
            rest = tokens[index + 1 :]
            return rest if rest and rest[0].low not in ("of", "side", "corner") else []
    return []


def _last_several(host: Part) -> Part:
    """What "each" is about: the last of many, in what was said so far."""
    several = [part for part in host.walk() if part.is_several]
    return several[-1] if several else host


def _say(host: Part, traits: set[str]) -> None:
    """What is said of the last part of a list, or of its host: "centered", "in blue"."""
    host.traits |= traits


def referred(phrase: Phrase, root: Part, *, each: bool) -> Part | None:
    """The part that a later sentence speaks of."""
    parts = list(root.walk())
    same = [part for part in parts if part.kind is phrase.kind and phrase.kind is not WORDS]
    if phrase.label:
        labelled = [part for part in parts if part.label.lower() == phrase.label.lower()]
        same = [part for part in labelled if part in same] or labelled or same
    several = [part for part in same if part.is_several]
    if each and len(same) > 1 and not several:
        # Each of those that were named one by one: whatever holds them all.
        return next(part for part in parts if same[0] in part.parts)
    if same:
        return (several if each and several else same)[-1]
    if each:
        several = [part for part in parts if part.is_several]
        return several[-1] if several else None
    return None
