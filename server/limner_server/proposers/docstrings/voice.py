"""The voice of a file: whether its summaries say "Return ..." or "Returns ..."."""

from __future__ import annotations

from dataclasses import replace

from limner_server.proposers.docstrings.docstring import Docstring
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.verbs import imperative, third_person


def as_order(sentence: str) -> str:
    """A sentence that begins with an imperative where it told: "Returns it." is "Return it."."""
    first, space, rest = sentence.partition(" ")
    small = first.rstrip(".").lower()
    endings = (small.removesuffix("s"), small.removesuffix("es"), f"{small.removesuffix('ies')}y")
    for verb in endings:
        if verb != small and imperative(verb) and third_person(verb) == small:
            return verb.capitalize() + first[len(small) :] + space + rest
    return sentence


def in_voice(doc: Docstring, habits: Habits) -> Docstring:
    """The same docstring in the voice of the file."""
    if not habits.third_person:
        return doc
    first, space, rest = doc.summary.partition(" ")
    if not imperative(first.rstrip(".").lower()):
        return doc
    stop = "." if first.endswith(".") else ""
    said = third_person(first.rstrip(".")) + stop
    return replace(doc, summary=said + space + rest)
