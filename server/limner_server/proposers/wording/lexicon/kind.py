"""A kind of part: what it is called, and what belongs to the same family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Group(IntEnum):
    """Families of parts, by how much they hold: a larger one may hold a smaller one."""

    WORDS = 0  # nothing that is known: what it becomes, its place decides
    TEXT = 1  # a heading, a price, a paragraph
    MEDIA = 2  # a picture, an icon, a chart
    FIELD = 3  # a labelled control that holds a value
    CHOICE = 4  # a check box, a switch, radio buttons: on or off, one of several
    ACTION = 5  # a button, a link
    ITEMS = 6  # plain entries, each with a label: links, tabs, options, columns
    BLOCK = 7  # a card, a form, a table
    REGION = 8  # a header, a sidebar
    PAGE = 9  # a whole page


@dataclass(frozen=True, slots=True)
class Kind:
    """What a part may be.

    Attributes:
        name: of the kind, unique.
        group: its family.
        words: what it is called, in the singular, American or British; spaces, hyphens and case do
            not matter.
        label: what it says where the words give it no label of their own.
    """

    name: str
    group: Group
    words: tuple[str, ...]
    label: str = ""


def kinds(group: Group, table: str) -> tuple[Kind, ...]:
    """Kinds of a table with lines of `name | label | words, parted by commas`.

    A line without a bar goes on with the words of the one before it.
    """
    rows: list[str] = []
    for line in table.strip().splitlines():
        if "|" in line:
            rows.append(line)
        else:
            rows[-1] += f" {line.strip()}"
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return tuple(
        Kind(name, group, tuple(word.strip() for word in said.split(",") if word.strip()), label)
        for name, label, said in cells
    )
