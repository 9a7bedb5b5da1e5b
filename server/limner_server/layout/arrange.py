"""The scene laid out as a person would nest it: rows, columns, grids, overlays.

Each shape is laid out by itself: its texts are joined into paragraphs, and these and the shapes
within are grouped by a recursive XY-cut that picks, at each step, the axis with the clearer gaps.
Only what truly overlaps becomes an overlay.
"""

from __future__ import annotations

from limner_server.layout.bullets import take_bullets, take_numbers
from limner_server.layout.containers import contain
from limner_server.layout.cuts import Cuts, bounding, columns, ink, keep_widest, rows
from limner_server.layout.element import Axis, Element, Role, number
from limner_server.layout.frames import tidy_frames
from limner_server.layout.grids import find_grids
from limner_server.layout.gutters import have_ends, keep_columns
from limner_server.layout.leading import share_leading
from limner_server.layout.looks import snap_looks
from limner_server.layout.markers import attach_markers
from limner_server.layout.palette import snap_colours
from limner_server.layout.paragraphs import join_lines
from limner_server.layout.strays import drop_corners, drop_strays, drop_strokes
from limner_server.layout.typescale import snap_sizes
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box, Scene, Shape, ShapeKind, TextLine

# How far neighbours may reach into each other and still count as apart: shadows, tight line boxes.
_TOUCHING = -4.0
# An overlap below this share of the smaller box is a matter of margins, not of layers.
_LAYERED = 0.1
# Gaps of this share of the widest one part the same things.
_WIDE = 0.6

_SHAPE_ROLES = {
    ShapeKind.RULE: Role.HR,
    ShapeKind.ICON: Role.ICON,
    ShapeKind.PICTURE: Role.IMG,
}


def arrange(scene: Scene, picture: Picture) -> Element:
    """Lay a scene out by geometry alone.

    Args:
        scene: what the picture shows.
        picture: the screenshot itself.

    Returns:
        The numbered tree under `body`; every role is `div`, `p`, `img`, `icon` or `hr`.
    """
    del picture  # The scene says all that geometry needs.
    lines = snap_colours(snap_sizes(scene.lines()))
    body = _shape_element(scene.root, lines)
    body.role = Role.BODY
    for element in list(body.walk()):
        if element.shape is not None and element.box.width >= 0.97 * scene.width:
            contain(element, element.box)
    find_grids(body)
    share_leading(body)
    snap_looks(body)
    return number(body)


def nest(items: list[Element]) -> Element:
    """Group elements into rows and columns, recursively.

    Args:
        items: at least one, in any order.

    Returns:
        The only item, or a group around all.
    """
    if len(items) == 1:
        return items[0]
    across, upright = rows(items), columns(items)
    down = attach_markers(upright)
    if not across.found and not down.found:
        return _nest_touching(items)
    if down.found and (not across.found or _columns_first(across, down)):
        return _group(Axis.ROW, down.parts)
    kept = keep_columns(across)
    if down.found and not kept.found:
        return _group(Axis.ROW, down.parts)
    across = kept if kept.found else across
    if upright.found and not _is_matrix(across, upright):
        across = keep_widest(across, max(across.gaps) * _WIDE)
    return _group(Axis.COLUMN, _rejoin(across.parts))


def _rejoin(parts: list[list[Element]]) -> list[list[Element]]:
    """Put rows back together that are cards side by side, cut through by a level of their parts."""
    joined = [parts[0]]
    for part in parts[1:]:
        both = [*joined[-1], *part]
        across, down = rows(both), columns(both)
        level = len(part) >= 2 and len(part) == len(down.parts)
        if level and len(joined[-1]) % len(part) == 0 and _columns_first(across, down):
            joined[-1] = both
        else:
            joined.append(part)
    # All of them in one again would be cut the same way for ever.
    return joined if len(joined) > 1 else parts


def _columns_first(across: Cuts, down: Cuts) -> bool:
    """Whether a group that could be cut either way is columns, each of several rows."""
    if _is_matrix(across, down) or _is_lattice(across) or not _are_columns(down):
        return False
    if have_ends(across, down):
        return False
    return min(down.gaps) >= max(across.gaps) or max(down.gaps) >= 2.5 * max(across.gaps)


def _are_columns(down: Cuts) -> bool:
    """Whether every piece is about as tall as the group, or stands in the middle of its height."""
    boxes = [bounding([ink(item) for item in part]) for part in down.parts]
    whole = bounding(boxes)
    return all(
        box.height >= 0.4 * whole.height
        or abs(box.centre[1] - whole.centre[1]) <= 0.1 * whole.height
        for box in boxes
    )


def _is_lattice(across: Cuts) -> bool:
    """Whether rows of shapes, each row's of one height, follow one another."""
    if max(len(row) for row in across.parts) < 2:
        return False
    return all(
        item.shape is not None
        and abs(item.box.y0 - row[0].box.y0) <= 2
        and abs(item.box.y1 - row[0].box.y1) <= 2
        for row in across.parts
        for item in row
    )


def _is_matrix(across: Cuts, down: Cuts) -> bool:
    """Whether every row has a single text in every column, as in a table."""
    if len(across.parts) < 2:
        return False
    for row in across.parts:
        if len(row) != len(down.parts):
            return False
        if any(item.paragraph is None or len(item.paragraph.lines) > 2 for item in row):
            return False
    return True


def _nest_touching(items: list[Element]) -> Element:
    """Group elements that no clear gap separates."""
    loose_rows, loose_columns = rows(items, _TOUCHING), columns(items, _TOUCHING)
    if loose_rows.found:
        return _group(Axis.COLUMN, loose_rows.parts)
    if loose_columns.found:
        return _group(Axis.ROW, loose_columns.parts)
    layers = _layers(items)
    if len(layers) == len(items) or len(layers) == 1:
        return _overlay(items)
    return nest([layer[0] if len(layer) == 1 else _overlay(layer) for layer in layers])


def _layers(items: list[Element]) -> list[list[Element]]:
    """Sets of elements that overlap one another, directly or through others."""
    layers: list[list[Element]] = []
    for item in items:
        touching = [layer for layer in layers if any(_overlaps(item, other) for other in layer)]
        merged = [other for layer in touching for other in layer]
        layers = [layer for layer in layers if layer not in touching]
        layers.append([*merged, item])
    return layers


def _overlaps(a: Element, b: Element) -> bool:
    one, other = ink(a), ink(b)
    return one.overlap(other) > _LAYERED * min(one.area, other.area)


def _overlay(items: list[Element]) -> Element:
    """Lay elements over each other, the largest at the bottom."""
    ordered = sorted(items, key=lambda item: -item.box.area)
    return Element(Role.DIV, bounding([item.box for item in items]), Axis.OVERLAY, ordered)


def _group(axis: Axis, parts: list[list[Element]]) -> Element:
    children: list[Element] = []
    for part in parts:
        child = nest(part)
        if child.shape is None and child.paragraph is None and child.axis is axis:
            children.extend(child.children)
        else:
            children.append(child)
    return Element(Role.DIV, bounding([child.box for child in children]), axis, children)


def _shape_element(shape: Shape, lines: dict[int, TextLine]) -> Element:
    """Lay out one shape and all that stands in it."""
    element = Element(_SHAPE_ROLES.get(shape.kind, Role.DIV), shape.box, shape=shape)
    shapes, within = tidy_frames(shape.children, shape.lines)
    shapes = drop_corners(shape, shapes)
    texts = drop_strays([lines[line.id] for line in within])
    texts, marks = take_bullets(take_numbers(texts), drop_strokes(shapes, texts))
    inside = [_shape_element(mark, lines) for mark in marks]
    inside += join_lines(texts, _inner_box(shape), [mark.box for mark in marks])
    if not inside:
        return element
    element.role = Role.DIV
    group = nest(inside)
    if group.shape is not None:
        element.children = [group]
    elif group.paragraph is not None:
        element.paragraph = group.paragraph
    else:
        element.axis, element.children = group.axis, group.children
    return element


def _inner_box(shape: Shape) -> Box:
    if shape.border is None:
        return shape.box
    sides, width = shape.border.sides, shape.border.width
    return Box(
        shape.box.x0 + width * ("l" in sides),
        shape.box.y0 + width * ("t" in sides),
        shape.box.x1 - width * ("r" in sides),
        shape.box.y1 - width * ("b" in sides),
    )
