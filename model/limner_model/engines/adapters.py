"""How an adapter is asked for: by a model's name with most engines, by a number with some."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from limner_model.connection import Connection
from limner_model.engines.known import kind_owning
from limner_model.engines.llama_cpp import adapters_by_name
from limner_model.engines.look import Look
from limner_model.served import ServedModel


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says to have an adapter.

    Attributes:
        model: for a name.
        fields: beside it.
    """

    model: str
    fields: dict[str, Any] = field(default_factory=dict)


def asked_for(
    adapter: str, model: str, served: Sequence[ServedModel], connection: Connection
) -> Asked | None:
    """How to ask an engine for `adapter` of `model`; None where it does not serve it.

    Args:
        adapter: listed as `MODEL:ADAPTER`, or as `ADAPTER` with the model as its parent.
        model: that it belongs to.
        served: what the engine lists.
        connection: to an engine that has to be asked for its adapters.
    """
    kind = kind_owning(one.owner for one in served)
    whole = f"{model}:{adapter}"
    if kind.adapters_by_number:
        look = Look(connection, model, (), threading.Event())
        numbers = adapters_by_name(look.at("/lora-adapters"))
        number = numbers.get(whole, numbers.get(adapter))
        return None if number is None else Asked(model, {"lora": [{"id": number, "scale": 1.0}]})
    for one in served:
        if one.name == whole or (one.name == adapter and one.parent == model):
            is_bare = kind.adapters_after_model and one.parent == model
            return Asked(f"{model}:{one.name}" if is_bare else one.name)
    return None
