"""`transformers serve`, by its source in transformers 5.23.

It lists what is in the hub's cache, not what it serves from a folder, and refuses fields of
OpenAI's that it does not honour, `user` and `response_format` among them. Its version it does not
tell; it is known by the paths that its `/openapi.json` lists.
"""

from __future__ import annotations

from typing import Final

from limner_model.engines.kind import (
    ONE_QUEUE,
    UNSEEN,
    WITHOUT_LIKELIHOODS,
    Abilities,
    Ability,
    Can,
    Kind,
)
from limner_model.engines.look import Look

_OTHER: Final = "serve it with vLLM"


def _version(look: Look) -> str | None:
    paths = look.said("/openapi.json", "paths")
    own = {"/load_model", "/reset", "/v1/chat/completions"}
    return "" if isinstance(paths, dict) and own <= set(paths) else None


def _abilities(_: Look) -> Abilities:
    return Abilities(
        pictures=Ability(Can.UNKNOWN, "it does not tell whether the model takes any", UNSEEN),
        adapters=Ability(Can.LACKS, "it serves none", _OTHER),
        likelihoods=Ability(Can.LACKS, "it refuses echo", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.LACKS, "it refuses response_format", _OTHER),
        cancelling=Ability(Can.WORKS, "a closed connection ends a streamed answer"),
        priorities=Ability(Can.LACKS, "it has none", ONE_QUEUE),
    )


TRANSFORMERS_SERVE: Final = Kind(
    name="transformers serve", owner="", version=_version, abilities=_abilities
)
