"""Asking fontconfig which file a font is in, as Chromium does."""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

from limner_server.perception.scene import Family

# Letters are measured at this size and scaled: outlines scale linearly, Chromium does not hint.
EM = 100

_WEIGHTS = {300: "light", 400: "regular", 700: "bold"}


class FontFile(NamedTuple):
    """A file of fonts, and the number of the face in it."""

    file: str
    face: int


def match(
    family: Family, weight: int, *, italic: bool = False, character: str = ""
) -> FontFile | None:
    """The font that comes nearest; None where there is no fontconfig.

    Args:
        family: the generic family.
        weight: 300, 400 or 700.
        italic: whether it should slant.
        character: one that the font must have, or an empty string.
    """
    if shutil.which("fc-match") is None:
        return None
    pattern = f"{family}:weight={_WEIGHTS[weight]}:slant={100 if italic else 0}"
    if character:
        pattern += f":charset={ord(character):x}"
    answer = subprocess.run(
        ["fc-match", "--format=%{file}\n%{index}", pattern],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    ).stdout
    file, _, index = answer.partition("\n")
    return FontFile(file, int(index) & 0xFFFF if index.isdigit() else 0)
