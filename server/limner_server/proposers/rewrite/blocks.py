"""Edit blocks: the lines to find, then the lines in their place, between markers of a merge.

path/to/file.py
<<<<<<< SEARCH
return a - b
=======
return a + b
>>>>>>> REPLACE
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from limner_server.proposers.rewrite.names import name_above, name_in
from limner_server.proposers.rewrite.passages import Replacement

# Models write the markers shorter, longer, and in other words, and dashes for the arrows.
_OLD: Final = re.compile(
    r"\s*(?:<{4,10}[ \t]*(?:SEARCH|ORIGINAL|HEAD|OLD|BEFORE)?|-{4,10}[ \t]*SEARCH)\b[ \t>:]*(.*)",
    re.IGNORECASE,
)
_BARE_OLD: Final = re.compile(r"\s*<{5,10}\s*")
_BETWEEN: Final = re.compile(r"\s*={4,10}\s*")
_END: Final = re.compile(r"\s*(?:>{4,10}(?:[ \t].*)?|\+{4,10}[ \t]*REPLACE.*)", re.IGNORECASE)
_FENCE: Final = re.compile(r"\s*(?:```+|~~~+)\s*")


def edit_blocks(lines: Sequence[str]) -> list[Replacement]:
    """The edit blocks of an answer, in order; those without a middle are left out."""
    starts = [index for index, line in enumerate(lines) if _opens(line)]
    blocks: list[Replacement] = []
    for start, end in pairwise([*starts, len(lines)]):
        middle = _first(lines, start + 1, end, _BETWEEN)
        if middle is None:
            continue
        last = _first(lines, middle + 1, end, _END)
        cut = False
        if last is None:
            # The marker may have been forgotten; only where nothing follows was it cut off.
            last = _first(lines, middle + 1, end, _FENCE)
            last, cut = (end, end == len(lines)) if last is None else (last, False)
        named = _OLD.fullmatch(lines[start])
        name = name_in(named[1]) if named else ""
        name = name or name_above(lines, start) or (blocks[-1].name if blocks else "")
        old, new = tuple(lines[start + 1 : middle]), tuple(lines[middle + 1 : last])
        blocks.append(Replacement(name, old, new, cut=cut))
    return blocks


def _opens(line: str) -> bool:
    return bool(_OLD.fullmatch(line) or _BARE_OLD.fullmatch(line))


def _first(lines: Sequence[str], start: int, end: int, marker: re.Pattern[str]) -> int | None:
    found = (index for index in range(start, end) if marker.fullmatch(lines[index]))
    return next(found, None)
