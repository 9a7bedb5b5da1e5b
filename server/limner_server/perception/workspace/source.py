"""The text of a file, and how to write it back byte for byte as it was."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError

# A source file beyond this was made by a program, and is of no use to a person.
LARGEST: Final = 20 * 2**20
# The longer first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# PEP 263, in one of the first two lines.
_CODING: Final = re.compile(rb"\A(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, line endings as they are, without the byte order mark.

    Attributes:
        path: absolute.
        text: what it says.
        encoding: how its bytes spell that.
        mark: the byte order mark that they begin with, or nothing.
    """

    path: Path
    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """The bytes of the file, were this its text.

        Raises:
            InputError: the file's encoding cannot spell it.
        """
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise InputError(
                f"{self.path.name} is {self.encoding}, which has no {error.object[error.start]!r}"
            ) from error


def read_source(path: Path) -> Source:
    """Read a file of source code.

    Raises:
        InputError: there is none, it is no text, or it is too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name} is larger than {LARGEST // 2**20} MB")
        return decode_source(path, path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def decode_source(path: Path, content: bytes) -> Source:
    """The text that the bytes of a file spell.

    Raises:
        InputError: they spell none.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Source(path, _decoded(path, content[len(mark) :], encoding), encoding, mark)
    declared = _CODING.match(content) if path.suffix in (".py", ".pyi") else None
    encoding = declared[1].decode() if declared else "utf-8"
    return Source(path, _decoded(path, content, encoding), encoding)


def _decoded(path: Path, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"{path.name} is not {encoding} text", "save it as UTF-8") from error
    if "\0" in text:
        raise InputError(f"{path.name} is not text")
    return text
