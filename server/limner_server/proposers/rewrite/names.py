"""The names of files in an answer, and which files they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

# Around a name models put headings, quotes, asterisks, colons, and words.
_DECORATION: Final = " \t#*`'\":<>()[]"
_WORDS: Final = re.compile(r"(?i)^(?:file(?:name)?|path|in|edit|update|modify|title)\b\s*[:=]?")
_NAME: Final = re.compile(r"[\w.@+~()\[\] /\\:-]*[\w)\]]\.[A-Za-z]\w{0,4}")
# The line above a passage, or the one above its fence, may name its file.
_LINES_ABOVE: Final = 3


def name_in(line: str) -> str:
    """The file that a line names and says nothing else; empty for none."""
    text = _WORDS.sub("", line.strip(_DECORATION)).strip(_DECORATION)
    return text.replace("\\", "/") if _NAME.fullmatch(text) else ""


def name_above(lines: Sequence[str], index: int) -> str:
    """The file named right above a line; empty for none."""
    for line in reversed(lines[max(index - _LINES_ABOVE, 0) : index]):
        if name := name_in(line):
            return name
        if line.strip() and not line.lstrip().startswith(("```", "~~~")):
            return ""
    return ""


def meant(name: str, paths: Iterable[Path]) -> list[Path]:
    """The files that a name may mean: those whose last parts it shares most of."""
    wanted = [part for part in PurePosixPath(name).parts if part not in ("/", ".", "..")]
    shared = {path: _shared(wanted, path.parts) for path in paths}
    most = max(shared.values(), default=0)
    return [path for path, count in shared.items() if count == most and count]


def _shared(wanted: Sequence[str], parts: Sequence[str]) -> int:
    count = 0
    for one, other in zip(reversed(wanted), reversed(parts), strict=False):
        if one != other:
            break
        count += 1
    return count
