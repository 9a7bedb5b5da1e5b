"""Typefaces that look as if written by hand."""

from __future__ import annotations

import base64
import functools

from limner_adapters.data.dialects.packages import PackedFile, file_bytes

PENS = ("patrick-hand", "architects-daughter", "caveat", "kalam", "indie-flower")
_VERSION = "5.3.0"


@functools.cache
def pen_rules(pen: str) -> str:
    """The rule that brings a pen along, its letters within.

    Raises:
        ToolMissingError: the pen is not in the cache and npm does not bring it.
    """
    file = PackedFile(f"@fontsource/{pen}", _VERSION, f"files/{pen}-latin-400-normal.woff2")
    letters = base64.b64encode(file_bytes(file)).decode()
    return f"@font-face{{font-family:'{pen}';src:url(data:font/woff2;base64,{letters})}}"
