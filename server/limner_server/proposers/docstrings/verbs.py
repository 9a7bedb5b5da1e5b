"""The verbs that names of functions begin with, and how a summary says them."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in

# What a name begins with, and the imperative that says it; most say themselves.
_OTHERWISE: Final = {
    "add": "add",
    "calc": "calculate",
    "calculate": "calculate",
    "cleanup": "clean up",
    "concat": "concatenate",
    "del": "delete",
    "eval": "evaluate",
    "fetch": "fetch",
    "gen": "generate",
    "get": "return",
    "incr": "increase",
    "init": "initialize",
    "iter": "iterate over",
    "lookup": "look up",
    "mk": "make",
    "mul": "multiply",
    "neg": "negate",
    "recv": "receive",
    "setup": "set up",
    "teardown": "tear down",
    "trans": "translate",
}
_SAME: Final = words_in("verbs")
# Verbs that are as often nouns: only with an object, or where there is nothing else to call it.
_NOUNS: Final = words_in("verbs that are nouns too")
QUESTIONS: Final = words_in("verbs that ask")
# Whose result is what the object names.
ASKING: Final = words_in("verbs with an answer")
MAKING: Final = words_in("verbs that make")


def imperative(word: str, *, alone: bool = False) -> str:
    """The verb that a name's first word stands for; empty where it is none.

    Args:
        word: small.
        alone: whether the name has no other word.
    """
    if word in _OTHERWISE:
        return _OTHERWISE[word]
    if word in _SAME and not (alone and word in _NOUNS and word not in _LIKELY):
        return word
    return ""


# Of the words that may be nouns, those that name functions as verbs even alone.
_LIKELY: Final = words_in("verbs even alone")


def is_plain_verb(word: str) -> bool:
    """Whether a word is a verb and hardly ever anything else."""
    return word in _SAME and word not in _NOUNS


def third_person(verb: str) -> str:
    """A verb as "it" does it: "search" becomes "searches", "look up" becomes "looks up"."""
    head, space, rest = verb.partition(" ")
    if head in ("do", "go") or head.endswith(("s", "x", "ch", "sh", "z")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = f"{head[:-1]}ies"
    else:
        head = {"be": "is", "have": "has"}.get(head, f"{head}s")
    return head + space + rest


def gerund(verb: str) -> str:
    """A verb as what is going on: "make" becomes "making"."""
    head, space, rest = verb.partition(" ")
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        head = head[:-1]
    elif (
        len(head) > 2 and head[-1] in "bdgmnpt" and head[-2] in "aeiou" and head[-3] not in "aeiou"
    ) and len(head) < 5:
        head += head[-1]
    return f"{head}ing{space}{rest}"
