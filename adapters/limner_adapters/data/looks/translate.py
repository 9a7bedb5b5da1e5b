"""Puts a page's words into another language: not their sense, but their script and their looks."""

from __future__ import annotations

import html
import re
import zlib

from limner_adapters.data.looks.languages import Language

# A whole element whose text is nobody's to read, a tag or comment, or the text between.
_PIECE = re.compile(
    r"<(?P<closed>style|script|svg|code|pre|title)\b.*?</(?P=closed)>|<[^>]*>|[^<]+",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = re.compile(r'(?P<name>\b(?:placeholder|value)=")(?P<text>[^"]*)"')
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*")
_ADDRESS = re.compile(r"\S*(?:@|://|\.(?:com|io|org|net))\S*")
# Texts of at most this many letters are initials, units, signs: they stay.
_SHORT = 1


def translate(document: str, language: Language) -> str:
    """The document with its words replaced, and its language and direction named.

    The same word is the same wherever it stands. Numbers, addresses, program text, style sheets and
    drawings stay as they are.

    Args:
        document: of HTML whose attributes hold no bare `>`.
        language: to put it in.
    """
    translated = _PIECE.sub(lambda piece: _translated(piece[0], language), document)
    direction = ' dir="rtl"' if language.right_to_left else ""
    plain = re.sub(r'(<html\b[^>]*?) (?:lang|dir)="[^"]*"', r"\1", translated, count=1)
    return re.sub(r"<html\b", f'<html lang="{language.code}"{direction}', plain, count=1)


def _translated(piece: str, language: Language) -> str:
    if not piece.startswith("<"):
        return html.escape(_words(html.unescape(piece), language), quote=False)
    # Only what a field shows; the `value` of an option is not among it, but changing it harms none.
    if piece[1:6].lower() == "input" or piece[1:9].lower() == "textarea":
        return _SHOWN.sub(
            lambda found: (
                found["name"] + html.escape(_words(html.unescape(found["text"]), language)) + '"'
            ),
            piece,
        )
    return piece


def _words(text: str, language: Language) -> str:
    kept = {found.span() for found in _ADDRESS.finditer(text)}

    def other(found: re.Match[str]) -> str:
        word = found[0]
        inside = any(start <= found.start() < end for start, end in kept)
        return word if inside or len(word) <= _SHORT else _other(word, language)

    changed = _WORD.sub(other, text)
    if language.spaced:
        return changed
    # Blanks between words go; those at the ends stay, for they part elements.
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", changed)


def _other(word: str, language: Language) -> str:
    choice = zlib.crc32(word.lower().encode()) % len(language.words)
    other = language.words[choice]
    if word.isupper():
        return other.upper()
    return other[0].upper() + other[1:] if word[0].isupper() else other.lower()
