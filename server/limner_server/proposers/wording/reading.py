"""Reading a description: what it names, and what stands in what.

A description is a head ("a card"), what it has ("with an image and two buttons"), and sentences that
say more ("Each card has a price"). Lists are parted by commas and "and"; a list within a list ends
where an entry follows that cannot belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group, Kind
from limner_server.proposers.wording.lexicon.lexicon import find_kind
from limner_server.proposers.wording.openers import Opening, split_opening
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import (
    ARTICLES,
    EACH,
    WORDS,
    Phrase,
    kind,
    read_phrase,
    sentence,
)
from limner_server.proposers.wording.placing import (
    COLLECTIONS,
    ITEM,
    as_shown,
    expects,
    is_shown,
    place,
)
from limner_server.proposers.wording.settling import settle
from limner_server.proposers.wording.tokens import Token, tokens_of

_LEADS: Final = frozenset(
    [
        "make",
        "create",
        "build",
        "generate",
        "write",
        "design",
        "draw",
        "add",
        "insert",
        "give",
        "show",
        "render",
        "produce",
        "code",
        "put",
        "please",
        "me",
        "us",
        "i",
        "we",
        "want",
        "need",
        "would",
        "like",
        "can",
        "could",
        "you",
        "kindly",
        "let's",
        "lets",
        "have",
        "some",
        "here",
        "just",
        "develop",
        "implement",
        "prepare",
        "i'd",
        "we'd",
        "to",
        "hi",
        "hello",
        "need",
        "it",
        "should",
        "must",
        "will",
        "is",
        "us",
        "craft",
        "compose",
        "now",
        "then",
        "also",
        "finally",
        "below",
        "above",
        "underneath",
        "beneath",
        "next",
    ]
)
_AND: Final = frozenset({"and", "&", "+", "plus", "or", "also"})
_JOINTS: Final = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("followed", "by"),
    ("next", "to"),
    ("and", "then"),
    ("in", "addition", "to"),
    ("and", "also"),
    ("and", "with"),
    ("and", "below", "it"),
    ("and", "below", "that"),
    ("and", "finally"),
    ("above",),
    ("below",),
    ("beside",),
    ("beneath",),
    ("underneath",),
)
_STOPS: Final = frozenset(".;!?\n")
# What holds others only where it says so with "each": an entry list ends at such a one.
_LEAVES: Final = (Group.TEXT, Group.ACTION, Group.FIELD, Group.CHOICE, Group.MEDIA)
_NARROW: Final = frozenset({"header", "footer", "navbar", "hero", "toolbar"})


@dataclass(slots=True)
class Chunk:
    """What stands between two separators of a list.

    Attributes:
        tokens: of it.
        joined: whether an "and" stands before it.
    """

    tokens: list[Token]
    joined: bool = False


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
    settle(root)
    return Reading(root, [part for part in root.walk() if part.said])


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if token.is_mark and token.text in _STOPS:
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
    reader = _Reader(chunks)
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
_CODE: Final = frozenset(
    ("function", "class", "method", "script", "algorithm", "regex", "decorator", "test", "tests")
    + ("query", "endpoint", "loop", "variable", "module", "program", "parser", "hook", "helper")
    + ("routine", "procedure", "constant", "generator", "iterator", "exception", "interface")
)


def is_of_code(tokens: Sequence[Token], head: Sequence[Token]) -> bool:
    """Whether a sentence asks for code that is no markup: "sort a list", "a function that ..."."""
    if head and head[-1].low in _CODE:
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
        found = _referred(read_phrase(subject), root, each=each)
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
    reader = _Reader(chunks_of(rest))
    reader.read_list(host)


# A sentence that begins so is about the whole.
_WHOLE: Final = frozenset({"it", "there", "they", "this", "the", "that", "everything"})
_VERBS: Final = frozenset(
    [
        "has",
        "have",
        "contains",
        "contain",
        "includes",
        "include",
        "shows",
        "show",
        "needs",
        "need",
        "should",
        "must",
        "displays",
        "display",
        "is",
        "are",
        "says",
        "say",
        "reads",
        "read",
        "consists",
        "features",
        "lists",
        "list",
        "gets",
        "get",
        "holds",
        "hold",
        "offers",
        "can",
    ]
)
_SAYS: Final = frozenset({"says", "say", "reads", "read", "labelled", "labeled", "saying"})
_AFTER_VERB: Final = frozenset(
    ["have", "be", "contain", "include", "show", "display", "of", "has", "to", "also", "list"]
)


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


def _referred(phrase: Phrase, root: Part, *, each: bool) -> Part | None:
    """The part that a later sentence speaks of."""
    parts = list(root.walk())
    same = [part for part in parts if part.kind is phrase.kind and phrase.kind is not WORDS]
    if phrase.label:
        labelled = [part for part in parts if part.label.lower() == phrase.label.lower()]
        same = [part for part in labelled if part in same] or labelled or same
    several = [part for part in same if part.is_several]
    if same:
        return (several if each and several else same)[-1]
    if each:
        several = [part for part in parts if part.is_several]
        return several[-1] if several else None
    return None


def chunks_of(tokens: Sequence[Token]) -> list[Chunk]:
    """A sentence cut at its commas and its "and"s; what stands in parentheses stays in one."""
    chunks = [Chunk([])]
    depth = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        depth += (token.text == "(" and not token.quoted) - (token.text == ")" and not token.quoted)
        joint = 0 if depth else _joint(tokens, index)
        if joint:
            if chunks[-1].tokens:
                chunks.append(Chunk([]))
            chunks[-1].joined |= token.text not in (",", "/")
        else:
            chunks[-1].tokens.append(token)
        index += joint or 1
    return [chunk for chunk in chunks if chunk.tokens] or [Chunk([])]


def _joint(tokens: Sequence[Token], index: int) -> int:
    """How many tokens part two entries here; 0 for none."""
    token = tokens[index]
    if token.quoted:
        return 0
    for words in _JOINTS:
        if tuple(one.low for one in tokens[index : index + len(words)]) == words:
            return len(words)
    return int(token.text == "," or (token.low in _AND and index > 0))


@dataclass(slots=True)
class _Reader:
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
            inner = _Reader(chunks_of(opening.tail))
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

    def _read_entry(self, tokens: list[Token], host: Part) -> None:
        """Read one entry of a list, and what it has."""
        if not tokens:
            return
        if self._is_statement(tokens, host):
            return
        if len(tokens) == 1 and tokens[0].text.endswith("%"):
            host.text = tokens[0].text
            return
        head, opening = split_opening(tokens)
        if head and head[0].low in EACH and opening is not None and opening.kind == "parts":
            about = _referred(read_phrase(head), host, each=True) or host
            self.read_opening(opening, about)
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

    def _share_head(self, phrase: Phrase, part: Part, host: Part) -> None:
        """In "bold, italic and underline buttons" the last word is about all of them."""
        named = phrase.label or phrase.kind.name not in _PLAIN
        plural = phrase.is_plural or part.name == "links"
        if plural and named and self.bare and not phrase.is_counted:
            for other in self.bare:
                if other.kind.name in ("words", "text", "item"):
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
        if lows[0] in _MODALS:
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
        about = _referred(subject, host, each=False) or host
        numbers = [word for word in lows[:index] if word.isdigit()]
        if numbers:
            about = host
            told.traits = {f"at-{numbers[0]}"}
        about.traits |= told.traits
        return True

    def _belongs(self, chunk: Chunk, host: Part, opening: Opening) -> bool:
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
        if phrase.kind.group is Group.ITEMS and phrase.is_headed:
            return False
        return phrase.said.lower().rpartition(" ")[2] not in _HEADS


_MODALS: Final = frozenset({"can", "should", "must", "may", "will", "could", "which", "that"})
# Kinds that say nothing of which one it is.
_PLAIN: Final = frozenset(
    {"button", "link", "links", "field", "words", "checkbox", "switch", "tabs"}
)
# Nouns that no label ends in: what they end is a part.
_HEADS: Final = frozenset(
    [
        "button",
        "buttons",
        "field",
        "fields",
        "box",
        "bar",
        "icon",
        "icons",
        "form",
        "toggle",
        "switch",
        "dropdown",
        "checkbox",
        "avatar",
        "menu",
        "logo",
        "input",
        "line",
        "image",
        "picture",
        "selector",
        "slider",
        "table",
    ]
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


def _last_several(host: Part) -> Part:
    """What "each" is about: the last of many, in what was said so far."""
    several = [part for part in host.walk() if part.is_several]
    return several[-1] if several else host


def _say(host: Part, traits: set[str]) -> None:
    """What is said of the last part of a list, or of its host: "centered", "in blue"."""
    host.traits |= traits
