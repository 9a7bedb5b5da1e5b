"""The head of a table whose rows have more cells than it: columns without a name, and actions."""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.layout.cuts import bounding, ink
from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import Box

_ALIGNED = 5.0
_HIGHEST = 60
_WIDEST_GAP = 48  # to the first row
_FEWEST = 2
_OWN_COLOUR = 40
# What one may do with a row stands this close together, in pixels.
_ACTION_GAP = 28


@dataclass(frozen=True, slots=True)
class Head:
    """A head and the columns its cells name.

    Attributes:
        element: the head as it was found.
        named: for each of its cells, which cell of a row it stands above.
    """

    element: Element
    named: list[int]


def head_of(above: Element, rows: list[Element]) -> Head | None:
    """Take what stands above rows as their head, where each of its cells names a column.

    Args:
        above: what comes before the rows.
        rows: rows of as many cells each, of which it has fewer.
    """
    cells = above.children
    if above.axis is not Axis.ROW or above.role is not Role.DIV or len(cells) < _FEWEST:
        return None
    near = 0 <= rows[0].box.y0 - above.box.y1 <= _WIDEST_GAP and above.box.height <= _HIGHEST
    if not near or len(cells) > len(rows[0].children) or not _is_set_apart(above, rows[0]):
        return None
    named: list[int] = []
    for cell in cells:
        first = named[-1] + 1 if named else 0
        below = range(first, len(rows[0].children))
        column = next((at for at in below if _stands_above(cell, at, rows)), None)
        if column is None:
            return None
        named.append(column)
    return Head(above, named)


def _is_set_apart(head: Element, row: Element) -> bool:
    """Whether names are all bold, or all in a colour that no text of the row has."""
    names = [cell.paragraph for cell in head.children if cell.paragraph is not None]
    texts = [cell.paragraph for cell in row.children if cell.paragraph is not None]
    if not names or not texts:
        return False
    if all(name.font.is_bold for name in names):
        return not all(text.font.is_bold for text in texts)
    alike = all(name.colour.distance(names[0].colour) < _OWN_COLOUR for name in names)
    return alike and all(text.colour.distance(names[0].colour) > _OWN_COLOUR for text in texts)


def _stands_above(name: Element, column: int, rows: list[Element]) -> bool:
    """Whether a name begins, ends or has its middle where its column does, or stands within it."""
    one = ink(name)
    column_ink = bounding([ink(row.children[column]) for row in rows])
    inside = column_ink.x0 <= one.x0 and one.x1 <= column_ink.x1
    return inside or line_up(one, column_ink)


def line_up(a: Box, b: Box) -> bool:
    """Whether two texts stand in one column: at one left edge, right edge or middle."""
    middles = abs(a.centre[0] - b.centre[0])
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), middles) <= _ALIGNED


def fit_columns(head: Head, rows: list[Element]) -> None:
    """Give rows and head as many cells as each other.

    Columns that follow a named one closely are what one may do with a row, and share its name;
    others stay without a name.

    Args:
        head: its element's children are changed in place.
        rows: likewise.
    """
    names = dict(zip(head.named, head.element.children, strict=True))
    groups: list[list[int]] = []
    for column in range(len(rows[0].children)):
        if groups and column not in names and _follow_closely(column, rows):
            groups[-1].append(column)
        else:
            groups.append([column])
    spans = [bounding([row.children[at].box for row in rows for at in group]) for group in groups]
    for row in rows:
        row.children = [_joined([row.children[at] for at in group]) for group in groups]
    band = head.element.box
    head.element.children = [
        names.get(group[0]) or Element(Role.DIV, span._replace(y0=band.y0, y1=band.y1))
        for group, span in zip(groups, spans, strict=True)
    ]


def _follow_closely(column: int, rows: list[Element]) -> bool:
    gaps = [row.children[column].box.x0 - row.children[column - 1].box.x1 for row in rows]
    return max(gaps) <= _ACTION_GAP


def _joined(cells: list[Element]) -> Element:
    if len(cells) == 1:
        return cells[0]
    return Element(Role.DIV, bounding([cell.box for cell in cells]), Axis.ROW, cells)
