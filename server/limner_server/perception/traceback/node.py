"""Stacks as V8 prints them: Node, browsers, and the reports of vitest, jest and `node --test`.

The form is that of V8's stack trace API; it has the innermost call first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from limner_server.perception.traceback.traceback import Frame, Traceback

# Vitest points with an ornament in place of "at".
_AT: Final = "(?:at|\N{HEAVY RIGHT-POINTING ANGLE QUOTATION MARK ORNAMENT})"
_CALL: Final = re.compile(
    rf"\s*(?:{_AT} )?(?:async )?(?P<function>\S.*?)? ?"
    r"\((?P<path>[^()]*?\S):(?P<line>\d+):(?P<column>\d+)\)"
)
_BARE_CALL: Final = re.compile(
    rf"\s*{_AT} (?:async )?(?:(?P<function>\S+) )?"
    r"(?P<path>\S.*?):(?P<line>\d+):(?P<column>\d+)\b"
)
# "path:line", then the source line and a mark below it, above an uncaught error.
_THROWN: Final = re.compile(r"(?P<path>\S.*?\.[cm]?[jt]sx?):(?P<line>\d+)$")
_ERROR: Final = re.compile(
    r"\s*(?P<cause>\[(?:cause|errors)\]: \[?)?(?:Uncaught )?"
    r"(?P<error>(?:[A-Za-z_$][\w$.]*)?(?:Error|Exception|Rejection|Failure))(?: \[\w+\])?"
    r"(?:: (?P<message>.*?))?(?: \{)?$"
)
_HEADING: Final = re.compile(r"\s*(?:● |FAIL +\S|not ok \d|⎯+ )")
_SHOWN: Final = re.compile(r"\s*>? *(?P<line>\d+) ?\|(?P<code>.*)")
_MARKS: Final = re.compile(r"[\s~^|]+$")
_OF_NODE: Final = ("node:", "internal/", "<anonymous>", "native ", "eval at ")


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.found: list[Traceback] = []
        self._frames: list[Frame] = []
        self._shown: dict[int, str] = {}
        self._error = self._message = ""
        self._is_cause = False
        self._thrown: Frame | None = None
        self._awaits_message = False

    def take(self, line: str) -> None:
        if heading := _HEADING.match(line):
            self.end()
            self._awaits_message = "●" in heading.group()
        elif shown := _SHOWN.match(line):
            self._shown.setdefault(int(shown["line"]), shown["code"].strip())
        elif error := _ERROR.match(line):
            self._hear(error)
        elif call := _CALL.match(line) or _BARE_CALL.match(line):
            self._add(call)
        elif thrown := _THROWN.match(line.strip()):
            self.end()
            self._thrown = Frame(_plain(thrown["path"]), int(thrown["line"]))
        elif self._thrown and not self._thrown.code and line.strip():
            self._thrown = replace(self._thrown, code=line.strip())
        elif self._awaits_message and line.strip():
            # Jest leaves the type of its own errors out.
            self._message, self._awaits_message = line.strip(), False

    def end(self) -> None:
        """Keep the error that was read, if there was one."""
        frames = self._with_code()
        if frames:
            one = Traceback(tuple(reversed(frames)), self._error, self._message)
            if self._is_cause and self.found:
                self.found[-1] = replace(self.found[-1], others=(*self.found[-1].others, one))
            else:
                self.found.append(one)
        self._frames, self._shown, self._thrown = [], {}, None
        self._error = self._message = ""
        self._is_cause = self._awaits_message = False

    def _hear(self, error: re.Match[str]) -> None:
        if self._frames:
            self.end()
        if not self._error:
            self._error, self._message = error["error"], error["message"] or ""
            self._is_cause = bool(error["cause"])
            self._awaits_message = False

    def _add(self, call: re.Match[str]) -> None:
        if call["path"].startswith(_OF_NODE):
            return
        path = _plain(call["path"])
        frame = Frame(path, int(call["line"]), int(call["column"]), call["function"] or "")
        self._frames.append(frame)

    def _with_code(self) -> list[Frame]:
        """The frames, innermost first, the shown source lines with the calls they belong to."""
        frames = list(self._frames)
        thrown = self._thrown
        if thrown and not thrown.path.startswith(_OF_NODE):
            if not any(_same_line(frame, thrown) for frame in frames):
                frames.insert(0, thrown)
            frames = [
                replace(frame, code=thrown.code) if _same_line(frame, thrown) else frame
                for frame in frames
            ]
        for index, frame in enumerate(frames):
            if frame.line in self._shown:
                # One source is shown, that of the innermost call in the user's own code.
                path, shown = frame.path, self._shown
                frames[index:] = [
                    replace(later, code=shown.get(later.line, "")) if later.path == path else later
                    for later in frames[index:]
                ]
                break
        return frames


def _same_line(one: Frame, other: Frame) -> bool:
    """Whether two frames are of one line; of folders one may be misread."""
    names = {frame.path.replace("\\", "/").rpartition("/")[2] for frame in (one, other)}
    return one.line == other.line and len(names) == 1


def node_tracebacks(lines: list[str]) -> list[Traceback]:
    """All stacks in print, in its order; an error's causes with it."""
    reading = _Reading()
    for line in lines:
        reading.take(line)
    reading.end()
    return reading.found


def _plain(path: str) -> str:
    """The path of a file, where a URL names it."""
    if "://" not in path:
        return path
    found = unquote(urlsplit(path).path)
    # A folder of one's own machine, as Vite's server spells it; a drive of Windows.
    found = found.removeprefix("/@fs")
    return found[1:] if re.match(r"/(?:[A-Za-z]:|\./)", found) else found
