"""Typefaces that sites bring along: the machine that draws the pages may have few of its own."""

from __future__ import annotations

import base64
import functools
import random

from limner_adapters.data.dialects.packages import PackedFile, file_bytes

_SANS = (
    *("roboto", "inter", "open-sans", "lato", "montserrat", "nunito", "poppins"),
    *("ibm-plex-sans", "work-sans", "fira-sans", "noto-sans"),
)
_SERIF = ("merriweather", "playfair-display", "lora")


def draw_face(rng: random.Random) -> str:
    """The rules of a page that is set in any of the faces, its letters within.

    Raises:
        ToolMissingError: the face is not in the cache and npm does not bring it.
    """
    name = rng.choice(_SERIF if rng.random() < 0.15 else _SANS)
    titles = rng.choice(_SERIF) if rng.random() < 0.12 else name
    letters = "".join(_letters(face) for face in sorted({name, titles}))
    body = "body,button,input,select,textarea,h1,h2,h3,h4,h5,h6"
    set_in = f"{body}{{font-family:'{name}',sans-serif!important}}"
    if titles != name:
        set_in += f"h1,h2,h3{{font-family:'{titles}',serif!important}}"
    return letters + set_in


@functools.cache
def _letters(face: str) -> str:
    """A face in two weights, as rules that hold the letters."""
    rules = ""
    for weight in (400, 700):
        path = f"files/{face}-latin-{weight}-normal.woff2"
        font = base64.b64encode(file_bytes(PackedFile(f"@fontsource/{face}", "5.3.0", path)))
        rules += (
            f"@font-face{{font-family:'{face}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{font.decode()})}}"
        )
    return rules
