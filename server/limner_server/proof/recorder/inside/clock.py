"""The clock of the recorder, the sleep that does not wait, and pytest's `monkeypatch`."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from typing import Any

from .reached import note

# How far another process's clock goes wrong, to see what hangs on it: in seconds.
SHIFT = 400 * 86400 + 5 * 3600 + 17 * 60 + 11.5


class Patches:
    """What is used of pytest's `monkeypatch`; nothing need be undone in a process that ends."""

    are_used = False

    def setattr(self, target: Any, name: Any, *value: Any) -> None:
        """Let an attribute be something else: of an object, or by a path with dots."""
        self.are_used = True
        if value:
            setattr(target, name, value[0])
            return
        path, _, attribute = target.rpartition(".")
        setattr(sys.modules[path], attribute, name)

    def setenv(self, name: str, value: str) -> None:
        """Let an environment variable be something else."""
        self.are_used = True
        os.environ[name] = value

    def chdir(self, path: Any) -> None:
        """Work in another folder."""
        self.are_used = True
        os.chdir(path)


def _sleep(seconds: float) -> None:
    del seconds
    note("sleep")


def no_sleep() -> None:
    """Let `time.sleep` only be noticed."""
    setattr(time, "sleep", _sleep)  # noqa: B010 - it is another function


def shift_clock() -> None:
    """Let the clock of this process go wrong; before anything takes hold of it."""
    for name in ("time", "time_ns"):
        _shift(name)

    class Lenient(type):
        def __instancecheck__(cls, one: Any) -> bool:
            return isinstance(one, cls.__mro__[1])

        def __subclasscheck__(cls, one: Any) -> bool:
            return cls.__mro__[1] in one.__mro__

    class ShiftedDate(dt.date, metaclass=Lenient):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

    class ShiftedMoment(dt.datetime, metaclass=Lenient):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

        @classmethod
        def utcnow(cls) -> Any:
            return cls(1970, 1, 1) + dt.timedelta(seconds=time.time())

    for kind, name in ((ShiftedDate, "date"), (ShiftedMoment, "datetime")):
        kind.__name__ = kind.__qualname__ = name
        kind.__module__ = "datetime"
        setattr(dt, name, kind)


def _shift(name: str) -> None:
    honest = getattr(time, name)
    amount = SHIFT if name == "time" else int(SHIFT * 1e9)

    def shifted() -> Any:
        return honest() + amount

    setattr(time, name, shifted)
