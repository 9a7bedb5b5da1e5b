"""llama.cpp's llama-server, by its documentation and source of 2026.

`/props` tells its build and whether it sees (`modalities.vision`), `/lora-adapters` its adapters,
by numbers: a request names those in `lora`. It looks at its connections between two batches, and
stops where one is closed. While it loads it says 503 to everything. `echo` it refuses.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from limner_model.engines.kind import (
    ONE_QUEUE,
    WITHOUT_LIKELIHOODS,
    Abilities,
    Ability,
    Can,
    Kind,
    sight,
)
from limner_model.engines.look import Look


def _version(look: Look) -> str | None:
    return str(look.said("/props", "build_info") or "") if "llamacpp" in look.owners else None


def _abilities(look: Look) -> Abilities:
    return Abilities(
        pictures=sight(
            look.said("/props", "modalities", "vision"),
            seeing="start llama-server with --mmproj FILE.gguf",
            telling="start llama-server of a newer release",
        ),
        adapters=_adapters(look),
        likelihoods=Ability(Can.LACKS, "it refuses echo", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.WORKS, "JSON schema, grammar (GBNF)"),
        cancelling=Ability(Can.WORKS, "a closed connection frees its slot"),
        priorities=Ability(Can.LACKS, "it has none", ONE_QUEUE),
    )


def _adapters(look: Look) -> Ability:
    names = list(adapters_by_name(look.at("/lora-adapters")))
    if names:
        return Ability(Can.WORKS, ", ".join(names))
    remedy = "llama-server --lora ui.gguf --lora-init-without-apply (after convert_lora_to_gguf.py)"
    return Ability(Can.LACKS, "it has loaded none", remedy)


def adapters_by_name(listed: object) -> dict[str, int]:
    """The number of each adapter in the answer of `/lora-adapters`, by its file's name."""
    if not isinstance(listed, list):
        return {}
    entries = [one for one in listed if isinstance(one, dict) and isinstance(one.get("id"), int)]
    return {PurePath(str(one.get("path"))).stem: one["id"] for one in entries}


LLAMA_CPP: Final = Kind(
    name="llama.cpp",
    owner="llamacpp",
    version=_version,
    abilities=_abilities,
    adapters_by_number=True,
    keeps_to_schemas=True,
    grammar_in=("grammar",),
)
