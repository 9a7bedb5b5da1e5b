"""Values as expressions that equal them, as a person would write them into a test."""

# Goes into the workspace's interpreter: it holds whatever a case does.
# ruff: noqa: S307

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import math
import pathlib
import uuid
from typing import Any

from .made import arguments_kept, fields_given
from .naming import Naming, UnspeakableError

# Nothing longer stands well in a test.
LONGEST = 500
# What is nested deeper than this is no value that anybody wants to read.
DEEPEST = 8
# Whole numbers of more digits are no value that anybody wants to read either.
DIGITS = 60


class Speller:
    """Spells values for one case.

    Args:
        names: what stands bare in the case: the names of the module under test.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._folder = str(names["tmp_path"])
        self._naming = Naming(names)
        self._length = 0
        # Whether all that was spelled is literal, and so equals what it was spelled from.
        self._is_plain = True

    @property
    def imports(self) -> list[str]:
        """The lines of import that what was spelled needs."""
        return sorted(self._naming.imports)

    def spelled(self, value: Any) -> str:
        """An expression that equals a value; "" where there is none that is short.

        What compares equal to nothing, as nan does, is told apart by its spelling.
        """
        before = dict(self._naming.imports)
        self._length, self._is_plain = 0, True
        try:
            text = self._any(value, 0)
            if len(text) <= LONGEST and (self._is_plain or self._holds(text, value)):
                return text
        except Exception:  # noqa: S110 - there is none, whatever the reason
            pass
        self._naming.imports = before
        return ""

    def _holds(self, text: str, value: Any) -> bool:
        """Whether an expression equals a value when it is worked out."""
        scope = dict(self._names)
        for line in self._naming.imports:
            exec(line, scope)
        again = eval(text, scope)
        if type(value) is float and math.isnan(value):
            return type(again) is float and math.isnan(again)
        return bool(again == value) and bool(value == again)

    def _any(self, value: Any, depth: int) -> str:
        self._length += 1
        if depth > DEEPEST or self._length > LONGEST:
            raise UnspeakableError
        kind = type(value)
        name = _BY_TYPE.get(kind)
        if name is not None:
            return str(getattr(self, name)(value, depth))
        self._is_plain = False
        if isinstance(value, enum.Enum):
            return self._member(value)
        if isinstance(value, type):
            return self._class(value)
        for base, name in _BY_BASE:
            if isinstance(value, base):
                return str(getattr(self, name)(value, depth))
        return self._object(value, depth)

    def _object(self, value: Any, depth: int) -> str:
        kind = type(value)
        if kind.__module__ == "numpy" and hasattr(value, "item") and not getattr(value, "shape", 1):
            return self._any(value.item(), depth)
        if dataclasses.is_dataclass(kind):
            return self._call(kind, fields_given(value), depth)
        if getattr(kind, "__eq__", None) is not vars(object)["__eq__"]:
            return self._call(kind, arguments_kept(value), depth)
        return self._naming.of_object(value)

    def _float(self, value: float, depth: int) -> str:
        del depth
        if math.isfinite(value):
            return repr(value)
        self._is_plain = False
        return 'float("' + str(value) + '")'

    def _int(self, value: int, depth: int) -> str:
        del depth
        if value.bit_length() > DIGITS * 3.4:
            raise UnspeakableError
        return repr(value)

    def _text(self, value: Any, depth: int) -> str:
        del depth
        if len(value) > LONGEST:
            raise UnspeakableError
        if isinstance(value, str) and self._folder in value:
            if not value.startswith(self._folder):
                raise UnspeakableError
            return "str(" + self._place(value) + ")"
        return quoted(value)

    def _plain(self, value: Any, depth: int) -> str:
        del depth
        return repr(value)

    def _list(self, value: Any, depth: int) -> str:
        return "[" + self._items(value, depth) + "]"

    def _tuple(self, value: Any, depth: int) -> str:
        return "(" + self._items(value, depth) + ("," if len(value) == 1 else "") + ")"

    def _set(self, value: Any, depth: int) -> str:
        if not value:
            return type(value).__name__ + "()"
        try:
            items = sorted(value)
        except Exception:
            items = sorted(value, key=repr)
        text = "{" + self._items(items, depth) + "}"
        return "frozenset(" + text + ")" if isinstance(value, frozenset) else text

    def _dict(self, value: Any, depth: int) -> str:
        pairs = (
            self._any(key, depth + 1) + ": " + self._any(one, depth + 1)
            for key, one in value.items()
        )
        return "{" + ", ".join(pairs) + "}"

    def _items(self, values: Any, depth: int) -> str:
        return ", ".join([self._any(one, depth + 1) for one in values])

    def _deque(self, value: Any, depth: int) -> str:
        return self._naming.of_class(collections.deque) + "([" + self._items(value, depth) + "])"

    def _moment(self, value: Any, depth: int) -> str:
        names = ["year", "month", "day"] if isinstance(value, dt.date) else []
        if isinstance(value, (dt.datetime, dt.time)):
            clock = ["hour", "minute", "second", "microsecond"]
            least = 2 if isinstance(value, dt.datetime) else 1
            while len(clock) > least and not getattr(value, clock[-1]):
                clock.pop()
            names += clock
        parts = [str(getattr(value, name)) for name in names]
        zone = getattr(value, "tzinfo", None)
        if zone is not None:
            parts.append("tzinfo=" + self._zone(zone, depth))
        base = next(one for one in MOMENTS if isinstance(value, one))
        # Where the clock goes wrong, others than these stand in the library.
        base = getattr(dt, base.__name__)
        return self._naming.of_class(base) + "(" + ", ".join(parts) + ")"

    def _zone(self, value: Any, depth: int) -> str:
        if value is dt.timezone.utc:  # noqa: UP017 - Python 3.8
            return self._naming.of_class(dt.timezone) + ".utc"
        if isinstance(value, dt.timezone):
            offset = self._any(value.utcoffset(None), depth + 1)
            return self._naming.of_class(dt.timezone) + "(" + offset + ")"
        raise UnspeakableError

    def _delta(self, value: Any, depth: int) -> str:
        del depth
        given = [
            name + "=" + str(getattr(value, name))
            for name in ("days", "seconds", "microseconds")
            if getattr(value, name)
        ]
        return self._naming.of_class(dt.timedelta) + "(" + (", ".join(given) or "0") + ")"

    def _decimal(self, value: Any, depth: int) -> str:
        del depth
        return self._naming.of_class(decimal.Decimal) + '("' + str(value) + '")'

    def _fraction(self, value: Any, depth: int) -> str:
        del depth
        both = str(value.numerator) + ", " + str(value.denominator)
        return self._naming.of_class(fractions.Fraction) + "(" + both + ")"

    def _place(self, path: str) -> str:
        """A path in the case's own folder."""
        parts = path[len(self._folder) :].strip("/")
        return "tmp_path / " + quoted(parts) if parts else "tmp_path"

    def _path(self, value: Any, depth: int) -> str:
        del depth
        if str(value).startswith(self._folder):
            return self._place(str(value))
        base = pathlib.Path if isinstance(value, pathlib.Path) else pathlib.PurePath
        return self._naming.of_class(base) + "(" + quoted(str(value)) + ")"

    def _uuid(self, value: Any, depth: int) -> str:
        del depth
        return self._naming.of_class(uuid.UUID) + "(" + quoted(str(value)) + ")"

    def _named(self, value: Any, depth: int) -> str:
        if not hasattr(value, "_fields"):
            raise UnspeakableError
        try:
            return self._call(type(value), value._asdict(), depth)
        except UnspeakableError:
            return self._tuple(value, depth)

    def _member(self, value: Any) -> str:
        name = self._naming.of_class(type(value))
        if value.name is None or "|" in value.name:
            parts = [one for one in type(value) if one in value]
            return " | ".join(name + "." + one.name for one in parts)
        return name + "." + str(value.name)

    def _class(self, value: type) -> str:
        return value.__name__ if value.__module__ == "builtins" else self._naming.of_class(value)

    def _call(self, kind: type, given: dict[str, Any], depth: int) -> str:
        name = self._naming.of_class(kind)
        parts = [key + "=" + self._any(one, depth + 1) for key, one in given.items()]
        return name + "(" + ", ".join(parts) + ")"


def quoted(value: Any) -> str:
    """A text or bytes in double quotes where it has none."""
    text = repr(value)
    head = "b" if text.startswith("b") else ""
    body = text[len(head) + 1 : -1]
    if text.endswith("'") and '"' not in body:
        return head + '"' + body + '"'
    return text


# The classes of moments, the more exact first; others may stand in for them.
MOMENTS = (dt.datetime, dt.date, dt.time)

_BY_TYPE: dict[type, str] = {
    type(None): "_plain",
    type(...): "_plain",
    type(NotImplemented): "_plain",
    bool: "_plain",
    int: "_int",
    float: "_float",
    complex: "_plain",
    str: "_text",
    bytes: "_text",
    bytearray: "_plain",
    range: "_plain",
    slice: "_plain",
    list: "_list",
    tuple: "_tuple",
    set: "_set",
    frozenset: "_set",
    dict: "_dict",
    # What equals a dict is written as one.
    collections.OrderedDict: "_dict",
    collections.defaultdict: "_dict",
    collections.Counter: "_dict",
    type({}.keys()): "_set",
    collections.deque: "_deque",
}
_BY_BASE: tuple[tuple[type, str], ...] = (
    (dt.date, "_moment"),
    (dt.time, "_moment"),
    (dt.timedelta, "_delta"),
    (dt.timezone, "_zone"),
    (decimal.Decimal, "_decimal"),
    (fractions.Fraction, "_fraction"),
    (pathlib.PurePath, "_path"),
    (uuid.UUID, "_uuid"),
    (tuple, "_named"),
)
