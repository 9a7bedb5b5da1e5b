"""The voice of a file: whether its summaries say "Return ..." or "Returns ..."."""

from __future__ import annotations

from dataclasses import replace

from limner_server.proposers.docstrings.docstring import Docstring
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.verbs import imperative, third_person


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
