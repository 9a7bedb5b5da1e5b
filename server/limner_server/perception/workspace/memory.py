"""What is known of a workspace, kept from one request to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import finalize

from limner_server.perception.syntax.cache import Trees
from limner_server.perception.workspace.mentions import Mentions
from limner_server.perception.workspace.source import Source
from limner_server.perception.workspace.walk import Walk

# A user works in one workspace, and two threads may look at it at a time.
_MOST: Final = 3


@dataclass(slots=True)
class Memory:
    """What was seen of a workspace, by time stamps; for one thread at a time.

    Attributes:
        root: of the workspace.
        walk: its folders.
        mentions: which of its files mention which names.
        trees: those parsed last.
        sources: those read last, with time and size.
    """

    root: Path
    walk: Walk
    mentions: Mentions = field(default_factory=Mentions)
    trees: Trees = field(default_factory=Trees)
    sources: dict[Path, tuple[tuple[int, int], Source]] = field(default_factory=dict)


_idle: Final[deque[Memory]] = deque(maxlen=_MOST)


def memory_of(root: Path, user: object) -> Memory:
    """The memory of a workspace, which nobody else has until its user is no more.

    Args:
        root: of the workspace.
        user: the object that uses it.
    """
    memory = _taken(root) or Memory(root, Walk(root))
    give_back: Callable[[Memory], None] = _idle.append
    finalize(user, give_back, memory).atexit = False
    return memory


def _taken(root: Path) -> Memory | None:
    for _ in range(len(_idle)):
        try:
            memory = _idle.popleft()
        except IndexError:
            return None  # Another thread took it.
        if memory.root == root:
            memory.walk.refresh()
            return memory
        _idle.append(memory)
    return None
