"""What an engine serves, as its list of models tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from limner_model.errors import BadAnswerError


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model, or adapter, of an engine.

    Attributes:
        name: by which it is asked for.
        has_read: what it was trained on ("pages", "code"); None where the engine does not tell.
        owner: whom the engine names as its owner: some kinds of engines are known by it.
        parent: the model of an adapter, where the engine tells.
    """

    name: str
    has_read: frozenset[str] | None = None
    owner: str = ""
    parent: str = ""


def read_listing(answer: dict[str, Any], where: str) -> tuple[ServedModel, ...]:
    """The models in an engine's answer.

    Raises:
        BadAnswerError: the answer, of the engine at `where`, lists none.
    """
    try:
        return tuple(
            ServedModel(
                str(model["id"]),
                _subjects(model.get("has_read")),
                str(model.get("owned_by") or ""),
                str(model.get("parent") or ""),
            )
            for model in answer["data"]
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise BadAnswerError(f"the engine at {where} lists no models") from error


def _subjects(given: object) -> frozenset[str] | None:
    return frozenset(map(str, given)) if isinstance(given, list) else None
