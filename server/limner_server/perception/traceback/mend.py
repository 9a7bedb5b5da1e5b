"""What a reader of pictures gets wrong in a traceback, set right where its form tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz

_QUOTES: Final = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EM DASH}": "-",
        "\N{EN DASH}": "-",
    }
)
# Letters that stand where only a digit can.
_DIGITS: Final = str.maketrans("lIi|!oOQDSsZzBgq", "1111100005522899")
_DIGIT: Final = r"[\dlIi|!oOQDSsZzBgq]"
_HEADER: Final = "Traceback (most recent call last):"
_ALIKE: Final = 80
# `File "x.py", line 3, in f`, whose quotes and comma are what is lost first.
_FRAME: Final = re.compile(
    rf"F[il1I|!]{{1,2}}e\s*[\"'`]*\s*(?P<path>[^\"'`]*?[\w>])\s*[\"'`]*\s*[,.;]*\s*[\"'`]*\s*"
    rf"[\w|!]{{1,4}}ne\s*(?P<line>{_DIGIT}+)\b\s*(?:[,.;]?\s*[il1|]n\s+(?P<function>\S.*))?$"
)
_FRAME_BEGUN: Final = re.compile(r"\s*F[il1I|!]{1,2}e\s*[\"'`]")
# `at f (x.js:3:9)`, `at x.js:3:9`.
_CALL: Final = re.compile(
    rf"(?P<indent>\s*)[aA][tf]\s+(?P<function>[^()]*?\s*\(\s*)?(?P<path>\S[^()]*?\.\s?[cm]?[jt]sx?)"
    rf"\s*[:;.]\s*(?P<line>{_DIGIT}+)\s*[:;.]\s*(?P<column>{_DIGIT}+)\s*\)?\s*(?P<brace>\{{?)$"
)
_CALL_BEGUN: Final = re.compile(r"\s*[aA]t\s+(?:[^()]*\([^()]*|(?:async )?(?:file:)?/[^()\s]*)$")
# `x.py:3: in f`, `x.py:3: KeyError`, `x.js:3`.
_PLACE: Final = re.compile(
    rf"(?P<path>\S.*?\.\s?(?:py|[cm]?[jt]sx?))\s*[:;]\s*(?P<line>{_DIGIT}+)\s*(?P<rest>[:;].*)?$"
)
# Marks below a line of code, which are read as capitals.
_MARKS: Final = re.compile(r"\s*[\^~*AVNRLDBWMU\"\s.'-]{3,}$")
_CARETS: Final = re.compile(r"[\^~]{2}|[AV]{3}|[ANRLDBWMU]{6}")


def mend(lines: Iterable[str]) -> list[str]:
    """The lines of a traceback as its program would have printed them.

    Rows that go on in the next are joined, marks below code left out; the words that give frames
    their form are spelled as they are, and numbers of lines are numbers.
    """
    joined = list(_joined(line.translate(_QUOTES).rstrip() for line in lines))
    return [_mended(line) for line in joined if not _is_marks(line)]


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Rows that broke off in a frame with what follows them."""
    waiting = ""
    for line in lines:
        if waiting:
            yield waiting + line.lstrip()
            waiting = ""
        elif _is_begun(line):
            waiting = line
        else:
            yield line
    if waiting:
        yield waiting


def _is_begun(line: str) -> bool:
    """Whether a row is the first part of a frame that goes on in the next."""
    if _FRAME_BEGUN.match(line):
        return not _FRAME.search(line) and "ine " not in line
    return bool(_CALL_BEGUN.match(line)) and not _CALL.match(line)


def _is_marks(line: str) -> bool:
    return bool(_MARKS.match(line) and _CARETS.search(line))


def _mended(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    # The columns within a line are not sure, those of its start are.
    text = re.sub(r"\s+", " ", line.strip())
    if fuzz.ratio(text, _HEADER) >= _ALIKE:
        return indent + _HEADER
    if frame := _FRAME.search(text):
        where = f'File "{_path(frame["path"])}", line {_number(frame["line"])}'
        function = f", in {frame['function']}" if frame["function"] else ""
        return indent + text[: frame.start()] + where + function
    if call := _CALL.match(indent + text):
        place = f"{_path(call['path'])}:{_number(call['line'])}:{_number(call['column'])}"
        function = (call["function"] or "").rstrip("( ")
        brace = f" {call['brace']}" if call["brace"] else ""
        return (
            f"{indent}at {function} ({place}){brace}" if function else f"{indent}at {place}{brace}"
        )
    if not indent and (told := _PLACE.match(text)):
        rest = re.sub(r"^[:;]\s*(?:[1lI|!]n(?= ))?", _colon, told["rest"] or "")
        return f"{_path(told['path'])}:{_number(told['line'])}{rest}"
    # pytest's margin, which an E in print stands for.
    return indent + re.sub(r"^E (?=\S)", "E   ", text)


def _colon(found: re.Match[str]) -> str:
    """What parts the place from what is said of it: a colon, and "in" before a function."""
    return ": in" if found.group().endswith("n") else ": "


def _number(digits: str) -> str:
    return digits.translate(_DIGITS)


def _path(printed: str) -> str:
    """Without the blanks that were read between letters that stand a little apart."""
    return re.sub(r"\s+", "", printed)
