"""The looks that composed pages share: one rule a class."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import Look
from limner_server.proposers.wording.compose import (
    looks_of_controls,
    looks_of_pages,
    looks_of_places,
    looks_of_things,
)

# A later one goes before an earlier one where a tag has both.
LOOKS: Final[dict[str, Look]] = {
    **looks_of_pages.LOOKS,
    **looks_of_controls.LOOKS,
    **looks_of_things.LOOKS,
    **looks_of_places.LOOKS,
}
