"""The argument of a command of ours, taken apart: JSON that anybody may have sent."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from lsprotocol.types import Position, Range

from limner_server.errors import InputError

Choice = TypeVar("Choice", bound=StrEnum)


class Arguments:
    """The one object that a command takes. What is missing or of the wrong kind is named."""

    def __init__(self, command: str, value: Any) -> None:
        """Take the object.

        Args:
            command: its name, for the errors.
            value: what the client sent, any JSON value.

        Raises:
            InputError: it is no object.
        """
        if not isinstance(value, dict):
            raise InputError(f"{command} takes one object", 'such as {"uri": ...}')
        self._command = command
        self._values = value

    def optional(self, name: str, kind: Any) -> Any:
        """A value of this kind, or None where it is not there."""
        value = self._values.get(name)
        if value is None:
            return None
        wrong = isinstance(value, bool) and kind is not bool
        if wrong or not isinstance(value, kind):
            raise InputError(f"{self._command}: {name!r} is of the wrong kind")
        return value

    def required(self, name: str) -> str:
        """A string that is not empty."""
        value = self.optional(name, str)
        if not value:
            raise InputError(f"{self._command} needs {name!r}", "a string")
        return str(value)

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One of the values of a string enumeration, or None where it is not there."""
        value = self.optional(name, str)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError as error:
            known = ", ".join(kind)
            raise InputError(f"no such {name}: {value!r}", f"one of {known}") from error

    def range(self, name: str = "range") -> Range | None:
        """A range of LSP."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self._no_range(name)
        ends = value.get("start"), value.get("end")
        start, end = (self._position(name, position) for position in ends)
        return Range(start, end)

    def _position(self, name: str, value: Any) -> Position:
        if not isinstance(value, dict):
            raise self._no_range(name)
        line, character = (self._count(name, value.get(part)) for part in ("line", "character"))
        return Position(line, character)

    def _count(self, name: str, value: Any) -> int:
        if type(value) is int and 0 <= value < 2**31:
            return value
        raise self._no_range(name)

    def _no_range(self, name: str) -> InputError:
        return InputError(f"{self._command}: {name!r} is not an LSP range")


def to_wire(span: Range) -> dict[str, Any]:
    """A range as JSON, for the arguments of a command."""

    def position(place: Position) -> dict[str, int]:
        return {"line": place.line, "character": place.character}

    return {"start": position(span.start), "end": position(span.end)}
