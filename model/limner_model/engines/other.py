"""An engine that nobody knows: it speaks the protocol, and the rest is to be tried."""

from __future__ import annotations

from typing import Final

from limner_model.engines.kind import UNSEEN, Abilities, Ability, Can, Kind
from limner_model.engines.look import Look

_ASKED: Final = "limner eval shows what it does"


def _version(_: Look) -> str:
    return ""


def _abilities(look: Look) -> Abilities:
    names = [str(card.get("id")) for card in look.cards]
    adapters = [name for name in names if name.startswith(f"{look.model}:")]
    return Abilities(
        pictures=Ability(Can.UNKNOWN, "it does not tell", UNSEEN),
        adapters=Ability(Can.WORKS, ", ".join(adapters))
        if adapters
        else Ability(Can.LACKS, "it lists none of this model", "list them as MODEL:ADAPTER"),
        likelihoods=Ability(Can.UNKNOWN, "it does not tell", _ASKED),
        structure=Ability(Can.UNKNOWN, "it does not tell", _ASKED),
        cancelling=Ability(Can.UNKNOWN, "it does not tell", "watch its load after Cancel"),
        priorities=Ability(Can.UNKNOWN, "it is told none", "serve it with vLLM"),
    )


OTHER: Final = Kind(
    name="another engine",
    owner="",
    version=_version,
    abilities=_abilities,
)
