"""Which files have which words: a quick look at the bytes of a whole workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.folding import folded_bytes

# A file beyond this was made by a program, but for catalogues, which are as large as applications.
_LARGEST: Final = 2 * 2**20
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


def scan(
    paths: Iterable[str],
    words: Collection[bytes],
    open_texts: dict[Path, str],
    check: Callable[[], None],
) -> tuple[list[Hit], int]:
    """Look for words in files, as a reader of pictures would see them.

    Args:
        paths: of the files, absolute.
        words: folded.
        open_texts: what stands in an editor in place of a file.
        check: raises where the work is not wanted any more.

    Returns:
        The files with at least one of the words; how many files were looked at.
    """
    wanted = frozenset(words)
    hits: list[Hit] = []
    seen = 0
    unsaved = {str(path): text for path, text in open_texts.items()}
    for path in paths:
        if not seen % _BREATH:
            check()
        seen += 1
        text = unsaved.get(path)
        content = _content(path) if text is None else text.encode("utf-8", "replace")
        found = wanted.intersection(folded_bytes(content))
        if found:
            hits.append(Hit(path, found, len(content)))
    return hits, seen


def _content(path: str) -> bytes:
    try:
        # Of ten thousand small files, a Path and a buffer each are most of the time.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size > _LARGEST:
                return b""
            return file.read()
    except OSError:
        return b""
