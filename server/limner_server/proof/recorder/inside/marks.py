"""Whether a case has left something behind that the next one would see."""

# Goes into the workspace's interpreter: it holds whatever a case does.
# ruff: noqa: PLR0911

from __future__ import annotations

import os
import random
import sys
import threading
import types
from typing import Any

# So much of a module's state is looked at; what holds more is not shared between cases.
MOST = 4000
DEEPEST = 6
# What holds state and shows it by its attributes alone.
HIDDEN = ("__dict__", "__weakref__", "__doc__", "__annotations__", "__abstractmethods__")


class TooMuch(Exception):  # noqa: N818 - no error: a lot
    """There is more state than is looked at."""


class Marks:
    """The state of a module as it was, to tell whether it is the same.

    Args:
        module: the module under test.
        folder: of the cases.
    """

    def __init__(self, module: Any, folder: str) -> None:
        self._module, self._folder = module, folder
        self._chance = random.getstate()
        self._before = self._now()

    def is_same(self) -> bool:
        """Whether the next case finds all as the last one did; chance begins again in any case."""
        random.setstate(self._chance)
        return self._before is not None and self._before == self._now()

    def _now(self) -> Any:
        self._left = MOST
        try:
            return (
                self._state(vars(self._module), 0),
                tuple(os.listdir(self._folder)),
                dict(os.environ),
                threading.active_count(),
                len(sys.path),
            )
        except Exception:
            return None

    def _state(self, value: Any, depth: int) -> Any:
        """What can be compared of a value."""
        self._left -= 1
        if self._left < 0:
            raise TooMuch
        kind = type(value)
        if kind is float:
            return repr(value)
        if kind in (int, str, bytes, bool, type(None), complex):
            return value
        if depth > DEEPEST:
            return id(value)
        if kind in (list, tuple, set, frozenset):
            return id(value), [self._state(one, depth + 1) for one in value]
        if isinstance(value, dict):
            return id(value), self._items(value, depth)
        return id(value), self._inside(value, depth)

    def _items(self, value: Any, depth: int) -> list[Any]:
        return [
            (self._state(key, depth + 1), self._state(one, depth + 1))
            for key, one in list(value.items())
            if key != "__builtins__"
        ]

    def _inside(self, value: Any, depth: int) -> Any:
        if isinstance(value, types.ModuleType):
            return None
        if hasattr(value, "cache_info"):
            return value.cache_info().currsize
        if isinstance(value, types.FunctionType):
            if value.__module__ != self._module.__name__:
                return None
            cells = [one.cell_contents for one in value.__closure__ or () if one != EMPTY]
            parts = [value.__defaults__, value.__kwdefaults__, *cells]
            return [self._state(one, depth + 1) for one in parts], self._items(vars(value), depth)
        if isinstance(value, (staticmethod, classmethod)):
            return self._inside(value.__func__, depth)
        if isinstance(value, type):
            if value.__module__ != self._module.__name__:
                return None
            shown = {key: one for key, one in vars(value).items() if key not in HIDDEN}
            return self._items(shown, depth)
        inside = getattr(value, "__dict__", None)
        return self._items(inside, depth) if isinstance(inside, dict) else None


EMPTY = types.CellType()
