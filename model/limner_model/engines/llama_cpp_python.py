"""The server of llama-cpp-python, by its source of version 0.3.36, and tried.

It lists its models as owned by "me". What is too long it says with status 400, but where the answer
is streamed it ends the stream before the first word. It scores one text at a time, and fails where
it is given several. By default a new request cuts the one before short.
"""

from __future__ import annotations

from typing import Final

from limner_model.engines.kind import (
    UNSEEN,
    WITHOUT_LIKELIHOODS,
    Abilities,
    Ability,
    Can,
    Kind,
)
from limner_model.engines.look import Look

_IN_TURN: Final = "start it with --interrupt_requests false"


def _version(look: Look) -> str | None:
    return "" if "me" in look.owners else None


def _abilities(_: Look) -> Abilities:
    return Abilities(
        pictures=Ability(Can.UNKNOWN, "it does not tell whether the model takes any", UNSEEN),
        adapters=Ability(Can.LACKS, "it has one for all requests", "use llama-server"),
        likelihoods=Ability(Can.LACKS, "it scores one text at a time", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.WORKS, "grammar (GBNF)"),
        cancelling=Ability(
            Can.UNKNOWN, "it looks at the connection only after a word", "use llama-server"
        ),
        priorities=Ability(Can.LACKS, "a new request ends the one before", _IN_TURN),
    )


LLAMA_CPP_PYTHON: Final = Kind(
    name="llama-cpp-python",
    owner="me",
    version=_version,
    abilities=_abilities,
    grammar_in=("grammar",),
)
