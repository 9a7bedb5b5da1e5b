"""Grids: items of equal width at even distances, in one row or several."""

from __future__ import annotations

from itertools import pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element

_EVEN = 2.0
_FEWEST_CELLS = 2


def find_grids(root: Element) -> None:
    """Make grids of rows whose children are boxes of one width, and join rows that continue."""
    for element in list(root.walk()):
        if element.axis is Axis.ROW and _is_even(element.children):
            element.axis = Axis.GRID
    for element in list(root.walk()):
        if element.axis is Axis.COLUMN:
            _join_rows(element)


def _is_even(cells: list[Element]) -> bool:
    """Whether boxes have one width and one gap between them, and stand at one height."""
    if len(cells) < _FEWEST_CELLS or any(not _is_block(cell) for cell in cells):
        return False
    widths = [cell.box.width for cell in cells]
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(cells)]
    tops = [cell.box.y0 for cell in cells]
    return (
        all(max(values) - min(values) <= _EVEN for values in (widths, gaps, tops))
        and min(gaps) >= 0
    )


def _is_block(cell: Element) -> bool:
    return cell.shape is not None and bool(cell.children) and cell.box.width >= 80


def _join_rows(column: Element) -> None:
    children: list[Element] = []
    for child in column.children:
        before = children[-1] if children else None
        if before is not None and before.axis is Axis.GRID and _continues(before, child):
            cells = child.children if child.axis is Axis.GRID else [child]
            before.children = [*before.children, *cells]
            before.box = bounding([cell.box for cell in before.children])
        else:
            children.append(child)
    if len(children) == 1 and children[0].axis is Axis.GRID and children[0].shape is None:
        column.axis, column.children = Axis.GRID, children[0].children
    else:
        column.children = children


def _continues(grid: Element, row: Element) -> bool:
    """Whether a row's boxes stand below those of a grid, in the same columns."""
    first = _first_row(grid)
    cells = row.children if row.axis is Axis.GRID else [row]
    framed = row.axis is Axis.GRID and row.shape is not None
    if grid.shape is not None or framed:
        return False
    if len(cells) > len(first) or not all(_is_block(cell) for cell in cells):
        return False
    aligned = all(
        cell.box.shares_sides(above.box, _EVEN) for cell, above in zip(cells, first, strict=False)
    )
    complete = len(grid.children) % len(first) == 0
    return aligned and complete and _even_gap(grid, first, row)


def _first_row(grid: Element) -> list[Element]:
    top = grid.children[0].box.y0
    return [cell for cell in grid.children if abs(cell.box.y0 - top) <= _EVEN]


def _even_gap(grid: Element, first: list[Element], row: Element) -> bool:
    """Whether the row keeps the distance that the grid's rows have from one another."""
    gap = row.box.y0 - grid.box.y1
    if len(grid.children) == len(first):
        return 0 <= gap <= 2 * max(cell.box.height for cell in first)
    second = grid.children[len(first)]
    return abs(gap - (second.box.y0 - max(cell.box.y1 for cell in first))) <= _EVEN
