"""How urgent a request is, and for whom: what the queue goes by.

A request says so in fields that others understand: vLLM's `priority` (lower is earlier, 0 where
nothing is said) and OpenAI's `user`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from limner_model.errors import RequestRefusedError
from limner_model.fields import Fields

_LONGEST_NAME: Final = 256


class Priority(IntEnum):
    """How urgent a request is; lower is earlier."""

    WAITED_FOR = 0
    """Somebody asked, and waits."""
    SUGGESTED = 1
    """Nobody asked: ghost text. It is of use while it is the latest of its window."""
    BACKGROUND = 2
    """Nobody waits: measurements."""


@dataclass(frozen=True, slots=True)
class Place:
    """What decides about a request's place in the queue.

    Attributes:
        priority: how urgent it is.
        window: whose it is: among equals, each is served in turn. Empty for whoever says nothing,
            who all count as one.
    """

    priority: Priority = Priority.WAITED_FOR
    window: str = ""

    @classmethod
    def taken(cls, fields: Fields) -> Place:
        """What a request's fields say; a number beyond the priorities counts as the nearest.

        Raises:
            RequestRefusedError: they are malformed.
        """
        priority: int = fields.take("priority", int) or 0
        window: str = fields.take("user", str) or ""
        if len(window) > _LONGEST_NAME:
            raise RequestRefusedError(f"'user' is longer than {_LONGEST_NAME} characters")
        return cls(Priority(min(max(priority, min(Priority)), max(Priority))), window)

    def replaces(self, other: Place) -> bool:
        """Whether a later request at this place makes an earlier one at `other` useless."""
        return self == other and self.priority is Priority.SUGGESTED and self.window != ""


ORDINARY: Final = Place()
"""Of a request that says nothing of it."""
