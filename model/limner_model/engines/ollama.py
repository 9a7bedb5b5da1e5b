"""Ollama, by its documentation and source of August 2026.

Its list names a model's namespace as the owner, and each model with its tag; what a model can do
stands in `/api/show`. Pictures must be data URIs of PNG, JPEG or WebP. An adapter is part of a
model (`ADAPTER` in a Modelfile). A model is loaded by the first request, in silence. What does not
fit into the context is left out without a word, the oldest messages first. Where it fails in
mid-answer it says no word either: the stream ends. A queue that is full says 503.
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
)
from limner_model.engines.look import Look


def _version(look: Look) -> str | None:
    # Others answer to some of its paths too, but own what they list.
    if look.owners & {"vllm", "llamacpp", "sglang", "limner"}:
        return None
    version = look.said("/api/version", "version")
    return version if isinstance(version, str) else None


def _abilities(look: Look) -> Abilities:
    return Abilities(
        pictures=_pictures(look),
        adapters=_adapters(look),
        likelihoods=Ability(Can.LACKS, "it does not repeat the text", WITHOUT_LIKELIHOODS),
        structure=Ability(Can.WORKS, "JSON schema"),
        cancelling=Ability(Can.WORKS, "a closed connection ends the request"),
        priorities=Ability(Can.LACKS, "it has none", ONE_QUEUE),
    )


def _pictures(look: Look) -> Ability:
    shown = look.at("/api/show", {"model": look.model})
    abilities = shown.get("capabilities") if isinstance(shown, dict) else None
    if not isinstance(abilities, list):
        return Ability(Can.UNKNOWN, "it does not tell", f"ollama pull {look.model}")
    if "vision" in abilities:
        return Ability(Can.WORKS, "as data URIs of PNG, JPEG or WebP")
    return Ability(Can.LACKS, "the model has no eyes", "choose one that has: ollama pull qwen3-vl")


def _adapters(look: Look) -> Ability:
    made = [str(card.get("id")) for card in look.cards]
    names = [name for name in made if name.startswith(f"{look.model}:") and ":" not in look.model]
    names = [name for name in names if not name.endswith(":latest")]
    if names:
        return Ability(Can.WORKS, ", ".join(names))
    remedy = "ollama create NAME:ui, of a Modelfile with FROM and ADAPTER, beside the model NAME"
    return Ability(Can.LACKS, "an adapter is a model of its own there", remedy)


OLLAMA: Final = Kind(
    name="Ollama",
    # Of the models that come from its own library.
    owner="library",
    version=_version,
    abilities=_abilities,
    lists_tags=True,
    keeps_to_schemas=True,
)
