"""What a template is given in place of the values that only the program around it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from jinja2 import Undefined

from limner_adapters.tuning.views.words import words_of

# How often a loop is gone through: so many make a list.
ROUNDS: Final = 3


class StandIn(Undefined):
    """A value that nobody gave: it says its own name, and has whatever is asked of it."""

    __slots__ = ()

    def __str__(self) -> str:
        """Words made of its name."""
        return words_of(self._undefined_name or "")

    def __iter__(self) -> Iterator[Any]:
        """Some things of its kind."""
        name = re.sub(r"s$", "", self._undefined_name or "item")
        return iter([StandIn(name=f"{name} {index + 1}") for index in range(ROUNDS)])

    def __getattr__(self, name: str) -> Any:
        """Another of that name, but nothing of what Python itself looks for."""
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(name=name)

    def __getitem__(self, name: object) -> Any:
        """Another of that name."""
        return StandIn(name=str(name))

    def __call__(self, *_: object, **__: object) -> Any:
        """Itself, whatever it is called with."""
        return self

    def __bool__(self) -> bool:
        """So that what is shown under a condition is shown."""
        return True

    def __len__(self) -> int:
        """Of what a loop goes through."""
        return ROUNDS

    def __int__(self) -> int:  # type: ignore[override]  # Jinja's never returns
        """A small number."""
        return ROUNDS

    def __float__(self) -> float:  # type: ignore[override]
        """A small number."""
        return float(ROUNDS)

    def __eq__(self, other: object) -> bool:
        """Nothing is known of it."""
        return False

    def __hash__(self) -> int:
        """By its name."""
        return hash(self._undefined_name)

    def _itself(self, *_: object) -> Any:
        return self

    def _no(self, *_: object) -> Any:
        return False

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself
    __truediv__ = __floordiv__ = __mod__ = __neg__ = _itself
    __lt__ = __gt__ = __le__ = __ge__ = _no
