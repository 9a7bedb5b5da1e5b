"""Whether JSON is what the server declares of its messages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from lsprotocol import types
from lsprotocol.converters import get_converter

PLAIN = {str: str, int: int, float: (int, float), bool: bool, type(None): type(None)}


def fault(value: Any, hint: Any, where: str = "it") -> str | None:
    """What of a JSON value is not as its type says; None where all is. More fields may be there."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        faults = [fault(value, part, where) for part in parts]
        return None if None in faults else "; ".join(filter(None, faults))
    if is_dataclass(hint):
        return _of_fields(value, hint, where)
    if origin is dict:
        inner = [fault(one, parts[1], f"{where}[{key!r}]") for key, one in _items(value)]
        return _first(inner) if isinstance(value, dict) else f"{where} is no object"
    if origin is tuple:
        return _of_members(value, parts, where)
    right = _is_right(value, hint)
    return None if right else f"{where} is no {hint}: {value!r}"


def _is_right(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
    if hint is types.Range:
        return get_converter().structure(value, types.Range) is not None
    if issubclass(hint, StrEnum):
        return value in list(hint)
    return isinstance(value, PLAIN[hint]) and isinstance(value, bool) == (hint is bool)


def _of_fields(value: Any, kind: Any, where: str) -> str | None:
    if not isinstance(value, dict):
        return f"{where} is no object"
    hints = get_type_hints(kind)
    missing = [field.name for field in fields(kind) if field.name not in value]
    if missing:
        return f"{where} lacks {missing}"
    names = [field.name for field in fields(kind)]
    return _first([fault(value[name], hints[name], f"{where}.{name}") for name in names])


def _of_members(value: Any, parts: tuple[Any, ...], where: str) -> str | None:
    if not isinstance(value, list):
        return f"{where} is no array"
    kinds = [parts[0]] * len(value) if parts[1:] == (...,) else parts
    if len(kinds) != len(value):
        return f"{where} has {len(value)} members"
    members = enumerate(zip(value, kinds, strict=True))
    return _first([fault(one, kind, f"{where}[{index}]") for index, (one, kind) in members])


def _items(value: Any) -> Any:
    return value.items() if isinstance(value, dict) else ()


def _first(faults: list[str | None]) -> str | None:
    return next(filter(None, faults), None)
