r"""The question "which line of this code is wrong, and how should it be?", and its answer.

A question holds the lines of one function, or of some lines of a file, each behind its pointer, and
a tab for each level of indentation:

    [[0]]def add(one, other):
    [[1]]→return one - other

An answer names a line, or from where to where, and says what should stand there:

    [[1]]→return one + other

All patches of a search are answers to one such question, so that a model reads it once to say how
likely it finds each: the line's number says where the fault is, the line what it is. Training and
serving share this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from limner_server.proposers.rewrite.tabbed import Indentation

# As many lines have a pointer; they are the built-in model's, for which each is one token.
MOST_LINES: Final = 44
_MOST_CHARACTERS: Final = 2400
INSTRUCTIONS: Final = (
    "The code has one fault. Its lines are numbered by [[n]]. Answer with the number of the wrong "
    "line, or of the first and the last as in [[3]]-[[5]], and with what should stand in its "
    "place. Nothing else. Example: [[1]]\treturn one + other"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Lines of code as a question shows them.

    Attributes:
        lines: as they stand in the file, without the empty ones.
        indentation: of these lines.
    """

    lines: tuple[str, ...]
    indentation: Indentation

    @classmethod
    def of(cls, lines: Sequence[str]) -> Numbered | None:
        """The lines numbered, empty ones left out; None where they are too many for a question."""
        lines = _inked(lines)
        if not lines or len(lines) > MOST_LINES or sum(map(len, lines)) > _MOST_CHARACTERS:
            return None
        return cls(lines, Indentation.of(lines))

    @property
    def messages(self) -> tuple[dict[str, Any], ...]:
        """The question, in OpenAI's form."""
        return (
            {"role": "system", "content": INSTRUCTIONS},
            {"role": "user", "content": self.question},
        )

    @property
    def question(self) -> str:
        """The lines with their pointers."""
        shown = (f" [[{at}]]{self.indentation.tabbed(line)}" for at, line in enumerate(self.lines))
        return "\n".join(shown) + "\n"

    def answer(self, lines: Sequence[str]) -> str:
        """What an answer says that makes these lines of the numbered ones."""
        old, new = self.lines, _inked(lines)
        first = _alike(old, new)
        most = min(len(old), len(new)) - first
        same = _alike(old[::-1][:most], new[::-1][:most])
        last = len(old) - same
        if first == last:
            # Something is put in: it is told with the line that comes after it, or else before.
            if last < len(old):
                last, same = last + 1, same - 1
            else:
                first -= 1
        place = f" [[{first}]]" if last - first == 1 else f" [[{first}]]-[[{last - 1}]]"
        return place + "\n".join(map(self.indentation.tabbed, new[first : len(new) - same]))


def _inked(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
