"""Nesting shapes and texts by containment, in reading order."""

from __future__ import annotations

from limner_server.perception.scene import Box, Shape, ShapeKind, TextLine

_CONTAINERS = frozenset({ShapeKind.BOX, ShapeKind.CIRCLE, ShapeKind.PICTURE})
_SLACK = 2.0


def nest(root: Shape, shapes: list[Shape], lines: list[TextLine]) -> Shape:
    """Hang `shapes` and `lines` below the smallest shape that contains each, and number all.

    Args:
        root: as large as the picture, without children or lines.
        shapes: without children or lines, in any order.
        lines: in any order.
    """
    placed = [root]
    for shape in sorted(shapes, key=lambda shape: -shape.box.area):
        home(placed, shape.box).children.append(shape)
        if shape.kind in _CONTAINERS:
            placed.append(shape)
    for line in lines:
        home(placed, line.box).lines.append(line)
    _number(root)
    return root


def home(containers: list[Shape], box: Box) -> Shape:
    """The smallest container around `box`; the first, where none is."""
    around = [shape for shape in containers[1:] if _holds(shape, box)]
    return min(around, key=lambda shape: shape.box.area, default=containers[0])


def _holds(shape: Shape, box: Box) -> bool:
    return shape.box.contains(box, _SLACK) and shape.box.area > box.area


def reading_order(box: Box, row_height: float = 12.0) -> tuple[int, float]:
    """A key that sorts boxes by rows, then from left to right."""
    return round(box.y0 / row_height), box.x0


def _number(root: Shape) -> None:
    """Ids by reading order, a shape before what it holds."""
    following = 0
    stack: list[Shape | TextLine] = [root]
    while stack:
        item = stack.pop()
        if item is not root:
            item.id = following
            following += 1
        if isinstance(item, Shape):
            item.children.sort(key=lambda shape: reading_order(shape.box))
            item.lines.sort(key=lambda line: reading_order(line.box))
            inside: list[Shape | TextLine] = [*item.children, *item.lines]
            inside.sort(key=lambda part: reading_order(part.box), reverse=True)
            stack.extend(inside)
