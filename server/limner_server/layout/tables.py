"""Tables: rows of cells whose columns line up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from limner_server.layout.cuts import ink
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.table_heads import fit_columns, head_of, line_up
from limner_server.perception.scene import Border, Box, Colour, Shape, ShapeKind

_ALIGNED = 5.0
_TALLEST_ROW = 100
_WIDEST_GAP = 48  # between one row and the next
_LONGEST_CELL = 14  # words
_TALLEST_CELL = 3  # texts
_FEWEST_CELLS = 3  # of what somebody else says is a table


@dataclass(slots=True)
class _Row:
    """A row of cells, the rule below it, if there is one, and whether it is known to be a head."""

    element: Element
    rule: Element | None = None
    is_head: bool = False

    @property
    def cells(self) -> list[Element]:
        return self.element.children


def find_tables(root: Element) -> None:
    """Make tables of rows that share their columns."""
    for element in list(root.walk()):
        if element.axis is Axis.COLUMN and element.role in (Role.DIV, Role.BODY):
            _find_in(element)


def make_table(element: Element) -> bool:
    """Lay an element out as the table that somebody says it is.

    Returns:
        Whether its children are rows, with or without rules between them; else it is left alone.
    """
    rows: list[_Row] = []
    others = 0
    for child in element.children:
        if _is_rule(child):
            if rows and rows[-1].rule is None:
                rows[-1].rule = child
        elif child.role is Role.TR or (child.role is Role.DIV and child.axis is Axis.ROW):
            rows.append(_Row(child))
        else:
            # A row whose cells were read as one text.
            rows.append(_Row(Element(Role.TR, child.box, Axis.ROW, [child])))
            others += 1
    if sum(len(row.cells) for row in rows) < _FEWEST_CELLS or others > len(rows) / 2:
        return False
    if all(_continues(rows[:1], row.element) for row in rows):
        table = _table(rows)
        element.box, element.children = table.box, table.children
    else:
        element.children = [_ragged_row(row) for row in rows]
    return True


def _is_rule(element: Element) -> bool:
    return element.role is Role.HR or (
        element.shape is not None and element.shape.kind is ShapeKind.RULE and not element.children
    )


def _ragged_row(row: _Row) -> Element:
    """A row that has more or fewer cells than others: its cells stay as wide as they are."""
    element = row.element
    cells = [_cell(cell, cell.box, Role.TD) for cell in row.cells]
    return Element(Role.TR, element.box, Axis.ROW, cells, shape=_row_shape(row, element.box))


def _find_in(parent: Element) -> None:
    children: list[Element] = []
    index = 0
    while index < len(parent.children):
        rows, used = _rows_from(parent.children, index)
        if _is_table(rows):
            children.append(_table(_with_head(children, rows)))
            index += used
        else:
            children.append(parent.children[index])
            index += 1
    parent.children = children


def _with_head(before: list[Element], rows: list[_Row]) -> list[_Row]:
    """Take a head of fewer cells, and the rule below it, from what comes before the rows."""
    rule = before[-1] if before and _is_rule(before[-1]) else None
    above = before[-2:-1] if rule is not None else before[-1:]
    body = [row.element for row in rows]
    head = head_of(above[0], body) if above else None
    if head is None:
        return rows
    del before[-1 if rule is None else -2 :]
    fit_columns(head, body)
    return [_Row(head.element, rule, is_head=True), *rows]


def _rows_from(children: list[Element], start: int) -> tuple[list[_Row], int]:
    """Collect the rows from `start` on that share their columns; also how many children that is."""
    rows: list[_Row] = []
    used = 0
    for child in children[start:]:
        if child.role is Role.HR and rows:
            if rows[-1].rule is not None or child.box.height > 3:
                break
            rows[-1].rule = child
        elif _is_row(child) and (not rows or _continues(rows, child)):
            rows.append(_Row(child))
        else:
            break
        used += 1
    return rows, used


def _is_row(element: Element) -> bool:
    if element.axis is not Axis.ROW or len(element.children) < 2:
        return False
    return element.box.height <= _TALLEST_ROW and all(_is_cell(cell) for cell in element.children)


def _is_cell(element: Element) -> bool:
    if element.paragraph is not None:
        return len(element.paragraph.text.split()) <= _LONGEST_CELL
    if element.role in (Role.IMG, Role.ICON, Role.CHECKBOX, Role.RADIO):
        return True
    return _is_stack(element)


def _is_stack(element: Element) -> bool:
    """Whether a cell holds a few texts below one another, as a name and an address."""
    if element.role is not Role.DIV or element.axis is not Axis.COLUMN:
        return False
    lines = element.children
    return 2 <= len(lines) <= _TALLEST_CELL and all(
        line.paragraph is not None and line.shape is None and len(line.paragraph.lines) == 1
        for line in lines
    )


def _continues(rows: list[_Row], child: Element) -> bool:
    first, last = rows[0].cells, rows[-1].element
    if len(child.children) != len(first) or child.box.y0 - last.box.y1 > _WIDEST_GAP:
        return False
    return all(line_up(ink(a), ink(b)) for a, b in zip(first, child.children, strict=True))


def _is_table(rows: list[_Row]) -> bool:
    if len(rows) < 2:
        return False
    columns = len(rows[0].cells)
    texts = [cell for row in rows for cell in row.cells if cell.paragraph is not None]
    if len(texts) < 0.6 * columns * len(rows):
        return False
    if any(cell.role is Role.A for row in rows for cell in row.cells):
        return False
    if any(2 * sum(_is_stack(cell) for cell in row.cells) > columns for row in rows):
        return False  # Where most cells are several texts, they are cards.
    return len(rows) >= 3 or columns >= 3


def _table(rows: list[_Row]) -> Element:
    columns = list(zip(*(row.cells for row in rows), strict=True))
    lefts = [min(cell.box.x0 for cell in column) for column in columns]
    right = max(cell.box.x1 for cell in columns[-1])
    # Rules and fills of rows run as wide as the table; the texts end long before.
    for drawn in _drawn(rows):
        lefts[0], right = min(lefts[0], drawn.x0), max(right, drawn.x1)
    edges = [*_column_edges(columns, lefts), right]
    tops = [rows[0].element.box.y0]
    for above, below in pairwise(rows):
        tops.append(_boundary(above, below))
    tops.append(rows[-1].rule.box.y1 if rows[-1].rule else rows[-1].element.box.y1)
    table = Element(Role.TABLE, Box(edges[0], tops[0], edges[-1], tops[-1]))
    heads = _has_head(rows)
    for index, row in enumerate(rows):
        cell_role = Role.TH if heads and index == 0 else Role.TD
        table.children.append(_table_row(row, edges, (tops[index], tops[index + 1]), cell_role))
    return table


def _drawn(rows: list[_Row]) -> list[Box]:
    """The boxes of what is drawn behind and between rows."""
    fills = [row.element.shape.box for row in rows if row.element.shape is not None]
    return fills + [row.rule.box for row in rows if row.rule is not None]


def _column_edges(columns: list[tuple[Element, ...]], lefts: list[float]) -> list[float]:
    """Where each column begins: at its texts where they share a left edge, else between columns."""
    edges = [lefts[0]]
    for before, column, left in zip(columns, columns[1:], lefts[1:], strict=False):
        ragged = max(cell.box.x0 for cell in column) - left > _ALIGNED
        end = max(cell.box.x1 for cell in before)
        edges.append((end + left) / 2 if ragged else left)
    return edges


def _boundary(above: _Row, below: _Row) -> float:
    if above.rule is not None:
        return above.rule.box.y1
    return round((above.element.box.y1 + below.element.box.y0) / 2)


def _table_row(row: _Row, edges: list[float], span: tuple[float, float], role: Role) -> Element:
    box = Box(edges[0], span[0], edges[-1], span[1])
    shape = _row_shape(row, box)
    border = shape.border if shape is not None else None
    bottom = box.y1 - (border.width if border is not None and "b" in border.sides else 0)
    cells = [
        _cell(cell, Box(left, box.y0, right, bottom), role)
        for cell, left, right in zip(row.cells, edges, edges[1:], strict=False)
    ]
    return Element(Role.TR, box, Axis.ROW, cells, shape=shape)


def _row_shape(row: _Row, box: Box) -> Shape | None:
    """What is drawn of a row: its fill, and the rule below it."""
    shape, rule = row.element.shape, row.rule
    if rule is None:
        return shape
    fill = rule.shape.fill if rule.shape is not None else None
    colour = fill if isinstance(fill, Colour) else Colour(200, 200, 200)
    border = Border(rule.box.height, colour, "b")
    if shape is None:
        return Shape(ShapeKind.BOX, box, border=border)
    return replace(shape, border=border)


def _cell(content: Element, box: Box, role: Role) -> Element:
    if content.role in (Role.TD, Role.TH):
        role = content.role
        if content.children:
            return Element(role, box, content.axis, content.children, shape=content.shape)
    # A text, or nothing at all above a column that has no name.
    is_empty = content.role is Role.DIV and not content.children
    if content.shape is None and (is_empty or content.paragraph is not None):
        return Element(role, box, paragraph=content.paragraph)
    return Element(role, box.union(content.box), children=[content])


def _has_head(rows: list[_Row]) -> bool:
    """Whether the first row is set apart: in bold where the others are not."""

    def bold(row: _Row) -> bool:
        return all(cell.paragraph and cell.paragraph.font.is_bold for cell in row.cells)

    return rows[0].is_head or (bold(rows[0]) and not any(bold(row) for row in rows[1:]))
