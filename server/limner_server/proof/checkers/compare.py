"""What a change did to the diagnostics: whether one is gone, and which are new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from limner_server.diagnostic import Diagnostic

# Two wordings of one message: an editor's and the command's.
_SAME_WORDS = 75


@dataclass(frozen=True, slots=True)
class Compared:
    """The diagnostics of a change beside those before it.

    Attributes:
        is_gone: whether the diagnostic that it is about is reported less often than before.
        new: those that were not there before.
    """

    is_gone: bool
    new: tuple[Diagnostic, ...]

    @property
    def holds(self) -> bool:
        """Whether the diagnostic is gone and nothing new came."""
        return self.is_gone and not self.new


def compare(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], diagnostic: Diagnostic
) -> Compared:
    """Compare what a checker reported before and after a change.

    A change moves lines, so that diagnostics are told apart by what they say and how often.

    Args:
        before: of the checker, as it was.
        after: of the same checker, of the changed files.
        diagnostic: that should go, one of `before` (see `reported`).
    """
    old, now = Counter(map(_identity, before)), Counter(map(_identity, after))
    more = now - old
    new = []
    for one in after:
        if more[_identity(one)] > 0:
            more[_identity(one)] -= 1
            new.append(one)
    this = _identity(diagnostic)
    return Compared(now[this] < old[this], tuple(new))


def reported(diagnostic: Diagnostic, found: Sequence[Diagnostic]) -> Diagnostic | None:
    """The one of a checker's diagnostics that an editor or a user means, or None."""
    alike = [one for one in found if same_place(one, diagnostic)]
    return max(alike, key=lambda one: _sameness(one, diagnostic), default=None)


def same_place(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether two diagnostics of one file and line are the same, however they are put."""
    if one.path != other.path or one.line != other.line:
        return False
    return _code(one) == _code(other) != "" or _sameness(one, other) >= _SAME_WORDS


def _sameness(one: Diagnostic, other: Diagnostic) -> float:
    """0 to 200: how alike the words are; the same column and code count as well."""
    alike = fuzz.token_set_ratio(one.message, other.message)
    return alike + 50 * (one.column == other.column) + 50 * (_code(one) == _code(other) != "")


def _code(diagnostic: Diagnostic) -> str:
    return diagnostic.code.lower().removeprefix("ts").strip("()")


def _identity(diagnostic: Diagnostic) -> tuple[Path, str, str]:
    """What stays of a diagnostic where lines move: numbers in its words may be of lines."""
    words = re.sub(r"\bline \d+|\(\d+,\d+\)|:\d+:\d+", "line", diagnostic.message)
    return diagnostic.path, diagnostic.code, words
