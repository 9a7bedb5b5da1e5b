"""LM Studio, by its documentation of 2026 and the threads of its bug tracker.

`/api/v1/models`, and `/api/v0/models` of older releases, tell which models see and which are
loaded; one that is not is loaded by the first request. What is too long is said with status 200 or
400, in several wordings; with some models the answer is empty. When a connection is closed, a
prompt that is being read is read to its end first. It serves no adapters and scores no texts.
"""

from __future__ import annotations

from typing import Any, Final

from limner_model.engines.kind import (
    ONE_QUEUE,
    WITHOUT_LIKELIHOODS,
    Abilities,
    Ability,
    Can,
    Kind,
)
from limner_model.engines.look import Look


def _version(look: Look) -> str | None:
    # It tells none, but its own API is known by how it lists models.
    newer = any("loaded_instances" in one for one in _dicts(look.said("/api/v1/models", "models")))
    older = any("state" in one for one in _dicts(look.said("/api/v0/models", "data")))
    return "" if newer or older else None


def _abilities(look: Look) -> Abilities:
    return Abilities(
        pictures=_pictures(look),
        adapters=Ability(Can.LACKS, "it serves none", "merge the adapter into a model of its own"),
        likelihoods=Ability(Can.LACKS, "it does not repeat the text", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.WORKS, "JSON schema"),
        cancelling=Ability(Can.WORKS, "a closed connection ends it, once the prompt is read"),
        priorities=Ability(Can.LACKS, "it has none", ONE_QUEUE),
    )


def _pictures(look: Look) -> Ability:
    sees = _sees(look)
    if sees is None:
        remedy = f"load it: lms load {look.model}"
        return Ability(Can.UNKNOWN, "it does not list the model", remedy)
    if sees:
        return Ability(Can.WORKS, "as data URIs")
    return Ability(Can.LACKS, "the model has no eyes", "choose one with the eye symbol")


def _sees(look: Look) -> bool | None:
    for one in _dicts(look.said("/api/v1/models", "models")):
        loaded = [entry.get("id") for entry in _dicts(one.get("loaded_instances"))]
        if look.model in (one.get("key"), *loaded):
            abilities = one.get("capabilities")
            return bool(isinstance(abilities, dict) and abilities.get("vision"))
    for one in _dicts(look.said("/api/v0/models", "data")):
        if one.get("id") == look.model:
            return one.get("type") == "vlm"
    return None


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


LM_STUDIO: Final = Kind(
    name="LM Studio",
    owner="",
    version=_version,
    abilities=_abilities,
)
