"""Words that open what a noun phrase has: "with", "for", "labelled", "in two columns"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from limner_server.proposers.wording.describing import ARTICLES, NUMBERS, TRAITS
from limner_server.proposers.wording.lexicon.kind import Group, Kind
from limner_server.proposers.wording.lexicon.lexicon import (
    KINDS,
    find_kind,
    is_plural,
    singular,
)
from limner_server.proposers.wording.opening_words import (
    COLLECTIVE,
    DONE,
    LISTS_OF,
    ONE,
    PLACES,
    SAYING,
    SPOKEN,
    TABLES,
    TOPICS,
)
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import WORDS, read_phrase, sentence
from limner_server.proposers.wording.tokens import Token


@dataclass(slots=True)
class Opening:
    """What follows a noun phrase.

    Attributes:
        kind: "parts", "label", "list", "about", "place" or "" for what says nothing to show.
        words: that open it.
        tail: the tokens after them, up to the next separator.
        rest: what opens within the tail and is of the same phrase: "of invoices with ...".
        is_whole: whether all that follows belongs to it, as after a colon.
    """

    kind: str
    words: tuple[str, ...]
    tail: list[Token]
    rest: Opening | None = None
    is_whole: bool = False

    @property
    def is_each(self) -> bool:
        """Whether it is about each of several."""
        return "each" in self.words

    @property
    def is_enclosed(self) -> bool:
        """Whether its tail is a whole list, in parentheses."""
        return self.words == ("(",)

    def apply(self, host: Part) -> tuple[Part, list[Token]] | None:  # noqa: PLR0911 - one a kind
        """What it does to the part before it.

        Returns:
            The part that the tail is to be read into, and the tail; None where all is done.
        """
        if self.kind == "as":
            self._recast(host)
            return None
        if self.words == (":",) and host.name in SPOKEN and not host.label:
            self.kind = "label"
        if self.kind == "label" and host.is_several:
            return host, self.tail
        if self.kind == "label":
            self._cut(("parts",) if self.words == (":",) else ("parts", "place"))
            host.label = " ".join(token.text for token in self.tail)
            return None
        if self.words in TOPICS and host.name in ("table", "comparison", "chart"):
            return self._about(host)
        if self.kind == "place":
            self._cut(("parts", "place", "label", "list"))
            self._place(host)
            return None
        if self.kind == "about":
            return self._about(host)
        if self.kind == "parts" and self.tail and self._is_placeholder(host):
            return None
        return (host, self.tail) if self.kind else None

    def _cut(self, kinds: tuple[str, ...]) -> None:
        """Keep of the tail what comes before a further opening of these kinds."""
        for index in range(1, len(self.tail)):
            opening = _opens(self.tail, index)
            if opening is not None and opening.kind in kinds:
                self.tail, self.rest = self.tail[:index], opening
                return

    def _is_placeholder(self, host: Part) -> bool:
        """Whether it says what stands in an empty field."""
        words = [token.low for token in self.tail]
        if "placeholder" not in words or host.group is not Group.FIELD:
            return False
        quoted = [token.text for token in self.tail if token.quoted]
        after = self.tail[words.index("placeholder") + 1 :]
        said = (
            quoted[0]
            if quoted
            else " ".join(
                token.text for token in after if token.low not in ("text", "saying", "that", "says")
            )
        )
        host.placeholder = said
        return True

    def _recast(self, host: Part) -> None:
        """What something is to be shown as: "yes or no as radio buttons"."""
        meant = read_phrase(self.tail).kind
        if meant.group in (Group.FIELD, Group.CHOICE, Group.ITEMS, Group.BLOCK):
            host.label = host.label or host.kind.label
            host.kind = KINDS["select"] if meant.name == "field" else meant
            host.text = ""
            for part in host.parts:
                part.kind, part.label = WORDS, part.label or part.text or part.kind.label

    def _is_topic(self, text: str) -> bool:
        """Whether a tail is one noun in the plural, of what there is to be chosen."""
        return is_plural(text) and " " not in text and find_kind([text]) is None

    def _name_and_list(self, host: Part) -> bool:
        """Whether, as in "for the size S, M, L", a list begins where capitals do."""
        if split_opening(self.tail)[1] is not None:
            return False
        words = [token for token in self.tail if token.low not in ("the", "a", "an")]
        for index, token in enumerate(words):
            if index and token.text[:1].isupper() and words[index - 1].text.islower():
                host.label = sentence([one.text for one in words[:index]])
                self.rest = Opening("list", (":",), words[index:], is_whole=True)
                return True
        return False

    def _place(self, host: Part) -> None:
        """Where or how something stands: "in two columns", "on the left", "in blue"."""
        words = [token.low for token in self.tail]
        if not words and self.words == ("on",):
            host.traits.add("on")
        host.text = next((word for word in words if word.endswith("%")), host.text)
        host.traits |= {word for word in words if word in TRAITS}
        if "middle" in words or "center" in words or "centre" in words:
            host.traits.add("centered")
        for before, word in pairwise(words):
            number = int(before) if before.isdigit() else NUMBERS.get(before, 0)
            if number and singular(word) in ("column", "row"):
                host.columns = number if singular(word) == "column" else host.columns
        if "row" in words or self.words == ("side",):
            host.traits.add("horizontal")

    def _about(self, host: Part) -> tuple[Part, list[Token]] | None:  # noqa: C901, PLR0911 - one a kind
        """What something is for, to or of: a list where there are many, else its label."""
        if host.group is Group.ITEMS or host.name in LISTS_OF:
            head, inner = split_opening(self.tail)
            phrase = read_phrase(head)
            if host.name in ("list", "ordered-list") and phrase.kind is WORDS and phrase.label:
                host.label, host.count = sentence([phrase.label]), max(phrase.count, 1)
                self.rest = inner
                return None
            return host, self.tail
        if host.name in ("select", "radio") and not host.label and self._name_and_list(host):
            return None
        whole = self.tail
        self._cut(("parts", "place", "label", "list"))
        text = " ".join(token.text for token in self.tail if token.low not in ("the", "a", "an"))
        if host.group in (Group.FIELD, Group.CHOICE, Group.ACTION, Group.TEXT, Group.MEDIA):
            if host.name == "checkbox" and host.is_several and self._is_topic(text):
                host.kind, host.label = KINDS["checkboxes"], sentence([text])
                return None
            if host.is_several:
                self.rest = None
                return host, whole
            if host.name in ("select", "radio") and self.words in (
                ("to", "choose", "between"),
                ("to", "choose", "from"),
                ("between",),
                ("of",),
            ):
                self.rest = None
                return host, whole
            if host.label and self.words == ("of",) and host.name in ("field", "text"):
                host.label = f"{host.label} of {text}"
                host.text = host.label if host.text else ""
            elif not host.label:
                _name_by(host, self.words, text)
            return None
        if host.name == "number-text" or host.group is Group.WORDS:
            host.label = " ".join(filter(None, (host.label, *self.words, text)))
            return None
        if named := _meant(host, text):
            host.kind = named
        elif not host.label and text and not (host.kind.label and host.name.endswith("-form")):
            host.label = sentence(text.split())
        return None


def _meant(host: Part, text: str) -> Kind | None:
    """What a general word and what it is for are together: "a form to sign up"."""
    if host.name not in ("page", "section", "form", "card", "modal", "landing"):
        return None
    own = host.kind.words[0]
    for words in (text.split(), [*text.split(), own]):
        found = find_kind(words)
        if found is not None and found.group >= Group.BLOCK:
            return found
    return None


def _name_by(host: Part, words: tuple[str, ...], text: str) -> None:
    """The label of a control by what it is for: "a toggle for dark mode", "a link to sign up"."""
    named = find_kind(text.split())
    if (
        host.name in ("field", "select", "textarea", "checkbox")
        and named is not None
        and (named.group is host.group)
    ):
        host.kind = named
        return
    if host.group is Group.TEXT or host.group is Group.MEDIA:
        return
    host.label = sentence(text.split())
    del words


def split_opening(tokens: Sequence[Token]) -> tuple[list[Token], Opening | None]:
    """A noun phrase, and what opens after it, where something does."""
    for index, token in enumerate(tokens):
        if token.quoted:
            continue
        opening = _opens(tokens, index)
        if opening is not None:
            return list(tokens[:index]), opening
        if _says(tokens, index):
            return list(tokens[: index + 1]), Opening("label", ("",), list(tokens[index + 1 :]))
        if _lists(tokens, index):
            return list(tokens[: index + 1]), Opening("list", ("",), list(tokens[index + 1 :]))
    return list(tokens), None


def _opens(tokens: Sequence[Token], index: int) -> Opening | None:
    """What opens at a token."""
    token = tokens[index]
    if token.quoted:
        return None
    if token.text == "(":
        marks = [one.text if one.is_mark else "" for one in tokens]
        end = marks.index(")", index) if ")" in marks[index:] else len(tokens)
        after = tokens[end + 1 :]
        rest = _opens([Token(""), *after], 1) if after else None
        return Opening("list", ("(",), list(tokens[index + 1 : end]), rest)
    lows = tuple(one.low if not one.is_mark else one.text for one in tokens[index : index + 5])
    # "An about page": what stands right after an article is part of a name.
    named = any(one.low not in ARTICLES for one in tokens[:index])
    found: tuple[str, tuple[str, ...]] | None = None
    for kind, table in TABLES:
        for words in table:
            unfit = not named and (kind == "about" or index > 0 or words == ("plus",))
            longer = found is None or len(words) > len(found[1])
            if lows[: len(words)] == words and longer and not unfit:
                found = (kind, words)
    if found is not None:
        kind, words = found
        tail = list(tokens[index + len(words) :])
        return Opening(kind, words, tail, is_whole=words == (":",))
    if token.low in PLACES:
        return Opening("place", (token.low,), list(tokens[index + 1 :]))
    if token.low in DONE:
        return Opening("", (token.low,), [])
    return None


def _says(tokens: Sequence[Token], index: int) -> bool:
    """Whether what a text says follows at once: "a heading Meet the team"."""
    if index + 1 >= len(tokens) or tokens[index].low not in SAYING:
        return False
    after = tokens[index + 1]
    return not after.quoted and after.text[:1].isupper() and not after.is_mark


def _lists(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list of labels follows a noun at once: "links Home, Docs"."""
    if index + 1 >= len(tokens) or tokens[index].low not in COLLECTIVE | ONE:
        return False
    after = tokens[index + 1]
    if tokens[index].low in ONE and not after.quoted and not after.text[:1].isupper():
        return False
    if after.is_mark or _opens(tokens, index + 1) is not None:
        return False
    return after.quoted or find_kind([tokens[index].text, after.text]) is None
