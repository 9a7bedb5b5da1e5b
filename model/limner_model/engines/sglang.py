"""SGLang, by its documentation and its server of version 0.5.23.

`/server_info` tells its version and settings, `/model_info` whether the model sees. An adapter is
listed by its own name, with its model as parent, and asked for as `MODEL:ADAPTER`. Higher numbers
are more urgent there unless it is told otherwise, so that it is told of none. Beside `echo` it
refuses `logprobs`. A queue that is full says 503.
"""

from __future__ import annotations

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
    return str(look.said("/server_info", "version") or "") if "sglang" in look.owners else None


def _abilities(look: Look) -> Abilities:
    return Abilities(
        pictures=sight(
            look.said("/model_info", "has_image_understanding"),
            seeing="serve one that has, as Qwen3-VL",
            telling="serve it with a newer SGLang",
        ),
        adapters=_adapters(look),
        likelihoods=Ability(Can.LACKS, "it refuses echo with logprobs", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.WORKS, "JSON schema, regular expression, grammar (EBNF)"),
        cancelling=Ability(Can.WORKS, "a closed connection aborts the request"),
        priorities=Ability(Can.LACKS, "its numbers run the other way: it is told none", ONE_QUEUE),
    )


def _adapters(look: Look) -> Ability:
    if look.adapters:
        return Ability(Can.WORKS, ", ".join(f"{look.model}:{name}" for name in look.adapters))
    return Ability(
        Can.LACKS,
        "it serves none of this model",
        "sglang serve ... --enable-lora --lora-paths ui=FOLDER",
    )


SGLANG: Final = Kind(
    name="SGLang",
    owner="sglang",
    version=_version,
    abilities=_abilities,
    adapters_after_model=True,
    keeps_to_schemas=True,
    grammar_in=("ebnf",),
)
