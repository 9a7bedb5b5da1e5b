"""Completes a docstring that leaves something out: adds what is missing, in its own style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.existing import Block, blocks_of, style_of
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.layout import entry_lines, section_lines

_ORDER: Final = (
    Section.PARAMETERS,
    Section.ATTRIBUTES,
    Section.RETURNS,
    Section.YIELDS,
    Section.RAISES,
)


@dataclass(frozen=True, slots=True)
class Completed:
    """A docstring with what was missing.

    Attributes:
        lines: indented as in the file, but for the first.
        added: what is new, for a person: "`size`", "what it returns".
        removed: the names of parameters that were described and are not there.
    """

    lines: list[str]
    added: list[str]
    removed: list[str]


def missing_from(doc: str, wanted: Docstring, habits: Habits) -> list[str]:
    """What a docstring does not state, for a person."""
    done = completed(doc.split("\n"), wanted, habits, "")
    return done.added + done.removed


def completed(lines: Sequence[str], wanted: Docstring, habits: Habits, indent: str) -> Completed:
    """Add the entries and sections that a docstring lacks.

    Args:
        lines: of the docstring as they stand between its quotes.
        wanted: all that it should state.
        habits: of the file; the docstring's own style goes before.
        indent: that its lines stand behind.
    """
    style = style_of("\n".join(lines)) or habits.style
    if style != habits.style:
        habits = replace(habits, style=style, types=False)
    work = _Work(list(lines), habits, indent)
    blocks = {one.section: one for one in blocks_of(work.lines, style)}
    removed = work.prune(blocks.get(Section.PARAMETERS), wanted)
    added: list[str] = []
    for section in _ORDER:
        # Each section that is added moves those behind it.
        blocks = {one.section: one for one in blocks_of(work.lines, style)}
        block, entries = blocks.get(section), wanted.entries(section)
        if not entries or (block is None and _is_nothing(section, entries)):
            continue
        if lacking := _lacking(block, entries):
            work.add(block, section, lacking, blocks)
            added += _named(section, lacking)
    return Completed(work.lines, added, removed)


def _is_nothing(section: Section, entries: Sequence[Entry]) -> bool:
    """Whether a result needs no section: nothing comes back."""
    return section is Section.RETURNS and entries[0].text in ("None.", "undefined.")


def _lacking(block: Block | None, entries: Sequence[Entry]) -> list[Entry]:
    if block is None:
        return list(entries)
    stated = {one.name.lstrip("*").rpartition(".")[2] for one in block.entries}
    if entries and not entries[0].name:
        return [] if block.entries else list(entries)
    return [one for one in entries if one.name.lstrip("*").rpartition(".")[2] not in stated]


def _named(section: Section, entries: Sequence[Entry]) -> list[str]:
    if section is Section.RETURNS:
        return ["what it returns"]
    if section is Section.YIELDS:
        return ["what it yields"]
    return [f"`{one.name}`" for one in entries]


class _Work:
    """The lines of a docstring that is being completed."""

    def __init__(self, lines: list[str], habits: Habits, indent: str) -> None:
        self.lines = lines
        self._habits = habits
        self._indent = indent
        self._width = max(habits.width - len(indent.expandtabs(4)), 40)

    def prune(self, block: Block | None, wanted: Docstring) -> list[str]:
        """Take out parameters that are not in the signature; rename one that was renamed."""
        if block is None:
            return []
        names = [one.name.lstrip("*") for one in wanted.entries(Section.PARAMETERS)]
        stale = [one for one in block.entries if one.name.lstrip("*") not in names]
        stated = {one.name.lstrip("*") for one in block.entries}
        missing = [name for name in names if name not in stated]
        removed: list[str] = []
        lone = len(stale) == 1 and len(missing) == 1
        if lone and block.entries.index(stale[0]) == names.index(missing[0]):
            at = stale[0].first
            old = re.escape(stale[0].name.lstrip("*"))
            self.lines[at] = re.sub(rf"\b{old}\b", missing[0], self.lines[at], count=1)
            return [f"`{stale[0].name}`, which is `{missing[0]}` now"]
        shared = {one.first for one in block.entries if one not in stale}
        for one in reversed(stale):
            if one.first not in shared:
                removed.insert(0, f"`{one.name}`, which is no parameter")
                del self.lines[one.first : one.last + 1]
        if len(stale) == len(block.entries) and self._habits.style != "sphinx":
            last = block.first + (2 if self._habits.style == "numpy" else 1)
            del self.lines[block.first : last]
        return removed

    def add(
        self,
        block: Block | None,
        section: Section,
        entries: Sequence[Entry],
        blocks: dict[Section, Block],
    ) -> None:
        """Add entries to a section, or the section itself where it belongs."""
        if block is not None:
            depth = block.indent[len(self._indent) :] if self._habits.style == "google" else ""
            new = entry_lines(section, entries, self._habits, self._width, depth)
            at = block.last + 1
            if block.entries and section is Section.PARAMETERS:
                at = min(max(one.last for one in block.entries) + 1, block.last + 1)
            self._put(at, new)
            return
        new = section_lines(section, entries, self._habits, self._width)
        at = self._place(section, blocks)
        is_fields = self._habits.style == "sphinx" and blocks
        if is_fields:
            self._put(at, new)
            return
        before = at - 1
        head = [""] if before >= 0 and self.lines[before].strip() else []
        follows = at < len(self.lines) and self.lines[at].strip()
        self._put(at, [*head, *new, *([""] if follows else [])])

    def _place(self, section: Section, blocks: dict[Section, Block]) -> int:
        """Behind the sections that come before, else before those that come after."""
        order = list(_ORDER)
        before = [blocks[one] for one in order[: order.index(section)] if one in blocks]
        if before:
            return max(one.last for one in before) + 1
        after = [blocks[one] for one in order[order.index(section) + 1 :] if one in blocks]
        after += [blocks[Section.EXAMPLES]] if Section.EXAMPLES in blocks else []
        if after:
            return min(one.first for one in after)
        return self._end()

    def _end(self) -> int:
        """Behind the last line with words; examples of an interactive session stay last."""
        shown = [at for at, line in enumerate(self.lines) if line.lstrip().startswith(">>>")]
        if shown:
            at = shown[0]
            while at > 1 and self.lines[at - 1].strip():
                at -= 1
            return at
        end = len(self.lines)
        while end > 1 and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _put(self, at: int, new: Sequence[str]) -> None:
        self.lines[at:at] = [self._indent + line if line.strip() else "" for line in new]
