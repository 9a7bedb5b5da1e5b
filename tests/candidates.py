"""What the search proposes for a text, for tests to look at."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.search.search import search_patches

MOST = 6_000


def patches_of(text: str, name: str = "code.py") -> list[Patch]:
    """The single changes of a file, the likeliest first."""
    return [*islice(search_patches(Source(Path("/w") / name, text)), MOST)]


def texts_of(text: str, name: str = "code.py") -> list[str]:
    """The texts after each of them."""
    return [patch.applied(Path("/w") / name, text) for patch in patches_of(text, name)]
