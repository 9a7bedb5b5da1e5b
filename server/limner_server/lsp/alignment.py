"""Which line of one text is which of another: for what is known of lines that have moved since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from limner_server.edits import MOST_LINES
from limner_server.lsp.positions import LINE_ENDING


def stripped_lines(text: str) -> list[str]:
    """The lines as LSP counts them, without the blanks around them."""
    return [line.strip() for line in LINE_ENDING.split(text)]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The lines of an old text among those of a new one.

    Attributes:
        places: of each old line the index of the same among the new; None where it is gone. As
            many lines in place of others count as the same, changed.
        distance: how many lines of either are not in the other.
    """

    places: list[int | None]
    distance: int

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str]) -> Alignment:
        """Align them."""
        places = _places(old, new)
        found = zip(old, places, strict=True)
        same = sum(place is not None and new[place] == line for line, place in found)
        return cls(places, len(old) + len(new) - 2 * same)


def span_of(places: Sequence[int | None], first: int, last: int) -> tuple[int, int] | None:
    """From where to where the lines stand now that stood from `first` to `last`, inclusive."""
    there = [place for place in places[first : last + 1] if place is not None]
    return (there[0], there[-1]) if there else None


def _places(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    places: list[int | None] = [None] * len(old)
    head = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        head += 1
    tail = 0
    for one, other in zip(reversed(old[head:]), reversed(new[head:]), strict=False):
        if one != other:
            break
        tail += 1
    shift = len(new) - len(old)
    places[:head] = range(head)
    places[len(old) - tail :] = range(len(old) - tail + shift, len(new))
    middle, changed = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(middle), len(changed)) <= MOST_LINES:
        matcher = SequenceMatcher(None, middle, changed)
        for what, first, last, begin, end in matcher.get_opcodes():
            if what == "equal" or (what == "replace" and last - first == end - begin):
                places[head + first : head + last] = range(head + begin, head + end)
    return places
