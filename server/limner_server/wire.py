"""Values as JSON, on their way between the server and its worker: by their types, both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, TypeVar, cast

from cattrs import Converter

Value = TypeVar("Value")

_CONVERTER: Final = Converter(forbid_extra_keys=True)
_CONVERTER.register_unstructure_hook(Path, str)
_CONVERTER.register_structure_hook(Path, lambda value, _: Path(value))


def to_json(value: Any) -> dict[str, Any]:
    """A dataclass as JSON values."""
    return cast("dict[str, Any]", _CONVERTER.unstructure(value, type(value)))


def from_json(kind: type[Value], values: dict[str, Any]) -> Value:
    """What `to_json` wrote of a value of this type."""
    return _CONVERTER.structure(values, kind)
