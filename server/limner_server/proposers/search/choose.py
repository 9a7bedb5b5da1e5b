"""Which of the patches that pass the tests is probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from limner_server.patch import Patch


def choose(survivors: Sequence[Patch]) -> list[Patch]:
    """The survivors, the smallest and most natural first."""
    return sorted(survivors, key=lambda patch: (patch.cost, patch.size))
