"""Which font sets a character that the page's own font does not have: another script's."""

from __future__ import annotations

import unicodedata
from functools import cache

from PIL import ImageFont

from limner_server.perception.fontconfig import EM, match
from limner_server.perception.scene import Family

# Every font that a browser picks for text has the letters of Europe.
_LATIN_END = "\u0250"
# No font has a letter here: what is drawn for it is what is drawn for any missing letter.
_MISSING = "\U0010fffe"
# Scripts of many letters, and one that stands for all: asking for each would take long.
_SAMPLES = {
    "CJK": "\u4e2d",
    "IDEOGRAPHIC": "\u4e2d",
    "FULLWIDTH": "\u4e2d",
    "HIRAGANA": "\u3042",
    "KATAKANA": "\u3042",
    "HANGUL": "\ud55c",
}
# Scripts that put no blanks between words.
_UNSPACED = frozenset({"CJK", "IDEOGRAPHIC", "FULLWIDTH", "HIRAGANA", "KATAKANA", "THAI", "LAO"})


def font_for(
    character: str, own: ImageFont.FreeTypeFont, family: Family, weight: int
) -> ImageFont.FreeTypeFont:
    """The font that sets a character: `own` where it can, else the system's for its script."""
    if character < _LATIN_END or bytes(own.getmask(character)) != _missing(own):
        return own
    return _system_font(_SAMPLES.get(_script(character), character), family, weight) or own


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script that puts no blanks between words."""
    return character >= _LATIN_END and _script(character) in _UNSPACED


def _script(character: str) -> str:
    """The first word of a character's Unicode name: its script, near enough."""
    return unicodedata.name(character, "UNKNOWN").split()[0]


@cache
def _missing(own: ImageFont.FreeTypeFont) -> bytes:
    """What the font draws for a letter that it does not have."""
    return bytes(own.getmask(_MISSING))


@cache
def _system_font(character: str, family: Family, weight: int) -> ImageFont.FreeTypeFont | None:
    found = match(family, weight, character=character)
    try:
        return ImageFont.truetype(found.file, EM, index=found.face) if found else None
    except OSError:
        return None
