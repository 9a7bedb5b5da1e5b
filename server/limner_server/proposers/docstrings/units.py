"""The units and shapes that names and comments speak of."""

from __future__ import annotations

import re
from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.words import raw_words

_UNITS: Final = {
    "s": "seconds",
    "sec": "seconds",
    "secs": "seconds",
    "seconds": "seconds",
    "ms": "milliseconds",
    "msec": "milliseconds",
    "millis": "milliseconds",
    "milliseconds": "milliseconds",
    "us": "microseconds",
    "ns": "nanoseconds",
    "mins": "minutes",
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "px": "pixels",
    "pixels": "pixels",
    "pt": "points",
    "bytes": "bytes",
    "kb": "kilobytes",
    "kib": "kibibytes",
    "mb": "megabytes",
    "mib": "mebibytes",
    "gb": "gigabytes",
    "percent": "percent",
    "pct": "percent",
    "deg": "degrees",
    "degrees": "degrees",
    "rad": "radians",
    "radians": "radians",
    "hz": "hertz",
    "khz": "kilohertz",
    "mm": "millimetres",
    "cm": "centimetres",
    "km": "kilometres",
    "meters": "metres",
    "metres": "metres",
    "miles": "miles",
    "kg": "kilograms",
    "grams": "grams",
    "celsius": "degrees Celsius",
    "fahrenheit": "degrees Fahrenheit",
    "kelvin": "kelvins",
    "kelvins": "kelvins",
    "volts": "volts",
    "watts": "watts",
    "cents": "cents",
    "usd": "US dollars",
    "eur": "euros",
    "kmh": "kilometres per hour",
    "mph": "miles per hour",
}
# Too short to be a unit by themselves, or more often something else.
_ONLY_LAST: Final = words_in("units only behind a word")
_COUNTED: Final = frozenset(("n", "num", "number", "count", "per"))
_SHAPE: Final = re.compile(
    r"(?:shape\s*[:=]?\s*)?(\((?:[A-Za-z_]\w*|\d+|-1)(?:,\s*(?:[A-Za-z_]\w*|\d+|-1))*,?\))"
)


def unit_of(name: str) -> str:
    """The unit that a name says its value is in; "" where it says none."""
    words = raw_words(name)
    if not words or words[-1] not in _UNITS or (len(words) > 1 and words[-2] in _COUNTED):
        return ""
    if len(words) == 1 and (
        words[0] in _ONLY_LAST
        or words[0] in ("bytes", "days", "hours", "cents", "pixels", "points")
    ):
        return ""
    return _UNITS[words[-1]]


def without_unit(name: str) -> str:
    """A name without the unit at its end."""
    if not unit_of(name):
        return name
    return re.sub(rf"_?{raw_words(name)[-1]}$", "", name, flags=re.IGNORECASE) or name


def shape_in(comment: str) -> str:
    """The shape that a comment states: "(n, 3)"; "" where it states none."""
    found = _SHAPE.search(comment)
    return found[1] if found and "," in found[1] else ""
