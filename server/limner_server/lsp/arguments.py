"""The argument of a command of ours, taken apart: JSON that anybody may have sent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lsprotocol.types import Position, Range

from limner_server.errors import InputError
from limner_server.lsp.places import file_uri

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

    def document(self, *, needed: bool = True) -> str:
        """The URI of the document; "" where none is named and none is needed.

        A key binding may only know its path: that does as well.
        """
        named = str(self.required("uri") if needed else self.optional("uri", str) or "")
        is_path = not urlsplit(named).scheme and Path(named).is_absolute()
        return file_uri(Path(named)) if is_path else named

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
        """A range of LSP; or the "lines" of a key binding, which counts them from one."""
        value = self._values.get(name)
        if value is None:
            return self._lines()
        if not isinstance(value, dict):
            raise self._no_range(name)
        ends = value.get("start"), value.get("end")
        start, end = (self._position(name, position) for position in ends)
        return Range(start, end)

    def _lines(self) -> Range | None:
        """From the first line to the last; the start of one line where they are the same."""
        lines = self.optional("lines", list)
        if lines is None:
            return None
        if len(lines) != 2:
            raise self._no_range("lines")
        first, last = (self._count("lines", line) for line in lines)
        start = Position(max(first - 1, 0), 0)
        return Range(start, Position(last, 0) if last > first else start)

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
