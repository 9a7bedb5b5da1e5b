"""What a docstring that is there already states: its style, its sections and their entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.docstrings.docstring import Section

_TITLES: Final = {
    "args": Section.PARAMETERS,
    "arguments": Section.PARAMETERS,
    "parameters": Section.PARAMETERS,
    "params": Section.PARAMETERS,
    "other parameters": Section.PARAMETERS,
    "keyword args": Section.PARAMETERS,
    "keyword arguments": Section.PARAMETERS,
    "attributes": Section.ATTRIBUTES,
    "returns": Section.RETURNS,
    "return": Section.RETURNS,
    "yields": Section.YIELDS,
    "yield": Section.YIELDS,
    "raises": Section.RAISES,
    "raise": Section.RAISES,
    "exceptions": Section.RAISES,
    "except": Section.RAISES,
    "example": Section.EXAMPLES,
    "examples": Section.EXAMPLES,
}
_OTHERS: Final = frozenset(
    (
        "note",
        "notes",
        "warning",
        "warnings",
        "see",
        "also",
        "references",
        "todo",
        "tip",
        "warns",
        "methods",
    )
)
_GOOGLE: Final = re.compile(r"^(\s*)([A-Z][A-Za-z ]*):\s*$")
_RULE: Final = re.compile(r"^\s*-{3,}\s*$")
_SPHINX: Final = re.compile(
    r"^\s*:(param|parameter|arg|argument|key|keyword|type|returns?|rtype|yields?|ytype|raises?"
    r"|except|exception|var|ivar|cvar|vartype)\b\s*([^:]*):"
)
_SPHINX_SECTIONS: Final = {
    "param": Section.PARAMETERS,
    "parameter": Section.PARAMETERS,
    "arg": Section.PARAMETERS,
    "argument": Section.PARAMETERS,
    "key": Section.PARAMETERS,
    "keyword": Section.PARAMETERS,
    "return": Section.RETURNS,
    "returns": Section.RETURNS,
    "yield": Section.YIELDS,
    "yields": Section.YIELDS,
    "raise": Section.RAISES,
    "raises": Section.RAISES,
    "except": Section.RAISES,
    "exception": Section.RAISES,
    "var": Section.ATTRIBUTES,
    "ivar": Section.ATTRIBUTES,
    "cvar": Section.ATTRIBUTES,
}
_ENTRY: Final = re.compile(r"^(\s+)(\*{0,2}[\w.\\*]+)\s*(\([^)]*\))?\s*:(?!:)")
_NUMPY_ENTRY: Final = re.compile(r"^(\s*)(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$")


@dataclass(slots=True)
class Stated:
    """An entry of a section as it stands.

    Attributes:
        name: with stars; "" of a result.
        first: its first line, counted from 0.
        last: its last line that is not blank.
    """

    name: str
    first: int
    last: int


@dataclass(slots=True)
class Block:
    """A section as it stands.

    Attributes:
        section: what it tells.
        first: the line of its title, or of its first field.
        last: its last line that is not blank.
        indent: the blanks before its entries.
        entries: in order.
    """

    section: Section
    first: int
    last: int
    indent: str = ""
    entries: list[Stated] = field(default_factory=list)


def style_of(doc: str) -> str:
    """The style that a docstring is in; "" where it has no sections."""
    lines = doc.splitlines()
    for index, line in enumerate(lines):
        if _SPHINX.match(line):
            return "sphinx"
        is_ruled = index + 1 < len(lines) and _RULE.match(lines[index + 1])
        if is_ruled and line.strip().rstrip(":").lower() in _TITLES:
            return "numpy"
        found = _GOOGLE.match(line)
        if (
            found
            and found[2].lower() in _TITLES
            and _TITLES[found[2].lower()] is not Section.EXAMPLES
        ):
            return "google"
    return ""


def blocks_of(lines: list[str], style: str) -> list[Block]:
    """The sections of a docstring.

    Args:
        lines: of the docstring, indented as in the file.
        style: that it is in.
    """
    if style == "sphinx":
        return _fields(lines)
    return _google(lines) if style == "google" else _numpy(lines)


def _google(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    index = 0
    while index < len(lines):
        title = _GOOGLE.match(lines[index])
        section = _TITLES.get(title[2].lower()) if title else None
        if title is None or section is None:
            index += 1
            continue
        end = index + 1
        depth = len(title[1])
        while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) > depth):
            end += 1
        block = Block(section, index, _last(lines, index, end))
        _entries(block, lines, _ENTRY, is_named=section not in (Section.RETURNS, Section.YIELDS))
        block.indent = block.indent or title[1] + "    "
        found.append(block)
        index = max(end, index + 1)
    return found


def _entries(block: Block, lines: list[str], pattern: re.Pattern[str], *, is_named: bool) -> None:
    """Fill in the entries between the title of a section and its end."""
    inner = [at for at in range(block.first + 1, block.last + 1) if lines[at].strip()]
    if not inner:
        return
    depth = min(_depth(lines[at]) for at in inner)
    block.indent = lines[inner[0]][:depth]
    if not is_named:
        block.entries.append(Stated("", inner[0], block.last))
        return
    for at in inner:
        entry = pattern.match(lines[at])
        if entry is not None and _depth(lines[at]) == depth:
            block.entries.append(Stated(entry[2].replace("\\", ""), at, at))
        elif block.entries:
            block.entries[-1].last = at


def _numpy(lines: list[str]) -> list[Block]:
    titles = [
        index
        for index in range(len(lines) - 1)
        if lines[index].strip() and _RULE.match(lines[index + 1])
    ]
    found = []
    for title, end in zip(titles, [*titles, len(lines)][1:], strict=True):
        section = _TITLES.get(lines[title].strip().rstrip(":").lower())
        if section is None:
            continue
        block = Block(section, title, _last(lines, title + 1, end))
        block.indent = lines[title][: _depth(lines[title])]
        for at in range(title + 2, block.last + 1):
            is_entry = lines[at].strip() and _depth(lines[at]) <= len(block.indent)
            entry = _NUMPY_ENTRY.match(lines[at])
            if is_entry and section in (Section.RETURNS, Section.YIELDS):
                block.entries.append(Stated("", at, at))
            elif is_entry and entry:
                block.entries += [Stated(one.strip(), at, at) for one in entry[2].split(",")]
            elif block.entries and lines[at].strip():
                for one in block.entries:
                    if one.first == block.entries[-1].first:
                        one.last = at
        found.append(block)
    return found


def _fields(lines: list[str]) -> list[Block]:
    found: dict[Section, Block] = {}
    current: Stated | None = None
    for at, line in enumerate(lines):
        field_ = _SPHINX.match(line)
        if field_ is None:
            if current is not None and line.strip():
                current.last = at
                _grow(found, current)
            continue
        section = _SPHINX_SECTIONS.get(field_[1])
        words = field_[2].split()
        if section is None:
            if current is not None and (
                not words
                or words[-1].lstrip("*") == current.name.lstrip("*")
                or field_[1] in ("rtype", "ytype")
            ):
                current.last = at
                _grow(found, current)
            continue
        name = words[-1].replace("\\", "") if words else ""
        if section in (Section.RETURNS, Section.YIELDS):
            name = ""
        current = Stated(name, at, at)
        block = found.setdefault(section, Block(section, at, at, line[: _depth(line)]))
        block.entries.append(current)
        block.last = at
    return list(found.values())


def _grow(found: dict[Section, Block], current: Stated) -> None:
    for block in found.values():
        if current in block.entries:
            block.last = max(block.last, current.last)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _last(lines: list[str], first: int, end: int) -> int:
    last = end - 1
    while last > first and not lines[last].strip():
        last -= 1
    return last
