"""Words as a reader of pictures sees them: letters of one look are one.

The same folding of texts and of the bytes of files, so that whole files can be searched for what
was read, with its usual errors, before anything is decoded or parsed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Signs that are taken for one another, each row as its first; upper case is lower case.
_ALIKE: Final = ("l1i|!", "o0", "s5", "z2", "b8", "g9q")
_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
# Scripts without blanks between their words: Han, Kana, Hangul, Thai.
_UNSPACED: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def _table() -> bytes:
    """Each byte as the sign that stands for it; a blank for what is part of no word."""
    table = bytearray(b" " * 256)
    for letter in _LETTERS:
        table[letter] = letter
    for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        table[letter] = letter + 32
    for row in _ALIKE:
        for sign in row:
            table[ord(sign)] = ord(row[0])
            table[ord(sign.upper())] = ord(row[0])
    # A bar is a letter to a reader, but in files it stands between words.
    table[ord("|")] = table[ord("!")] = ord(" ")
    return bytes(table)


_TABLE: Final = _table()


def words_of(text: str) -> list[str]:
    """The words of a text, folded; of scripts without blanks each pair of signs."""
    return [word.decode("ascii") for word in folded_bytes(text.encode("utf-8", "surrogatepass"))]


def folded(text: str) -> str:
    """A text as its folded words, one blank apart."""
    return " ".join(words_of(text))


def folded_bytes(content: bytes) -> list[bytes]:
    """The folded words of a file's bytes, in order."""
    if content.isascii() and b"\\u" not in content:
        return _words(content)
    text = _decoded(content)
    plain = unicodedata.normalize("NFKD", text)
    pairs = [
        f"x{ord(one):x}x{ord(other):x}".encode()
        for run in _UNSPACED.findall(text)
        for one, other in zip(run, run[1:] or run, strict=False)
    ]
    return _words(plain.encode("ascii", "ignore")) + pairs


def _words(content: bytes) -> list[bytes]:
    return content.translate(_TABLE).replace(b"rn", b"m").replace(b"vv", b"w").split()


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        return content.decode("utf-16", "replace")
    text = content.decode("utf-8", "replace")
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # What joins a word for a renderer is no part of it; what lies between words stays between.
    return text.replace("\u00ad", "").replace("ß", "ss")
