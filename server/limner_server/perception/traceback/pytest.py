"""Failures as pytest reports them: its long, short and line styles, and its summary."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from limner_server.perception.traceback.traceback import Frame, Traceback

_HEADING: Final = re.compile(r"_{3,} (?P<name>\S.*?) _{3,}$")
_PLACE: Final = re.compile(
    r"(?P<path>\S.*?\.\w+):(?P<line>\d+): ?"
    r"(?:in (?P<function>\S.*)"
    r"|(?P<error>[A-Z][\w.]*|[a-z]\w*\.[\w.]+|assert\b.*)(?:: (?P<message>.*))?)?$"
)
_CODE: Final = re.compile(r">\s+(?P<code>\S.*)")
# A syntax error's place stands in its message.
_NATIVE: Final = re.compile(r'E +File "(?P<path>.+?)", line (?P<line>\d+)')
_SAYS: Final = re.compile(
    r"E {2,}(?P<error>[^\W\d][\w.]*)(?:: (?P<message>.*))?$|E {2,}(?P<text>\S.*)"
)
_CHAIN: Final = re.compile(r"direct cause of the following exc|handling of the above exc")
_SUMMARY: Final = re.compile(
    r"(?:FAILED|ERROR) (?P<path>[^:]+\.py)(?:::(?P<name>\S+))?(?: - (?P<text>.*))?$"
)
_MARKS: Final = re.compile(r"[\s~^]+$")


class _Report:
    """One error of a failing test."""

    def __init__(self, cause: Traceback | None = None) -> None:
        self.is_ended = False
        self._cause = cause
        self._frames: list[Frame] = []
        self._in_message: list[Frame] = []
        self._code = ""
        self._error = ""
        self._message = ""
        self._awaits_code = False

    def take(self, line: str) -> None:
        if code := _CODE.match(line):
            self._code = code["code"]
        elif says := _SAYS.match(line):
            self._hear(says)
        elif place := _PLACE.match(line):
            self._add(place)
        elif self._awaits_code and line.startswith("  ") and not _MARKS.match(line):
            self._frames[-1] = replace(self._frames[-1], code=line.strip())
            self._awaits_code = False

    def traceback(self) -> Traceback | None:
        if not self._frames:
            return self._cause
        causes = (self._cause,) if self._cause else ()
        frames = (*self._frames, *self._in_message)
        return Traceback(frames, self._error, self._message, causes)

    def _hear(self, says: re.Match[str]) -> None:
        """The first line with the error's mark says what it is, or where the syntax is wrong."""
        if native := _NATIVE.match(says.string):
            self._in_message.append(Frame(native["path"], int(native["line"])))
        elif self._in_message and not self._in_message[-1].code:
            self._in_message[-1] = replace(self._in_message[-1], code=says.string[1:].strip())
        elif not self._error and (says["error"] or not self._in_message):
            self._error = says["error"] or "AssertionError"
            self._message = (says["message"] or says["text"] or "").strip()

    def _add(self, place: re.Match[str]) -> None:
        function, error = place["function"] or "", place["error"] or ""
        if error.endswith("Warning") and not self._error:
            # Python warns in the same form.
            return
        frame = Frame(place["path"], int(place["line"]), function=function, code=self._code)
        self._frames.append(frame)
        self._code = ""
        self._awaits_code = bool(function)
        self.is_ended = bool(error)
        if error and not self._error:
            self._error, self._message = error, (place["message"] or "").strip()


def pytest_tracebacks(lines: list[str]) -> list[Traceback]:
    """All failures in a report of pytest, in its order."""
    found: list[Traceback] = []
    report = _Report()
    for line in lines:
        is_chained = bool(_CHAIN.search(line))
        if report.is_ended or is_chained or _HEADING.match(line):
            if traceback := report.traceback():
                found.append(traceback)
                report = _Report()
            if is_chained and found:
                report = _Report(found.pop())
        report.take(line)
    if traceback := report.traceback():
        found.append(traceback)
    return found or _summary(lines)


def _summary(lines: list[str]) -> list[Traceback]:
    """What the summary at the end tells where there is no more: the test's name, not its line."""
    found = []
    for line in lines:
        if told := _SUMMARY.match(line):
            function = re.sub(r"\[.*", "", told["name"] or "").rpartition("::")[2]
            error, _, message = (told["text"] or "").partition(": ")
            frame = Frame(told["path"], 0, function=function)
            found.append(Traceback((frame,), error, message))
    return found
