"""How usual code looks: a model of three tokens in a row, names only by what they are used for.

Counts of what follows what, the shorter contexts mixed in by the method of Witten and Bell ("The
zero-frequency problem", 1991). Changes made at random look odd, those that people make by mistake
do not: see `bugs`.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from math import log
from typing import Final, Self

from limner_adapters.code.functions import CodeFunction

_TOKEN: Final = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<number>\d[\w.]*)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|\*\*=?|//=?|[-+*/%&|^<>=!]=|===|!==|=>|->|&&|\|\||\?\?|[^\s\w]"""
)
_JAVASCRIPT: Final = ("const", "let", "var", "function", "new", "this", "null", "undefined")
_KNOWN: Final = frozenset((*keyword.kwlist, *dir(builtins), *_JAVASCRIPT))
_NUMBERS: Final = frozenset({"0", "1", "2"})
_ORDER: Final = 3
_BEGIN: Final = "^"
_END: Final = "$"
# One in so many, for what was never seen at all.
_UNSEEN: Final = 3000
# From so many functions it is learnt what code usually looks like.
_READ: Final = 3000

_Row = tuple[str, ...]


def usual_code(functions: Iterable[CodeFunction]) -> tuple[Fluency, Iterator[CodeFunction]]:
    """What code usually looks like, learnt from the first of some functions; and all of them."""
    rest = iter(functions)
    read = [*islice(rest, _READ)]
    return Fluency.of(function.text for function in read), chain(read, rest)


class Fluency:
    """The model.

    Args:
        counts: how often each row of one to three kinds of tokens came.
    """

    def __init__(self, counts: Counter[_Row]) -> None:
        self._counts = counts
        self._totals: defaultdict[_Row, int] = defaultdict(int)
        self._types: defaultdict[_Row, int] = defaultdict(int)
        for row, count in counts.items():
            self._totals[row[:-1]] += count
            self._types[row[:-1]] += 1

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """The model of some source code."""
        counts = Counter[_Row]()
        for text in texts:
            for line in text.split("\n"):
                for row in _rows(line):
                    counts.update(row[-length:] for length in range(1, _ORDER + 1))
        return cls(counts)

    def log_likelihood(self, line: str) -> float:
        """The natural logarithm of how likely a line is, its end included; 0 for an empty one."""
        return sum(log(self._likelihood(row)) for row in _rows(line))

    def loss(self, right: str, wrong: str) -> float:
        """How much less usual a text is after a change, by the lines that differ."""
        before, after = Counter(right.split("\n")), Counter(wrong.split("\n"))
        return sum(map(self.log_likelihood, before - after)) - sum(
            map(self.log_likelihood, after - before)
        )

    def _likelihood(self, row: _Row) -> float:
        found = 1 / _UNSEEN
        for length in range(1, _ORDER + 1):
            part = row[-length:]
            total = self._totals.get(part[:-1], 0)
            if not total:
                break
            types = self._types[part[:-1]]
            found = (self._counts.get(part, 0) + types * found) / (total + types)
        return found


def _rows(line: str) -> Iterator[_Row]:
    """Each token of a line with the two before it; none of an empty line."""
    kinds = [*_kinds(line)]
    row = [*[_BEGIN] * (_ORDER - 1), *kinds, *[_END] * bool(kinds)]
    return zip(*(row[at:] for at in range(_ORDER)), strict=False)


def _kinds(line: str) -> Iterator[str]:
    """What each token is, whosever code it is."""
    found = [*_TOKEN.finditer(line)]
    for at, match in enumerate(found):
        text, kind = match[0], match.lastgroup
        if kind == "name" and text not in _KNOWN:
            member = at > 0 and found[at - 1][0] == "."
            called = at + 1 < len(found) and found[at + 1][0] == "("
            yield f"{'MEMBER' if member else 'NAME'}{'()' if called else ''}"
        elif kind == "number":
            yield text if text in _NUMBERS else "NUMBER"
        else:
            yield "TEXT" if kind == "text" else text
