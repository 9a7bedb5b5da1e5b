"""Form controls and buttons, by their shape and the place of their text."""

from __future__ import annotations

import re

from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.perception.scene import Colour, Shape, ShapeKind

_FIELD_HEIGHTS = (22, 68)
_TALLEST_AREA = 320
_SMALLEST_FIELD = 90
_HANDLE = (12, 6)  # side and distance from the corner, at most
_LEAST_EMPTY = 1.25  # width by height, of fields for a day or a month
_LEAST_SEARCH = 4.0  # width by height, of fields whose hint may stand anywhere
_LEAST_SELECT = (17, 40)  # height and width: a browser's own are lower than any field
_CHECK_SIZES = (10, 44)
_LARGEST_BUSY_CHECK = 24  # larger boxes with an icon inside are buttons
_BUTTON_HEIGHTS = (17, 68)
_WIDEST_BUTTON = 640
_SNUG = 3.6  # height, in ems
_ICON_GAP = 1.5  # em, between the icon of a button and its words; a field's may be far apart
_BADGE_HEIGHT = 26

# A card's body lies this close below its head, whose shadow falls on it.
_SAME_EDGE, _SHADE = 2, 8
_CARET_SIDES = (22, 16)  # at most, width and height

_DOTS = re.compile(r"^[•●·*.]{4,}$")


def find_controls(root: Element) -> None:
    """Name fields, checks, buttons and badges."""
    _visit(root, root)


def _visit(element: Element, parent: Element) -> None:
    shape = element.shape
    if element is not parent and shape is not None and element.role is Role.DIV:
        role = _control_role(element, shape)
        if role in _TEXT_FIELDS and any(_is_head(element, other) for other in parent.children):
            return
        if role is not None:
            element.role = role
            element.placeholder = role in _TEXT_FIELDS and is_faint(element)
            return
        if _has_handle(element) and _is_field_frame(shape):
            element.role, element.children = Role.TEXTAREA, []
            return
        if _is_select(element, shape):
            _close_select(element)
            return
        if _is_icon_button(element):
            element.role = Role.BUTTON
            for child in element.children:
                # Nothing in a button leads anywhere, or heads anything.
                child.role = Role.SPAN if child.paragraph is not None else child.role
            return
        _open_field(element, shape)
    if element.axis is Axis.ROW:
        _find_checks(element)
    for child in element.children:
        _visit(child, element)


_TEXT_FIELDS = frozenset({Role.INPUT, Role.SEARCH, Role.TEXTAREA})


def _is_head(strip: Element, body: Element) -> bool:
    """Whether what looks like a field is the head of a card, whose body follows at once."""
    same = strip.box.shares_sides(body.box, _SAME_EDGE)
    below = 0 <= body.box.y0 - strip.box.y1 <= _SHADE
    return same and below and body.shape is not None and not _is_field_high(body.box.height)


def _control_role(element: Element, shape: Shape) -> Role | None:
    if shape.kind is not ShapeKind.BOX or element.children:
        return None
    if element.paragraph is None:
        return _empty_field_role(element, shape)
    if len(element.paragraph.lines) > 1:
        return None
    if _is_field_frame(shape) and _DOTS.match(element.paragraph.text.replace(" ", "")):
        return Role.PASSWORD
    if _holds_text_as_field(element, element.paragraph, shape):
        return field_role(element.paragraph)
    return _button_role(element, element.paragraph, shape)


def _has_handle(element: Element) -> bool:
    """Whether nothing but the browser's resize handle lies inside, at the lower right corner."""
    if element.paragraph is not None or len(element.children) != 1:
        return False
    handle = element.children[0].box
    beside = element.box.x1 - handle.x1, element.box.y1 - handle.y1
    return max(*beside) <= _HANDLE[1] and max(handle.width, handle.height) <= _HANDLE[0]


def _empty_field_role(element: Element, shape: Shape) -> Role | None:
    width, height = element.box.width, element.box.height
    if not _is_field_frame(shape) or width < _LEAST_EMPTY * height:
        return None
    if _is_field_high(height):
        return Role.INPUT
    is_area = _FIELD_HEIGHTS[1] < height <= _TALLEST_AREA and width >= _SMALLEST_FIELD
    return Role.TEXTAREA if is_area else None


def _holds_text_as_field(element: Element, paragraph: Paragraph, shape: Shape) -> bool:
    """Whether a frame's text begins at its left end and leaves room to type."""
    width, height = element.box.width, element.box.height
    framed = _is_field_frame(shape) or (is_sunk_fill(shape.fill) and is_faint(element))
    if not framed or not _is_field_high(height) or width < _SMALLEST_FIELD:
        return False
    if (
        field_role(paragraph) is Role.SEARCH
        and is_faint(element)
        and width > _LEAST_SEARCH * height
    ):
        return True
    left = paragraph.box.x0 - element.box.x0
    right = element.box.x1 - paragraph.box.x1
    return left < 1.6 * height and right > left + 0.15 * width


def field_role(paragraph: Paragraph) -> Role:
    """Which kind of field a text stands in, by its words."""
    return Role.SEARCH if "search" in paragraph.text.lower() else Role.INPUT


def _button_role(element: Element, paragraph: Paragraph, shape: Shape) -> Role | None:
    """Whether a box fits snugly around a text in its middle."""
    width, height = element.box.width, element.box.height
    left = paragraph.box.x0 - element.box.x0
    right = element.box.x1 - paragraph.box.x1
    centred = abs(left - right) <= max(5, 0.07 * width)
    snug = height <= _SNUG * paragraph.font.size and width <= _WIDEST_BUTTON
    if not centred or not snug:
        return None
    flat = shape.border is None and _is_coloured(shape)
    if flat and height < _BADGE_HEIGHT and paragraph.font.size <= 13:
        return Role.BADGE
    is_button = _BUTTON_HEIGHTS[0] <= height <= _BUTTON_HEIGHTS[1] and left >= 3
    return Role.BUTTON if is_button else None


def _is_icon_button(element: Element) -> bool:
    """Whether a box fits snugly around an icon and a word or two in its middle."""
    if element.axis is not Axis.ROW or len(element.children) != 2:
        return False
    texts = [child.paragraph for child in element.children if child.shape is None]
    icons = [child for child in element.children if child.role in (Role.IMG, Role.ICON)]
    label = texts[0] if len(texts) == 1 else None
    if label is None or not icons or len(label.lines) > 1:
        return False
    low, high = _BUTTON_HEIGHTS
    first, last = element.children
    left, right = first.box.x0 - element.box.x0, element.box.x1 - last.box.x1
    centred = abs(left - right) <= max(5, 0.07 * element.box.width)
    near = last.box.x0 - first.box.x1 <= _ICON_GAP * label.font.size
    snug = element.box.height <= _SNUG * label.font.size
    small = max(icons[0].box.height, icons[0].box.width) <= element.box.height
    return low <= element.box.height <= high and centred and near and snug and small


def _is_field_high(height: float) -> bool:
    return _FIELD_HEIGHTS[0] <= height <= _FIELD_HEIGHTS[1]


def _is_field_frame(shape: Shape) -> bool:
    """Whether a box looks sunk into the page: framed all round, near white or near black inside."""
    if shape.border is not None:
        framed = set(shape.border.sides) == set("trbl") and shape.border.width <= 3
        return framed and (shape.fill is None or is_sunk_fill(shape.fill))
    return isinstance(shape.fill, Colour) and min(shape.fill) > 250 and shape.radius >= 2


def is_sunk_fill(fill: object) -> bool:
    """Whether a fill is a colour as fields have: near white, or on a dark page near black."""
    return isinstance(fill, Colour) and (min(fill) > 225 or max(fill) < 56)


def _is_coloured(shape: Shape) -> bool:
    return isinstance(shape.fill, Colour) and min(shape.fill) < 245


def is_faint(element: Element) -> bool:
    """Whether a field's text is a hint: much closer to its background than black would be."""
    if element.paragraph is None:
        return False
    background = element.paragraph.lines[0].background
    return element.paragraph.colour.distance(background) < 150


def _is_select(element: Element, shape: Shape) -> bool:
    """Whether a frame holds one line of text and, at its right end, a caret."""
    if not _is_field_frame(shape) or element.axis is not Axis.ROW or len(element.children) != 2:
        return False
    text, caret = element.children
    if text.paragraph is None or text.shape is not None or len(text.paragraph.lines) > 1:
        return False
    low, narrow = _LEAST_SELECT
    large = low <= element.box.height <= _FIELD_HEIGHTS[1] and element.box.width >= narrow
    at_end = element.box.x1 - caret.box.x1 <= element.box.height
    return large and at_end and _is_caret(caret)


def _is_caret(element: Element) -> bool:
    width, height = element.box.width, element.box.height
    small = width <= _CARET_SIDES[0] and height <= _CARET_SIDES[1]
    return element.role in (Role.IMG, Role.ICON) and small and width >= 1.2 * height


def _close_select(element: Element) -> None:
    """Keep the text alone: the browser draws the caret."""
    element.role = Role.SELECT
    element.paragraph = element.children[0].paragraph
    element.children = []


def _open_field(element: Element, shape: Shape) -> None:
    """Make a field of the text in a framed row that has an icon beside it, as search boxes do."""
    if not _is_field_frame(shape) or not _is_field_high(element.box.height):
        return
    if len(element.children) == 1:
        _open_empty_field(element)
    if element.axis is not Axis.ROW or len(element.children) != 2:
        return
    texts = [child for child in element.children if child.paragraph and child.shape is None]
    icons = [child for child in element.children if child.role is Role.ICON]
    if len(texts) != 1 or len(icons) != 1 or element.box.width < 1.5 * _SMALLEST_FIELD:
        return
    text, icon = texts[0], icons[0]
    if icon.box.x0 > text.box.x1 and icon.box.x0 - text.box.x1 < 40:
        return
    end = icon.box.x0 - 8 if icon.box.x0 > text.box.x0 else element.box.x1 - 8
    text.role = field_role(text.paragraph) if text.paragraph is not None else Role.INPUT
    text.placeholder = is_faint(text)
    text.box = text.box._replace(x1=end)


def _open_empty_field(frame: Element) -> None:
    """Put a field before the lone mark at the right end of a long frame, as one to clear it is."""
    mark = frame.children[0]
    inset = frame.box.x1 - mark.box.x1
    small = max(mark.box.width, mark.box.height) <= frame.box.height / 2
    if not small or inset > frame.box.height or frame.box.width < _LEAST_SEARCH * frame.box.height:
        return
    box = frame.box._replace(x0=frame.box.x0 + inset / 2, x1=mark.box.x0 - inset / 2)
    frame.children.insert(0, Element(Role.INPUT, mark.box._replace(x0=box.x0, x1=box.x1)))
    frame.axis = Axis.ROW


def _find_checks(row: Element) -> None:
    """Name the small boxes and discs that a text follows, or texts below one another."""
    for mark, text in zip(row.children, row.children[1:], strict=False):
        shape = mark.shape
        if shape is None or mark.paragraph is not None or not _is_said(text):
            continue
        width, height = mark.box.width, mark.box.height
        square = abs(width - height) <= 2 and _CHECK_SIZES[0] <= width <= _CHECK_SIZES[1]
        if not square or not _looks_like_check(mark, shape):
            continue
        mark.role = Role.RADIO if shape.kind is ShapeKind.CIRCLE else Role.CHECKBOX
        mark.checked = bool(mark.children) or not is_sunk_fill(shape.fill)
        mark.children = []


def _is_said(element: Element) -> bool:
    """Whether an element is a text, or texts alone below one another."""
    if element.paragraph is not None:
        return True
    lines = element.children if element.axis is Axis.COLUMN and element.shape is None else []
    return bool(lines) and all(line.paragraph is not None for line in lines)


def _looks_like_check(mark: Element, shape: Shape) -> bool:
    """Whether a mark is a frame, empty or with a dot, or a small coloured box with a tick."""
    small = mark.box.width <= _LARGEST_BUSY_CHECK
    if shape.border is not None:
        dotted = all(
            part.shape is not None and part.shape.kind is ShapeKind.CIRCLE for part in mark.children
        )
        return small or (is_sunk_fill(shape.fill) and dotted)
    ticked = len(mark.children) == 1 and mark.children[0].role in (Role.IMG, Role.ICON)
    return small and shape.kind is ShapeKind.BOX and _is_coloured(shape) and ticked
