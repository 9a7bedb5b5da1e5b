"""What Limner adds to the protocol: one command and one request, with the same parameters.

`limner.code` (workspace/executeCommand, one object argument) writes a screenshot as code and
applies the edit. `limner/code` (a request of our own) answers with the edit and applies nothing;
it is cancelled by `$/cancelRequest` and streams to its `partialResultToken`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lsprotocol.types import Position, ProgressToken, Range

from limner_server.emit.code import Stack
from limner_server.errors import InputError

CODE_COMMAND: Final = "limner.code"
CODE_REQUEST: Final = "limner/code"
# -32803 of LSP 3.17: the request was valid and failed; the message is for the user.
REQUEST_FAILED: Final = -32803


@dataclass(frozen=True, slots=True)
class CodeParams:
    """Write the picture as code, into the document.

    Attributes:
        uri: of the document.
        range: what the code replaces, or an empty range where it is inserted; None: at the end.
        image: a path (relative to the document or the workspace), a `file:` or a `data:` URI, or
            None for the picture on the clipboard.
        stack: the dialect, or None to choose by the document and the settings.
        version: of the document that `range` was measured in, or None for the current one.
        partial_result_token: where to stream what has been written so far, or None.
        work_done_token: where to report what is being done, or None.
    """

    uri: str
    range: Range | None = None
    image: str | None = None
    stack: Stack | None = None
    version: int | None = None
    partial_result_token: ProgressToken | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> CodeParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        if not isinstance(value, dict):
            raise InputError(f"{CODE_COMMAND} takes one object", 'such as {"uri", "image"}')
        return cls(
            uri=_required(value, "uri"),
            range=_range(value.get("range")),
            image=_optional(value, "image", str),
            stack=_stack(value.get("stack")),
            version=_optional(value, "version", int),
            partial_result_token=_optional(value, "partialResultToken", str | int),
            work_done_token=_optional(value, "workDoneToken", str | int),
        )


def to_wire(span: Range) -> dict[str, Any]:
    """A range as JSON, for the arguments of a command."""

    def position(place: Position) -> dict[str, int]:
        return {"line": place.line, "character": place.character}

    return {"start": position(span.start), "end": position(span.end)}


def _required(values: dict[str, Any], name: str) -> str:
    value = _optional(values, name, str)
    if not value:
        raise InputError(f"{CODE_COMMAND} needs {name!r}", "a string")
    return str(value)


def _optional(values: dict[str, Any], name: str, kind: Any) -> Any:
    value = values.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, kind):
        raise InputError(f"{CODE_COMMAND}: {name!r} is of the wrong kind")
    return value


def _range(value: Any) -> Range | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _no_range()
    return Range(_position(value.get("start")), _position(value.get("end")))


def _position(value: Any) -> Position:
    if not isinstance(value, dict):
        raise _no_range()
    return Position(_count(value.get("line")), _count(value.get("character")))


def _count(value: Any) -> int:
    if type(value) is int and 0 <= value < 2**31:
        return value
    raise _no_range()


def _no_range() -> InputError:
    return InputError(f"{CODE_COMMAND}: 'range' is not an LSP range")


def _stack(value: Any) -> Stack | None:
    if value is None:
        return None
    try:
        return Stack(value)
    except ValueError as error:
        raise InputError(f"no such stack: {value!r}", f"one of {', '.join(Stack)}") from error
