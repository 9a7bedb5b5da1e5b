"""An entry of a catalogue as the texts that it is drawn as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.drawn import Drawn, Role, drawn_of
from limner_server.perception.drawn.holes import readings, with_holes

# The forms of a plural or a gender that code does not ask for by name: those of the CLDR.
_FORM: Final = re.compile(r"[._](?:zero|one|two|few|many|other|plural|male|female|ordinal)$")


def entry_texts(key: str, text: str, offset: int) -> Iterator[Drawn]:
    """What an entry draws: one text, or one for each form of a plural.

    Args:
        key: by which code asks for it, the names around it before it with dots.
        text: as the catalogue has it, unescaped.
        offset: where in the catalogue it stands.
    """
    key = _FORM.sub("", key)
    for reading in readings(text):
        drawn = drawn_of(with_holes(reading, offset), Role.ENTRY, key)
        if drawn is not None:
            yield drawn
