"""Reads a model's answer, in whichever of the usual forms it came.

An answer is data: it is taken apart into passages of code, and can do nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from limner_server.proposers.rewrite.blocks import edit_blocks
from limner_server.proposers.rewrite.hunks import diff_hunks
from limner_server.proposers.rewrite.names import name_above, name_in
from limner_server.proposers.rewrite.passages import Code, Passage

_LINE_ENDING: Final = re.compile(r"\r\n|\n|\r")
# Models that think aloud do so between these, and mean none of it.
_THOUGHTS: Final = re.compile(r"(?is)<(think|thinking|reasoning)>.*?(?:</\1>|\Z)")
_FENCE: Final = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*)")
_LANGUAGES: Final = frozenset(
    (
        *("py", "python", "python3", "js", "javascript", "mjs", "cjs", "node", "jsx"),
        *("ts", "typescript", "mts", "cts", "tsx"),
    )
)
_CODE: Final = re.compile(
    r"^[ \t]*(?:async[ \t]+)?(?:def|class|function|export|const|let)\b.*[:{(]", re.MULTILINE
)


def read_answer(text: str) -> list[Passage]:
    """The passages of code that an answer proposes, in order; none where it proposes nothing.

    Edit blocks go before a diff, and a diff before plain code: who writes them means them.
    """
    # Blanks at the end of a line are never meant.
    lines = [line.rstrip() for line in _LINE_ENDING.split(_THOUGHTS.sub("", text))]
    return [*edit_blocks(lines)] or [*diff_hunks(lines)] or [*_codes(lines)]


def _codes(lines: Sequence[str]) -> list[Code]:
    """What stands in fences; where there are none, all, if there is code in it."""
    codes: list[Code] = []
    index, fenced = 0, False
    while index < len(lines):
        opening = _FENCE.fullmatch(lines[index])
        if opening is None:
            index += 1
            continue
        fenced = True
        end = _closing(lines, index + 1, opening[2])
        inside = [line.removeprefix(opening[1]) for line in lines[index + 1 : end]]
        language, name = _info(opening[3])
        if not language or language in _LANGUAGES:
            name = name or name_above(lines, index)
            codes.append(Code(name, tuple(inside), cut=end == len(lines)))
        index = end + 1
    if not fenced and _CODE.search("\n".join(lines)):
        codes.append(Code("", tuple(lines)))
    return codes


def _closing(lines: Sequence[str], start: int, fence: str) -> int:
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return index
    return len(lines)


def _info(info: str) -> tuple[str, str]:
    """The language and the file that the first line of a fence names: `python src/a.py`."""
    first, _, rest = info.strip().partition(" ")
    language, _, name = first.partition(":")
    if name_in(first):
        return "", name_in(first)
    return language.lower(), name_in(name) or name_in(rest)
