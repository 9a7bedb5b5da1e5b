"""Words of questions and of code, made alike: names are parted, endings taken off."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")
_VOWELS: Final = frozenset("aeiouy")
# What questions are made of, whatever they are about.
_ASKING: Final = frozenset(
    """a about all an and any anything are as at be been being but by can come could did do does
    doing done during each else every everything explain find for from get gets give given go
    goes had has have having here how i if in into is it its just let like look made make makes
    many may me mean means might more most much must my need no not of off on one or our out
    over own please project repo repository same see shall should show so some such take tell
    than that the their them then there these they thing things this those through to too under
    up us use used uses using very want was way we well were what when where whether which while
    who whom whose why will with within without work works would you your s t re ve ll d m code
    codebase file files line lines function functions class classes method methods variable
    module happen happens exactly actually really currently place places workspace implemented
    implement implementation defined define definition located location call called calls caller
    callers cover covers covered set sets live lives stand stands""".split()  # noqa: SIM905
)


def words_of(text: str) -> list[str]:
    """The words of a text or a name, in order, each as its stem."""
    return [stem(word) for word in _WORD.findall(text)]


def telling_words(question: str) -> list[str]:
    """The words of a question that say what it is about, each once, as stems."""
    said = [word for word in _WORD.findall(question) if word.lower() not in _ASKING]
    return list(dict.fromkeys(stem(word) for word in said if len(word) > 1 or word.isdigit()))


def stem(word: str) -> str:
    """A word without the endings of its plural, its tenses: near enough for a search.

    The first steps of Porter, "An algorithm for suffix stripping", 1980.
    """
    word = word.lower()
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith(("ies", "sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _VOWELS & set(base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "i"
    return word.removesuffix("e") if len(word) > 4 else word
