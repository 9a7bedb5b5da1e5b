"""What a summary is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import phrase_of

LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Summary:
    """What a function does.

    Attributes:
        text: a sentence.
        topic: what its name says that it answers: "hand value"; or "".
        verb: the imperative that the name begins with, or "".
        object: what that is done to, by the name, or "".
        joint: what joins that with a parameter: "from".
    """

    text: str
    topic: str = ""
    verb: str = ""
    object: str = ""
    joint: str = ""


def class_phrase(scope: Scope) -> str:
    return phrase_of(scope.owner.name.strip("_")) if scope.owner is not None else ""
