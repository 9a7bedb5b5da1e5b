"""Words of questions and of code, made alike: names are parted, endings taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")
_VOWELS: Final = frozenset("aeiouy")
# What questions are made of, whatever they are about.
_ASKING: Final = frozenset(
    """a about actually add added all an and any anything are as at be been being but by calculate
    calculated call called caller callers calls can choose chooses chosen class classes code
    codebase come compute computed computes configurable configure configured could cover
    covered covers create created currently d decide decided decides define defined definition
    did do does doing done during each else every everything exactly explain fail failed failing
    fails file files find for from function functions get gets give given go goes had handle
    handled handles happen happens has have having here how i if implement implementation
    implemented in into is it its just let like line lines live lives ll located location look m
    made make makes many may me mean means method methods might module more most much must my
    need new no not of off on one or our out over own pass passed place places please project
    put re really repo repository s same see set sets shall should show so some stand stands
    such t take tell tested than that the their them then there these they thing things this
    those through to too under up us use used uses using variable ve very want was way we well
    were what when where whether which while who whom whose why will with within without work
    works workspace would you your""".split()  # noqa: SIM905
)


# What no ending tells.
_IRREGULAR: Final = {
    "died": "die", "dies": "die", "dying": "die", "ran": "run", "sent": "send", "chose": "choose",
    "chosen": "choose", "wrote": "write", "written": "write", "found": "find", "built": "build",
    "kept": "keep", "held": "hold", "left": "leave", "drew": "draw", "drawn": "draw",
    "lost": "lose", "begun": "begin", "began": "begin", "broke": "break", "broken": "break",
    "thrown": "throw", "threw": "throw", "shown": "show", "indices": "index", "children": "child",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text or a name, in order, each as its stem."""
    return [stem(word) for word in _WORD.findall(text)]


def telling_words(question: str) -> list[str]:
    """The words of a question that say what it is about, each once, as stems."""
    said = [word for word in _WORD.findall(question) if word.lower() not in _ASKING]
    return list(dict.fromkeys(stem(word) for word in said if len(word) > 1 or word.isdigit()))


def as_said(stems: Iterable[str], question: str) -> list[str]:
    """The words of a question that have these stems, as the question has them."""
    said = {stem(word): word for word in reversed(_WORD.findall(question))}
    return [said.get(one, one) for one in stems]


def stem(word: str) -> str:
    """A word without the endings of its plural, its tenses: near enough for a search.

    The first steps of Porter, "An algorithm for suffix stripping", 1980.
    """
    word = _IRREGULAR.get(word.lower(), word.lower())
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
