"""Frames: a border and the fill right inside it are one box, and a frame across others is none."""

from __future__ import annotations

from dataclasses import replace

from limner_server.perception.scene import Shape, ShapeKind, TextLine

# A fill may end this far inside its border: rounded corners are measured row by row.
_LOOSE = 6.0
# Frames that cut through others by this share of the smaller one come from borders of different
# boxes taken for one.
_CUT = 0.03


def tidy_frames(shapes: list[Shape], lines: list[TextLine]) -> tuple[list[Shape], list[TextLine]]:
    """Merge frames with their fill, and open the frames that cut through other shapes.

    Args:
        shapes: the marks of one shape.
        lines: the texts of the same shape.

    Returns:
        Both, with what stood in an opened frame added.
    """
    kept: list[Shape] = []
    texts = list(lines)
    for shape in shapes:
        if _is_frame(shape) and any(_cuts(shape, other) for other in shapes if other is not shape):
            kept.extend(shape.children)
            texts.extend(shape.lines)
        else:
            kept.append(shape)
    return [_with_fill(shape) for shape in kept], texts


def _is_frame(shape: Shape) -> bool:
    return shape.kind is ShapeKind.BOX and shape.fill is None and shape.border is not None


def _cuts(frame: Shape, other: Shape) -> bool:
    """Whether two shapes overlap without one holding the other."""
    shared = frame.box.overlap(other.box)
    if shared <= _CUT * min(frame.box.area, other.box.area):
        return False
    return not frame.box.contains(other.box, 2) and not other.box.contains(frame.box, 2)


def _with_fill(shape: Shape) -> Shape:
    if not _is_frame(shape) or len(shape.children) != 1 or shape.lines:
        return shape
    inner = shape.children[0]
    sides = zip(shape.box, inner.box, strict=True)
    if inner.kind is not ShapeKind.BOX or any(abs(a - b) > _LOOSE for a, b in sides):
        return shape
    shadow = shape.shadow or inner.shadow
    return replace(
        shape, fill=inner.fill, shadow=shadow, children=inner.children, lines=inner.lines
    )
