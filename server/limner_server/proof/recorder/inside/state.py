"""What the act changed: the objects that were arranged, and those of the module under test."""

from __future__ import annotations

import pathlib
import types
from typing import Any

from .spell import Speller

# What cannot change, or is no one's state.
FIXED = (
    type(None),
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    type,
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
)
MUTABLE = (list, dict, set, bytearray)
# No object has more attributes that are told.
MOST = 24
# No larger file is told, in bytes.
LARGEST = 400


def attributes(value: Any) -> dict[str, Any]:
    """The attributes of an object that are anybody's business."""
    if isinstance(value, FIXED) or type(value).__module__ in ("builtins", "numpy", "pathlib"):
        return {}
    found = dict(getattr(value, "__dict__", None) or {})
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(value, name):
                found[name] = getattr(value, name)
    public = [name for name in found if isinstance(name, str) and not name.startswith("_")]
    return {name: found[name] for name in public[:MOST]}


def seen(speller: Speller, objects: dict[str, Any]) -> dict[str, str]:
    """What can be seen of named objects: an expression of each, and what it equals now."""
    told = {}
    for name, value in objects.items():
        if isinstance(value, FIXED):
            continue
        if isinstance(value, MUTABLE):
            told[name] = speller.spelled(value)
            continue
        if isinstance(value, pathlib.Path):
            text = _content(value)
            if text is not None:
                told[name + ".read_text()"] = speller.spelled(text)
            continue
        for attribute, one in attributes(value).items():
            told[name + "." + attribute] = speller.spelled(one)
    return told


def _content(path: pathlib.Path) -> str | None:
    """What a small file says; None where there is none."""
    try:
        return path.read_text("utf-8") if path.stat().st_size <= LARGEST else None
    except (OSError, ValueError):
        return None


def changed(before: dict[str, str], after: dict[str, str]) -> list[list[str]]:
    """What is another thing now, as far as it can be told."""
    return [[name, text] for name, text in after.items() if text and before.get(name) != text]


def globals_of(module: Any) -> dict[str, Any]:
    """What of a module may change in place, and can be imported by its name."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, MUTABLE) and not name.startswith("_")
    }
