"""Limner's own engine."""

from __future__ import annotations

from typing import Final

from limner_model.engines.kind import Abilities, Ability, Can, Kind
from limner_model.engines.look import Look


def _version(look: Look) -> str | None:
    return "" if "limner" in look.owners else None


def _abilities(look: Look) -> Abilities:
    names = [str(card.get("id")) for card in look.cards]
    adapters = [name for name in names if name.startswith(f"{look.model}:")]
    return Abilities(
        pictures=Ability(Can.WORKS, "it loads models that see, and no others"),
        adapters=Ability(Can.WORKS, ", ".join(adapters))
        if adapters
        else Ability(Can.LACKS, "there are none for this model", "limner tune"),
        likelihoods=Ability(Can.WORKS, "of texts, answers and blanks"),
        structure=Ability(Can.WORKS, "JSON schema, grammar (GBNF, Lark)"),
        cancelling=Ability(Can.WORKS, "a closed connection ends the request within a token"),
        priorities=Ability(Can.WORKS, "what is waited for comes first, each window in turn"),
    )


LIMNER: Final = Kind(
    name="Limner",
    owner="limner",
    version=_version,
    abilities=_abilities,
    schedules_by=("priority", "user"),
    keeps_to_schemas=True,
    grammar_in=("structured_outputs", "grammar"),
)
