"""What is known of a kind of engine, and what one of them was found to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from limner_model.engines.look import Look
from limner_model.forms import Form, Schema, response_format
from limner_model.scheduling.priority import Priority


class Can(StrEnum):
    """Whether an engine does something."""

    WORKS = "works"
    LACKS = "does not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether an engine does one thing, and what to do about it.

    Attributes:
        can: whether.
        detail: in which form, or why not.
        remedy: how to have it there; empty where it works.
    """

    can: Can
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine does with the model that is asked for.

    Attributes:
        pictures: it reads pictures, as data URIs.
        adapters: it serves LoRA adapters beside the model.
        likelihoods: it says how likely it finds a text.
        structure: it keeps to a form that is asked for.
        cancelling: it stops working when the connection is closed.
        priorities: it serves first what is waited for.
    """

    pictures: Ability
    adapters: Ability
    likelihoods: Ability
    structure: Ability
    cancelling: Ability
    priorities: Ability


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found of an engine.

    Attributes:
        kind: by the name of its makers.
        version: empty where it does not tell.
        abilities: what it can do.
        models: that it lists.
        serves: whether it lists the model that is asked for; None where it lists none.
    """

    kind: str
    version: str
    abilities: Abilities
    models: tuple[str, ...]
    serves: bool | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of engine: how it is known, and in what it differs from others.

    Attributes:
        name: by its makers.
        owner: whom its list of models names as their owner; empty where that says nothing.
        version: what one of them tells of its version; None where it is of another kind.
        abilities: what one of them can do.
        schedules_by: fields of a request that it goes by, of "priority" and "user"; some engines
            refuse a request for a field that they do not know.
        adapters_by_number: whether a request names adapters by their numbers, beside the model.
        adapters_after_model: whether an adapter that is listed as `ADAPTER` is asked for as
            `MODEL:ADAPTER`.
        lists_tags: whether a model without a tag is listed with `:latest`.
        keeps_to_schemas: whether it takes a `response_format`.
        grammar_in: where a request puts a grammar, as fields within one another; empty where it
            takes none in GBNF.
    """

    name: str
    owner: str
    version: Callable[[Look], str | None]
    abilities: Callable[[Look], Abilities]
    schedules_by: tuple[str, ...] = ()
    adapters_by_number: bool = False
    adapters_after_model: bool = False
    lists_tags: bool = False
    keeps_to_schemas: bool = False
    grammar_in: tuple[str, ...] = ()

    def scheduling(self, priority: Priority, window: str) -> dict[str, Any]:
        """What it schedules a request by; nothing where it does not, or all is as usual."""
        said: dict[str, Any] = {"user": window} if window else {}
        if priority is not Priority.WAITED_FOR:
            said["priority"] = int(priority)
        return {name: value for name, value in said.items() if name in self.schedules_by}

    def keeping_to(self, form: Form) -> dict[str, Any]:
        """The fields that ask for `form`; none where it does not know such."""
        if isinstance(form, Schema):
            return response_format(form) if self.keeps_to_schemas else {}
        if not self.grammar_in:
            return {}
        first, *rest = self.grammar_in
        within: Any = form.text
        for name in reversed(rest):
            within = {name: within}
        return {first: within}


def sight(told: object, *, seeing: str, telling: str) -> Ability:
    """Whether a model reads pictures, by what its engine tells.

    Args:
        told: True, False, or anything else where it does not tell.
        seeing: how to have a model that does.
        telling: how to have an engine that tells.
    """
    if told is True:
        return Ability(Can.WORKS, "as data URIs")
    if told is False:
        return Ability(Can.LACKS, "the model has no eyes", seeing)
    return Ability(Can.UNKNOWN, "it does not tell", telling)


# What goes without a model's likelihoods, and where they are to be had.
WITHOUT_LIKELIHOODS: Final = (
    "patches are ranked without the model; vLLM and Limner's own engine score texts"
)
ONE_QUEUE: Final = "first come, first served: let fewer share it"
UNSEEN: Final = 'limner ask "what is this?" --image PICTURE.png tries it'
