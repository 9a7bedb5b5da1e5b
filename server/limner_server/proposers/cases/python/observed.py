"""What the code under test has told so far, to be given back to it."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from typing import Any, Final

from limner_server.proof.recorder.case import Recorded
from limner_server.proposers.cases.python.pools import Pool

# So many texts are remembered, of so many characters at most.
_MANY: Final = 60
_LONG: Final = 16


class Observed:
    """Hears of outcomes.

    Args:
        variable: what the object of a case is called; "" for none.

    Attributes:
        pool: the texts that came out.
    """

    def __init__(self, variable: str) -> None:
        self.pool = Pool()
        self._variable = variable
        self._attributes: dict[str, str] = {}

    def see(self, recorded: Recorded) -> None:
        """Remember what a case told."""
        for text in (recorded.value, *(told for _, told in recorded.state)):
            for one in _texts(text):
                if one not in self.pool.texts and len(self.pool.texts) < _MANY:
                    self.pool.texts.append(one)
        for name, text in recorded.state:
            owner, _, attribute = name.partition(".")
            if attribute and self._variable and owner in (self._variable, "result"):
                self._attributes[attribute] = text

    def setting(self, dice: random.Random) -> str | None:
        """A statement that sets an attribute to what it once was; None where there is none."""
        if not self._attributes:
            return None
        name = dice.choice([*self._attributes])
        return f"{self._variable}.{name} = {self._attributes[name]}"


def _texts(text: str) -> Iterator[str]:
    """The texts in a literal."""
    if not text or len(text) > 400:
        return
    try:
        yield from _inside(ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError):
        return


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, str) and 0 < len(value) <= _LONG:
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _inside(key)
            yield from _inside(one)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _inside(one)
