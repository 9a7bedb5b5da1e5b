"""Whether a patch knows the answers of its tests, in place of how to find them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source

# Texts and numbers as they are written; 0 and 1 are everywhere.
_LITERAL: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_COMMON: Final = frozenset({"", "0", "1"})
# In one line of a test what is asked and what is answered; and so many lines are no chance.
_IN_A_LINE: Final = 2
_LINES: Final = 2


def is_by_heart(patch: Patch, sources: Mapping[Path, Source], tests: str) -> bool:
    """Whether a patch writes down what several lines of the tests ask, and what they expect.

    Args:
        patch: that may.
        sources: the files that it changes, as they are.
        tests: the code of the tests.
    """
    new: set[str] = set()
    for path in patch.edits:
        text = sources[path].text
        new |= _literals(patch.applied(path, text)) - _literals(text)
    told = sum(len(_literals(line) & new) >= _IN_A_LINE for line in set(tests.splitlines()))
    return told >= _LINES


def _literals(text: str) -> set[str]:
    return {found.strip("\"'") for found in _LITERAL.findall(text)} - _COMMON
