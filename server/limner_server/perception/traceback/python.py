"""Tracebacks as the Python interpreter prints them.

The form is that of the standard library's `traceback` module, with the position markers of
PEP 657, the chains of PEP 3134 and the exception groups of PEP 654.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from limner_server.perception.traceback.traceback import Frame, Traceback

_HEADER: Final = re.compile(r"(?P<group>Exception Group )?Traceback \(most recent call last\)")
_FRAME: Final = re.compile(r'File "(?P<path>.+?)", line (?P<line>\d+)(?:, in (?P<function>.+))?')
_ERROR: Final = re.compile(r"(?P<error>[^\W\d][\w.]*)(?:: ?(?P<message>.*))?$")
_CHAIN: Final = re.compile(r"direct cause of the following exc|handling of the above exc")
_MARKS: Final = re.compile(r"[\s~^]+$")
# A group's frame, pytest's margin, the name of a container in front of its log.
_MARGIN: Final = re.compile(r"(?: +[|+] |E {2,3}|[\w.-]+ +\| )")


@dataclass(slots=True)
class _Open:
    """A traceback whose error is not read yet; its header stands at `column`."""

    column: int
    is_group: bool = False
    frames: list[Frame] = field(default_factory=list)
    cause: Traceback | None = None

    def ended(self, error: str = "", message: str = "") -> Traceback:
        causes = (self.cause,) if self.cause else ()
        return Traceback(tuple(self.frames), error, message, causes, self.is_group)


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.found: list[tuple[int, Traceback]] = []
        self._open: _Open | None = None
        self._is_chained = False

    def take(self, line: str) -> None:
        margin = _MARGIN.match(line)
        start = margin.end() if margin else 0
        body = line[start:].strip()
        column = line.index(body, start)
        if header := _HEADER.search(line):
            self._begin(header.start(), is_group=bool(header["group"]))
        elif frame := _FRAME.search(line):
            # A syntax error at the top has no header.
            opened = self._open or self._begin(column - 2)
            function = (frame["function"] or "").strip()
            opened.frames.append(Frame(frame["path"], int(frame["line"]), function=function))
        elif _CHAIN.search(body):
            self._is_chained = True
        elif body and self._open and self._open.frames:
            self._after_frame(self._open, body, column)

    def end(self) -> None:
        """Keep what was cut off in print."""
        if self._open and self._open.frames:
            self._keep(self._open.column, self._open.ended())
        self._open = None

    def _begin(self, column: int, *, is_group: bool = False) -> _Open:
        self.end()
        self._open = _Open(column, is_group)
        if self._is_chained and self.found:
            self._open.cause = self.found.pop()[1]
        self._is_chained = False
        return self._open

    def _after_frame(self, opened: _Open, text: str, column: int) -> None:
        """The frame's code, marks below it, or the error."""
        if column <= opened.column and (error := _ERROR.match(text)):
            self._open = None
            ended = opened.ended(error["error"], (error["message"] or "").strip())
            self._keep(opened.column, ended)
        elif not opened.frames[-1].code and not _MARKS.match(text):
            opened.frames[-1] = replace(opened.frames[-1], code=text)

    def _keep(self, column: int, traceback: Traceback) -> None:
        """As one more, or as part of the group that it stands in."""
        if self.found and self.found[-1][1].is_group and column > self.found[-1][0]:
            outer, group = self.found[-1]
            self.found[-1] = outer, replace(group, others=(*group.others, traceback))
        else:
            self.found.append((column, traceback))


def python_tracebacks(lines: list[str]) -> list[Traceback]:
    """All tracebacks in print, in its order; those that belong to one failure as one."""
    reading = _Reading()
    for line in lines:
        reading.take(line)
    reading.end()
    return [traceback for _, traceback in reading.found]
