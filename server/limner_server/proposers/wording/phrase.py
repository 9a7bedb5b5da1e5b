"""A noun phrase: how many, which, what, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.wording.describing import (
    ARTICLES,
    EACH,
    GENERIC,
    IDLE,
    NUMBERS,
    SEVERAL,
    TRAITS,
)
from limner_server.proposers.wording.lexicon.kind import Group, Kind
from limner_server.proposers.wording.lexicon.lexicon import (
    KINDS,
    LONGEST,
    find_kind,
    is_name,
    is_plural,
    squash,
)
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.tokens import Token

WORDS: Final = Kind("words", Group.WORDS, ())


@dataclass(slots=True)
class Phrase:
    """A noun phrase that was read.

    Attributes:
        kind: what its head names; `WORDS` where nobody knows.
        label: what stands before the head, or in quotes.
        count: how many; 0 for several.
        traits: how it is.
        is_counted: whether it begins as the name of a part does: an article or a number.
        is_headed: whether it ends in the name of a kind, so that it cannot be a mere label.
        is_plural: whether its head is in the plural.
        is_quoted: whether its label stood in quotes.
        said: the words.
    """

    kind: Kind
    label: str = ""
    count: int = 1
    traits: set[str] = field(default_factory=set)
    is_counted: bool = False
    is_headed: bool = False
    is_plural: bool = False
    is_quoted: bool = False
    said: str = ""

    def part(self) -> Part:
        """As a part that holds nothing yet."""
        return Part(self.kind, self.label, self.count, set(self.traits), said=self.said)


def read_phrase(tokens: Sequence[Token]) -> Phrase:
    """Read a noun phrase, without what follows it ("with ...", "for ...")."""
    rest = [token for token in tokens if not token.is_mark]
    phrase = Phrase(WORDS, said=" ".join(token.text for token in _without_article(rest)))
    rest = _count(rest, phrase)
    quoted = [token.text for token in rest if token.quoted]
    words = _traits([token.text for token in rest if not token.quoted], phrase)
    _head(words, phrase)
    if quoted:
        phrase.is_quoted = True
        before = phrase.label
        phrase.label = quoted[0]
        if phrase.kind is WORDS and before and find_kind([before]) is not None:
            phrase.kind = find_kind([before]) or WORDS
    return phrase


def _without_article(tokens: list[Token]) -> list[Token]:
    return tokens[1:] if tokens and tokens[0].low in ARTICLES - {"one"} else tokens


def _count(tokens: list[Token], phrase: Phrase) -> list[Token]:
    """Take the article and the number off."""
    rest = list(tokens)
    while rest and not rest[0].quoted:
        low = rest[0].low
        low = low[:-1] if low[:-1].isdigit() and low.endswith("x") else low
        if low.isdigit() and int(low) <= 100 and len(rest) > 1:
            phrase.count = int(low)
        elif low in NUMBERS and (len(rest) > 1):
            phrase.count = NUMBERS[low]
        elif low in SEVERAL and len(rest) > 1:
            phrase.count = 0
        elif rest[0].low not in ARTICLES | EACH | {"of"}:
            break
        phrase.is_counted = True
        rest = rest[1:]
    return rest


def _traits(words: list[str], phrase: Phrase) -> list[str]:
    """Take what only says how the part is off its beginning, and keep it as traits."""
    kept: list[str] = []
    for index, word in enumerate(words):
        low = word.lower()
        is_last = index == len(words) - 1
        if is_last or kept or find_kind(words[index:]) is not None:
            kept += words[index:]
            break
        if low in TRAITS:
            phrase.traits.add(low)
        elif low not in IDLE:
            kept.append(word)
    if len(kept) == 1 and kept[0].lower() in TRAITS and find_kind(kept) is None:
        phrase.traits.add(kept[0].lower())
        return []
    # "button green", "toggle on": said after what it is about.
    if len(kept) > 1 and kept[-1].lower() in TRAITS and find_kind(kept) is None:
        phrase.traits.add(kept[-1].lower())
        kept.pop()
    return kept


def _head(words: list[str], phrase: Phrase) -> None:
    """Find the kind at the end of some words; what stands before it is the label."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        tail = words[len(words) - length :]
        kind = find_kind(tail)
        if kind is None:
            continue
        before = words[: len(words) - length]
        if _is_proper(before, tail):
            continue
        plural = is_plural(tail[-1]) and not is_name(tail)
        phrase.kind, phrase.is_headed, phrase.is_plural = kind, True, plural
        unique = kind.group in (Group.FIELD, Group.CHOICE) and kind.name not in GENERIC
        counted = phrase.is_counted and phrase.count != 1
        if plural and kind.group is not Group.ITEMS and not counted and not unique:
            phrase.count = 0
        if before:
            _named(phrase, kind, before, tail)
        elif kind.group is Group.ACTION and kind.name not in _CALLED_OTHERWISE:
            says = [word for word in tail if word.lower() not in _PRESSED]
            if says and squash(says) != squash([kind.label]):
                phrase.label = sentence(says)
        return
    phrase.label = " ".join(words)
    phrase.is_plural = bool(words) and is_plural(words[-1])


def _is_proper(before: list[str], tail: list[str]) -> bool:
    """Whether words that name a kind are part of somebody's name: "App Store", "Google Play"."""
    if not before or not before[-1][:1].isupper() or not tail[0][:1].isupper():
        return False
    if len(tail) > 1:
        return tail[-1].islower()
    return tail[0].lower() not in GENERIC and find_kind([*before, *tail]) is None


def _named(phrase: Phrase, kind: Kind, before: list[str], tail: list[str]) -> None:
    """A head with words before it: they say which one it is."""
    meant = _meant(before, kind, tail[-1].lower())
    if meant is not None:
        phrase.kind = meant
        if meant.group in (Group.FIELD, Group.CHOICE) and phrase.count == 0:
            phrase.count = 1
        if meant.group is Group.ACTION and meant.name not in _CALLED_OTHERWISE:
            phrase.label = sentence(before)
    elif kind.name in _DESCRIBED or (kind.name == "slider" and before == ["range"]):
        # "A song title": the words tell of what sort it is, not what it says.
        return
    elif kind.name in GENERIC:
        phrase.label = sentence(before)
    elif kind.group in (Group.FIELD, Group.CHOICE):
        phrase.label = sentence([*before, *tail])
    elif kind.group is Group.ACTION and kind.label:
        phrase.label = sentence([*before, *tail[:1]]) if len(tail) == 1 else sentence(before)
    else:
        phrase.label = sentence(before)


def _meant(before: list[str], generic: Kind, head: str) -> Kind | None:
    """The kind that "e-mail" of "e-mail field" names, where it is one that the head allows."""
    named = find_kind(before)
    if named is None:
        return None
    allowed = {
        "field": (Group.FIELD,),
        "select": (Group.FIELD,),
        "button": (Group.ACTION,),
        "checkbox": (Group.CHOICE,),
    }.get(generic.name, (Group.FIELD, Group.CHOICE) if head in ("box", "area") else ())
    if named.group not in allowed:
        return None
    if generic.name == "select" and named.name not in _SELECTS:
        return None
    return named if generic.name != "checkbox" or named.name in ("remember", "terms") else None


# What stands before these describes them, and is not said on the page.
_DESCRIBED: Final = frozenset({"title", "subtitle", "text", "caption", "quote", "hint", "image"})
_PRESSED: Final = frozenset({"button", "buttons", "btn", "btns", "link", "links", "icon", "icons"})
# Actions whose usual name is not what stands on them.
_CALLED_OTHERWISE: Final = frozenset(
    {"button", "link", "submit", "forgot", "signup-link", "home-link", "google", "apple", "github"}
    | {"facebook", "close", "notifications", "cart-button", "menu-button", "user-menu", "play"}
    | {"search-button", "favourite", "attach", "emoji", "login-link"}
    | {"pause", "back"}
)
_SELECTS: Final = frozenset(
    {"country", "language", "currency", "timezone", "gender", "sort", "filter", "category-field"}
)


_ACRONYMS: Final = {
    word.lower(): word
    for word in [
        "ID",
        "URL",
        "FAQ",
        "API",
        "SKU",
        "VAT",
        "CV",
        "PDF",
        "IP",
        "IBAN",
        "BIC",
        "CSV",
        "SMS",
        "USB",
        "TV",
        "UK",
        "US",
        "EU",
        "AI",
    ]
}


def sentence(words: Sequence[str]) -> str:
    """Words as a label: the first letter large, where none is already."""
    text = " ".join(_ACRONYMS.get(word, word) for word in words)
    if text.split(" ")[0] in _ACRONYMS.values():
        return text
    return text[:1].upper() + text[1:] if text.islower() else text


def kind(name: str) -> Kind:
    """The kind of this name."""
    return KINDS[name]
