"""Which files mention a name: a quick look at their bytes, before anything is parsed."""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from limner_server.perception.workspace.stamps import is_racy

# A file beyond this was made by a program.
LARGEST: Final = 4 * 2**20
# Of so many names it is remembered which files mention them: a byte for each file.
_MOST_NAMES: Final = 64
_UNKNOWN, _ABSENT, _PRESENT = 0, 1, 2
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Mentions:
    """Remembers which files mention which names, for as long as time and size stay the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._stamps: list[tuple[int, int]] = []
        self._known: OrderedDict[str, bytearray] = OrderedDict()

    def of(
        self, names: Collection[str], files: Iterable[str], check: Callable[[], None]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """The files that mention one of several names as a word, with those they mention.

        Each file is read once for all names, and not at all where it is known from before.

        Args:
            names: identifiers.
            files: absolute paths; taken one by one, so that nobody walks further than needed.
            check: raises where the work is not wanted any more.
        """
        patterns = {name: _Word(name) for name in names}
        known = {name: self._of(name) for name in names}
        for path in files:
            number = self._number(path)
            if number is None:
                continue
            found = set()
            content: bytes | None = None
            for name, answers in known.items():
                if number >= len(answers):
                    answers.extend(bytes(len(self._stamps) - len(answers)))
                if answers[number] == _UNKNOWN:
                    if content is None:
                        check()
                        content = _content(path)
                    answers[number] = _PRESENT if patterns[name].is_in(content) else _ABSENT
                if answers[number] == _PRESENT:
                    found.add(name)
            if found:
                yield path, frozenset(found)

    def _of(self, name: str) -> bytearray:
        answers = self._known.setdefault(name, bytearray())
        self._known.move_to_end(name)
        while len(self._known) > _MOST_NAMES:
            self._known.popitem(last=False)
        return answers

    def _number(self, path: str) -> int | None:
        """The number of a file, of which nothing is known any more if it has changed."""
        try:
            status = os.stat(path)  # noqa: PTH116 - a hot loop
        except OSError:
            return None
        if status.st_size > LARGEST:
            return None
        stamp = status.st_mtime_ns, status.st_size
        if is_racy(stamp[0]):
            stamp = -1, -1
        number = self._numbers.setdefault(path, len(self._stamps))
        if number == len(self._stamps):
            self._stamps.append(stamp)
        elif self._stamps[number] != stamp or stamp[0] < 0:
            self._stamps[number] = stamp
            for answers in self._known.values():
                if number < len(answers):
                    answers[number] = _UNKNOWN
        return number


class _Word:
    """A name to be looked for among bytes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bytes = name.encode("utf-8", "surrogatepass")
        self._word = re.compile(rb"(?<![\w$])" + re.escape(self._bytes) + rb"(?![\w$])")

    def is_in(self, content: bytes) -> bool:
        if content.startswith(_UTF16):
            return self._name in content.decode("utf-16", "replace")
        # Of a name beyond ASCII nobody knows the bytes before the file is decoded.
        if not self._name.isascii():
            return self._bytes in content or b"coding" in content[:200]
        return self._bytes in content and self._word.search(content) is not None


def _content(path: str) -> bytes:
    try:
        # Of a hundred thousand small files, a Path and a buffer each are most of the time.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return b""
