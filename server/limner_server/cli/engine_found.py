"""What `limner doctor` finds of the engine: which kind it is, and what it can do."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.endpoint import Endpoint
from limner_model.engines.kind import Abilities, Ability, Can, Survey
from limner_model.engines.known import survey
from limner_model.errors import EngineError
from limner_server.cli.finding import Finding

# Seconds that an engine has to answer: who is slower would keep everybody waiting.
PATIENCE: Final = 2.0
# As the table names them; the others by their own names.
_NAMES: Final = {"structure": "structured output", "cancelling": "cancellation"}


def find_served(config: Config) -> list[Finding]:
    """What is known of the engine: its kind and version, and what it can do with the model.

    No model is asked, and none is loaded.

    Args:
        config: the settings; without a URL in them, the local engine is meant, where it runs.
    """
    engine = _engine(config)
    if engine is None:
        return []
    try:
        found = survey(engine.connection, engine.model, PATIENCE)
    except EngineError as error:
        if not config.base_url:
            return []  # what it wrote was left behind
        remedy = error.remedy or "start it, or set base_url to another"
        return [Finding("engine", there=False, detail=error.message, remedy=remedy)]
    findings = [_kind(found, engine)]
    if found.serves is False:
        findings.append(_lacking(found, engine))
    abilities = found.abilities
    return findings + [
        _ability(one.name, getattr(abilities, one.name)) for one in fields(Abilities)
    ]


def _engine(config: Config) -> Engine | None:
    if config.base_url:
        return Engine(config.base_url, config.model, api_key=config.api_key or None)
    local = Endpoint.published()
    if local is None:
        return None
    return Engine(
        local.base_url, config.model, api_key=local.token or None, socket=local.socket or None
    )


def _kind(found: Survey, engine: Engine) -> Finding:
    name = f"{found.kind} {found.version}".strip()
    return Finding("engine", there=True, detail=f"{name} at {engine.connection.where}")


def _lacking(found: Survey, engine: Engine) -> Finding:
    listed = ", ".join(found.models)
    return Finding(
        "engine's model",
        there=False,
        detail=f"it does not serve {engine.model}",
        remedy=f"set model to one of {listed}",
    )


def _ability(name: str, ability: Ability) -> Finding:
    return Finding(
        _NAMES.get(name, name),
        there=ability.can is Can.WORKS,
        detail=ability.detail,
        remedy=ability.remedy,
        unknown=ability.can is Can.UNKNOWN,
    )
