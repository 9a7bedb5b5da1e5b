"""Which files have which words: a quick look at the bytes of a whole workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.folding import folded_bytes

# A file beyond this was made by a program, but for catalogues, which are as large as applications.
_LARGEST: Final = 2 * 2**20
# Of so many bytes in all it is remembered what they are, for the next look.
_KEPT: Final = 48 * 2**20
# So many files are read between two looks whether the user still waits.
_BREATH: Final = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """A file with some of the words.

    Attributes:
        path: absolute.
        words: those it has, folded.
        size: of the file in bytes.
    """

    path: str
    words: frozenset[bytes]
    size: int


class Scan:
    """Looks for words in files, as a reader of pictures would see them; for one picture."""

    def __init__(self, open_texts: Mapping[Path, str], check: Callable[[], None]) -> None:
        """Read nothing yet.

        Args:
            open_texts: what stands in an editor in place of files, by absolute path.
            check: raises where the work is not wanted any more.
        """
        self._check = check
        self._kept = {
            str(path): text.encode("utf-8", "replace") for path, text in open_texts.items()
        }
        self._left = _KEPT

    def hits(self, paths: Iterable[str], words: Collection[bytes]) -> list[Hit]:
        """The files with at least one of some words.

        Args:
            paths: of the files, absolute.
            words: folded.
        """
        wanted = frozenset(words)
        hits: list[Hit] = []
        for number, path in enumerate(paths):
            if not number % _BREATH:
                self._check()
            content = self._content(path)
            found = wanted.intersection(folded_bytes(content))
            if found:
                hits.append(Hit(path, found, len(content)))
        return hits

    def _content(self, path: str) -> bytes:
        kept = self._kept.get(path)
        if kept is not None:
            return kept
        content = _read(path)
        if len(content) <= self._left:
            self._left -= len(content)
            self._kept[path] = content
        return content


def _read(path: str) -> bytes:
    try:
        # Of ten thousand small files, a Path and a buffer each are most of the time.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size > _LARGEST:
                return b""
            return file.read()
    except OSError:
        return b""
