"""What a class is called with to make an object that equals another."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from .naming import UnspeakableError


def fields_given(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that differ from what they are by default."""
    fields = [one for one in dataclasses.fields(value) if one.init]
    return {one.name: getattr(value, one.name) for one in fields if _is_needed(one, value)}


def arguments_kept(value: Any) -> dict[str, Any]:
    """What a class is given, of one that keeps it under the names it is given by."""
    kept = {}
    for one in inspect.signature(type(value)).parameters.values():
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            raise UnspeakableError
        found = getattr(value, one.name, getattr(value, "_" + one.name, None))
        if one.default is one.empty or found is not one.default:
            kept[one.name] = found
    return kept


def _is_needed(field: Any, value: Any) -> bool:
    now = getattr(value, field.name)
    if field.default is not dataclasses.MISSING:
        return now is not field.default and now != field.default
    if field.default_factory is not dataclasses.MISSING:
        return bool(now != field.default_factory())
    return True
