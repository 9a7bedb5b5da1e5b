"""vLLM, by its documentation and its server of version 0.33.

Its list of models names the parent of each adapter. `/version` tells its version. A request that
waits is dropped when its connection is closed, one that runs is aborted. Pictures may be data URIs;
whether the model takes any it does not tell.
"""

from __future__ import annotations

from typing import Final

from limner_model.engines.kind import UNSEEN, Abilities, Ability, Can, Kind
from limner_model.engines.look import Look


def _version(look: Look) -> str | None:
    return str(look.said("/version", "version") or "") if "vllm" in look.owners else None


def _abilities(look: Look) -> Abilities:
    return Abilities(
        pictures=Ability(Can.UNKNOWN, "it does not tell whether the model takes any", UNSEEN),
        adapters=_adapters(look),
        likelihoods=Ability(Can.WORKS, "by echo and logprobs"),
        structure=Ability(Can.WORKS, "JSON schema, choices, regular expression, grammar"),
        cancelling=Ability(Can.WORKS, "a closed connection aborts the request"),
        priorities=Ability(
            Can.UNKNOWN,
            "it does not tell whether it goes by them",
            "vllm serve --scheduling-policy priority",
        ),
    )


def _adapters(look: Look) -> Ability:
    if look.adapters:
        return Ability(Can.WORKS, ", ".join(look.adapters))
    return Ability(
        Can.LACKS,
        "it serves none of this model",
        f"vllm serve ... --enable-lora --lora-modules {look.model}:ui=FOLDER",
    )


VLLM: Final = Kind(
    name="vLLM",
    owner="vllm",
    version=_version,
    abilities=_abilities,
    schedules_by=("priority", "user"),
    keeps_to_schemas=True,
    grammar_in=("structured_outputs", "grammar"),
)
