"""Text laid out within a width: groups that stand on one line where they fit, else are broken.

Wadler's algorithm ("A prettier printer", 2003) in the strict form that Prettier has given it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Line:
    """A place for a line break.

    Attributes:
        flat: what stands there where the line is not broken.
        hard: whether it is broken always.
    """

    flat: str = " "
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Indent:
    """What is one level deeper."""

    inner: Document


@dataclass(frozen=True, slots=True)
class Group:
    """What is broken as a whole, or not at all."""

    inner: Document
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """Parts of which as many stand on a line as fit, with lines between them."""

    parts: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands there only where the group is broken, such as a last comma."""

    text: str


@dataclass(frozen=True, slots=True)
class First:
    """The first of several layouts that fits; the last where none does."""

    states: tuple[Document, ...]


Document: TypeAlias = "str | Line | Indent | Group | Fill | Broken | First | Sequence[Document]"
SOFT = Line("")
SPACE = Line(" ")
HARD = Line(hard=True)

_Command: TypeAlias = tuple[int, bool, Document]


def breaks(document: Document) -> bool:
    """Whether a document cannot stand on one line."""
    if isinstance(document, str | Broken):
        return False
    if isinstance(document, Line):
        return document.hard
    if isinstance(document, Indent):
        return breaks(document.inner)
    if isinstance(document, Group):
        return document.broken or breaks(document.inner)
    if isinstance(document, First):
        return breaks(document.states[0])
    parts = document.parts if isinstance(document, Fill) else document
    return any(map(breaks, parts))


def pretty(document: Document, width: int, indent: str, depth: int = 0) -> str:
    """The document as text.

    Args:
        document: to lay out.
        width: that lines should keep to.
        indent: of one level.
        depth: how deep all of it is indented.
    """
    return _Printer(width, indent).told(document, depth)


class _Printer:
    def __init__(self, width: int, indent: str) -> None:
        self._width, self._indent = width, indent
        self._level = len(indent.replace("\t", "    "))

    def told(self, document: Document, depth: int) -> str:
        out = [self._indent * depth]
        column = depth * self._level
        commands: list[_Command] = [(depth, False, document)]
        while commands:
            level, flat, one = commands.pop()
            if isinstance(one, str):
                out.append(one)
                tail = one.rpartition("\n")
                column = len(tail[2]) if tail[1] else column + len(one)
            elif isinstance(one, Line):
                if flat and not one.hard:
                    out.append(one.flat)
                    column += len(one.flat)
                else:
                    out.append("\n" + self._indent * level)
                    column = level * self._level
            elif isinstance(one, Broken):
                if not flat:
                    out.append(one.text)
                    column += len(one.text)
            elif isinstance(one, Fill):
                commands += self._filled(one, level, column, commands)
            else:
                commands += self._opened(one, level, column, commands, flat=flat)
        return "\n".join(line.rstrip() for line in "".join(out).split("\n"))

    def _opened(
        self, one: Document, level: int, column: int, rest: list[_Command], *, flat: bool
    ) -> list[_Command]:
        """What a document comes to, the last first."""
        if isinstance(one, Indent):
            return [(level + 1, flat, one.inner)]
        if isinstance(one, Group):
            fits = flat or (not breaks(one) and self._fits((level, True, one.inner), column, rest))
            return [(level, fits, one.inner)]
        if isinstance(one, First):
            for state in one.states[:-1]:
                if self._fits((level, False, state), column, rest):
                    return [(level, False, state)]
            return [(level, False, one.states[-1])]
        parts = one if isinstance(one, list | tuple) else ()
        return [(level, flat, part) for part in reversed(parts)]

    def _filled(self, fill: Fill, level: int, column: int, rest: list[_Command]) -> list[_Command]:
        if not fill.parts:
            return []
        first, *others = fill.parts
        told: list[_Command] = [(level, True, first)]
        if others:
            line, *after = others
            both = [first, " ", after[0]] if after else first
            fits = self._fits((level, True, both), column, [])
            remaining = Fill(tuple(after))
            told = [(level, False, remaining), (level, fits, line), *told]
        del rest
        return told

    def _fits(self, command: _Command, column: int, rest: list[_Command]) -> bool:
        """Whether what comes next fits up to the first line break."""
        left = self._width - column
        waiting = [command]
        behind = len(rest)
        while left >= 0:
            if not waiting:
                if not behind:
                    return True
                behind -= 1
                waiting.append(rest[behind])
            level, flat, one = waiting.pop()
            if isinstance(one, str):
                head, broken, _ = one.partition("\n")
                left -= len(head)
                if broken:
                    return left >= 0
            elif isinstance(one, Line):
                if not flat or one.hard:
                    return True
                left -= len(one.flat)
            elif isinstance(one, Broken):
                left -= 0 if flat else len(one.text)
            else:
                waiting += _within(level, one, flat=flat)
        return False


def _within(level: int, one: Document, *, flat: bool) -> list[_Command]:
    """What a document comes to where it is measured, the last first."""
    if isinstance(one, Indent):
        return [(level, flat, one.inner)]
    if isinstance(one, Group):
        return [(level, flat and not breaks(one), one.inner)]
    if isinstance(one, First):
        return [(level, flat, one.states[0])]
    inside = one.parts if isinstance(one, Fill) else one
    parts = inside if isinstance(inside, list | tuple) else ()
    return [(level, flat, part) for part in reversed(parts)]
