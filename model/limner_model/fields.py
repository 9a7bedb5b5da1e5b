"""The fields of a request's JSON body: taken one by one, each checked, none passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from limner_model.errors import RequestRefusedError

# Parameters that say nothing to one local engine.
_IGNORED = frozenset({"metadata", "store", "service_tier", "safety_identifier"})
_JSON_NAMES: dict[type, str] = {
    str: "a string",
    int: "an integer",
    bool: "true or false",
    list: "an array",
    dict: "an object",
}


@dataclass(slots=True)
class Fields:
    """The request's fields; what is left at the end is what nobody understood.

    Attributes:
        values: those that nobody has taken yet, without nulls.
    """

    values: dict[str, Any]

    @classmethod
    def of(cls, body: bytes) -> Fields:
        """The fields of a JSON object.

        Raises:
            RequestRefusedError: `body` is none.
        """
        try:
            given = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise RequestRefusedError(f"the request is not JSON ({error})") from error
        if not isinstance(given, dict):
            raise RequestRefusedError("the request must be a JSON object")
        return cls({key: value for key, value in given.items() if value is not None})

    def take(self, name: str, kind: type, *, required: bool = False) -> Any:
        """The value of `name`, which must be a `kind`; None where it is absent.

        Raises:
            RequestRefusedError: it is something else, or absent though it is required.
        """
        if required and name not in self.values:
            raise RequestRefusedError(f"{name!r} is missing")
        value = self.values.pop(name, None)
        # In Python a bool is an int; in JSON it is not.
        wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool))
        if value is not None and wrong:
            raise RequestRefusedError(f"{name!r} must be {_JSON_NAMES[kind]}")
        return value

    def take_number(self, name: str, lowest: float, highest: float) -> float | None:
        """The number `name` within bounds; None where it is absent.

        Raises:
            RequestRefusedError: it is no number, or out of bounds.
        """
        value = self.values.pop(name, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RequestRefusedError(f"{name!r} must be a number")
        if not lowest <= value <= highest:
            raise RequestRefusedError(f"{name!r} must be between {lowest:g} and {highest:g}")
        return float(value)

    def refuse_the_rest(self, neutral: Mapping[str, object]) -> None:
        """Let nothing pass that nobody understood.

        Args:
            neutral: fields that cannot be honoured, with the value that changes nothing.

        Raises:
            RequestRefusedError: there is a field left that would change something.
        """
        for name, value in self.values.items():
            if name in _IGNORED or (name in neutral and value == neutral[name]):
                continue
            raise RequestRefusedError(f"{name!r} is not supported by this engine")


def whole_characters(text: str) -> str:
    """The text without halves of surrogate pairs, which JSON can hold and no tokenizer takes."""
    return text.encode("utf-8", "replace").decode()
