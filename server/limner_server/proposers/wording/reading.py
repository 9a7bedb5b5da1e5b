"""Reading a description: what it names, and what stands in what.

A description is a head ("a card"), what it has ("with an image and two buttons"), and further
sentences ("Each card has a price"). Lists are parted by commas and "and"; a list within a list ends
where an entry follows that cannot belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.wording.chunks import Chunk, chunks_of
from limner_server.proposers.wording.describing import ARTICLES, EACH
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.lexicon.lexicon import find_kind
from limner_server.proposers.wording.lexicon.words import words
from limner_server.proposers.wording.openers import split_opening
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import WORDS, Phrase, kind, read_phrase
from limner_server.proposers.wording.placing import (
    COLLECTIONS,
)
from limner_server.proposers.wording.reader import Reader, referred
from limner_server.proposers.wording.settling import lifted, settle
from limner_server.proposers.wording.tokens import Token, tokens_of

_LEADS: Final = words(
    "make create build generate write design draw add insert give show render produce code "
    "put please me us i we want need would like can could you kindly let's lets have some "
    "here just develop implement prepare i'd we'd to hi hello need it should must will is us "
    "craft compose now then also finally below above underneath beneath next"
)
_STOPS: Final = frozenset(".;!?\n")


@dataclass(slots=True)
class Reading:
    """What was read off a description.

    Attributes:
        root: what it is about.
        parts: all that it names, in the order of its words.
    """

    root: Part
    named: list[Part] = field(default_factory=list)


def read_description(words: str) -> Reading | None:
    """Read a description; None where it is about nothing that a page is made of."""
    sentences = [rest for one in _sentences(tokens_of(words)) if (rest := _without_lead(one))]
    if not sentences:
        return None
    root = _read_first(sentences[0])
    if root is None:
        return None
    for tokens in sentences[1:]:
        _read_more(tokens, root)
    root = lifted(settle(root))
    return Reading(root, [part for part in root.walk() if part.said])


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        after = tokens[index + 1].text[:1] if index + 1 < len(tokens) else ""
        if token.text in ("?", "!") and after.islower() and sentences[-1]:
            # It ends what is said there, and not the sentence.
            last = sentences[-1].pop()
            sentences[-1].append(Token(last.text + token.text, last.quoted))
        elif token.is_mark and token.text in _STOPS:
            # "e.g." and the like have no dot of their own as a token; a line's end may be a list's.
            if token.text == "\n" and not (
                index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper()
            ):
                sentences[-1].append(Token(","))
            else:
                sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def _without_lead(tokens: Sequence[Token]) -> list[Token]:
    """The sentence from its first noun phrase on: without "please make me"."""
    index = 0
    while index < len(tokens) and not tokens[index].quoted:
        if tokens[index].low not in _LEADS and tokens[index].text not in ",:":
            break
        index += 1
    return list(tokens[index:])


def _read_first(tokens: list[Token]) -> Part | None:
    """The sentence that says what it is about."""
    chunks = chunks_of(tokens)
    head, opening = split_opening(chunks[0].tokens)
    phrase = read_phrase(head)
    reader = Reader(chunks)
    if opening is not None and phrase.kind.group < Group.BLOCK:
        opening.is_whole = True
    if is_of_code(tokens, head):
        return None
    if phrase.kind is WORDS and opening is not None and head and head[-1].low in _VAGUE:
        # "A box to sign in with ...": what it is may be said after it.
        inner = read_phrase(split_opening(opening.tail)[0])
        if inner.kind.group >= Group.BLOCK:
            phrase.kind = inner.kind
    if len(chunks) > 1 and opening is None and not _is_host(phrase):
        # No head, but a list: "e-mail, password and a Log in button".
        root = Part(kind("form" if _are_fields(chunks) else "section"))
        reader.read_list(root)
        return root if any(part.kind is not WORDS for part in root.parts) else None
    if phrase.kind is WORDS:
        return None
    root = phrase.part()
    if root.group < Group.BLOCK or (root.is_several and root.name not in COLLECTIONS):
        own, root = root, Part(kind("section"), parts=[root])
        reader.index = 1
        if opening is not None:
            reader.read_opening(opening, own)
        reader.read_list(root)
        return root
    reader.index = 1
    if opening is not None:
        reader.read_opening(opening, root)
    reader.read_list(root)
    return root


# Words for anything at all: what it is, the words after them say.
_VAGUE: Final = frozenset(
    ("box", "thing", "something", "place", "widget", "component", "element", "ui", "interface")
)
# What is named so is no part of a page, whatever it is about.
_CODE: Final = words(
    "function class method script algorithm regex decorator test tests query endpoint loop "
    "variable module program parser hook helper routine procedure constant generator iterator "
    "exception"
)


def is_of_code(tokens: Sequence[Token], head: Sequence[Token]) -> bool:
    """Whether a sentence asks for code that is no markup: "sort a list", "a function that ..."."""
    named = [one.text for one in head if one.low not in ARTICLES]
    if named and named[-1].lower() in _CODE and find_kind(named) is None:
        return True
    # A noun is not followed by an article: the first word is something to be done.
    return (
        len(tokens) > 1
        and not tokens[0].quoted
        and tokens[0].low not in ARTICLES
        and (tokens[1].low in ("a", "an", "the", "all", "every", "this", "whether"))
        and find_kind([tokens[0].text]) is None
    ) or _commands(tokens)


def _commands(tokens: Sequence[Token]) -> bool:
    """Whether a word that may be a noun is meant as something to be done here."""
    return (
        len(tokens) > 1
        and tokens[0].low in ("sort", "filter", "search", "count", "edit")
        and (tokens[1].low in ("a", "an", "the", "all", "every"))
    )


def _is_host(phrase: Phrase) -> bool:
    return phrase.kind.group >= Group.ITEMS


def _are_fields(chunks: Sequence[Chunk]) -> bool:
    read = [read_phrase(split_opening(chunk.tokens)[0]) for chunk in chunks]
    return any(one.kind.group in (Group.FIELD, Group.CHOICE) for one in read)


def _read_more(tokens: list[Token], root: Part) -> None:
    """A further sentence: about the whole, or about a part that it begins with."""
    subject, rest = _subject(tokens)
    host = root
    if subject:
        each = subject[0].low in EACH
        found = referred(read_phrase(subject), root, each=each)
        if found is not None:
            host = found
        elif subject[0].low not in _WHOLE:
            rest = tokens
    if rest is None:
        rest = tokens
    if rest and rest[0].low in _SAYS:
        label = " ".join(token.text for token in rest[1:])
        if host is root and subject:
            named = read_phrase(subject)
            if named.kind is not WORDS and named.kind is not root.kind:
                root.parts.append(Part(named.kind, label, said=f"{named.said} “{label}”"))
                return
        host.label = label
        return
    traits = read_phrase(rest) if rest else None
    if traits is not None and traits.kind is WORDS and not traits.label and traits.traits:
        host.traits |= traits.traits
        return
    reader = Reader(chunks_of(rest))
    reader.read_list(host)


# A sentence that begins so is about the whole.
_WHOLE: Final = frozenset({"it", "there", "they", "this", "the", "that", "everything"})
_VERBS: Final = words(
    "has have contains contain includes include shows show needs need should must displays "
    "display is are says say reads read consists features lists list gets get holds hold "
    "offers can"
)
_SAYS: Final = frozenset({"says", "say", "reads", "read", "labelled", "labeled", "saying"})
_AFTER_VERB: Final = words("have be contain include show display of has to also list")


def _subject(tokens: list[Token]) -> tuple[list[Token], list[Token] | None]:
    """What a sentence is about, and what it says of it; no verb, no subject."""
    for index, token in enumerate(tokens[:6]):
        if token.is_mark:
            break
        if token.low in _VERBS and index > 0:
            rest = tokens[index:]
            if token.low not in ("says", "say", "reads", "read"):
                rest = tokens[index + 1 :]
                while rest and rest[0].low in _AFTER_VERB:
                    rest = rest[1:]
            return tokens[:index], rest
    return [], None
