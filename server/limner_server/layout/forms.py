"""Forms: controls that are sent together, and the labels that name them."""

from __future__ import annotations

from collections.abc import Iterator

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.links import is_grey_button, is_plain_button

_FIELDS = frozenset(
    {Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.TEXTAREA, Role.SELECT, Role.CHECKBOX, Role.RADIO}
)
_LABELLED = _FIELDS - {Role.SEARCH}
_CONTROLS = _FIELDS | {Role.LABEL, Role.BUTTON}
_LABEL_GAP = 18
# A field's button is about as high as the field; a link beside it may be as high as the bar.
_UNLIKE = 0.25
_LONGEST_LABEL = 5  # words
_BUTTON_HEIGHTS = (24, 68)
_SAME_EDGE = 3


def find_forms(root: Element) -> None:
    """Name forms and labels, and settle which buttons act and which are links."""
    for element in list(root.walk()):
        _find_wide_button(element)
        _find_labels(element)
        _join_search(element)
    # The innermost first: a form is the nearest element around its fields, and holds no other.
    for element in reversed(list(root.walk())):
        if element.role is Role.DIV and _is_form(element):
            _make_form(element)
    _settle_buttons(root, inside=False)


def _find_wide_button(column: Element) -> None:
    """Make a button of the box below fields that is as wide as they are, its words in the middle.

    Anywhere else so wide a box would be a band.
    """
    fields = [child.box for child in column.children if child.role in _FIELDS]
    for box in column.children:
        if box.role is not Role.DIV or box.shape is None or box.paragraph is None:
            continue
        words = box.paragraph
        high = _BUTTON_HEIGHTS[0] <= box.box.height <= _BUTTON_HEIGHTS[1]
        centred = abs(words.box.centre[0] - box.box.centre[0]) <= _SAME_EDGE
        fits = any(
            field.shares_sides(box.box, _SAME_EDGE) and field.y1 < box.box.y0 for field in fields
        )
        if high and centred and fits and len(words.text.split()) <= _LONGEST_LABEL:
            box.role = Role.BUTTON


def _find_labels(parent: Element) -> None:
    for text, field in zip(parent.children, parent.children[1:], strict=False):
        if text.paragraph is None or text.shape is not None or len(text.paragraph.lines) > 1:
            continue
        if len(text.paragraph.text.split()) > _LONGEST_LABEL:
            continue
        below = field.box.y0 - text.box.y1 <= _LABEL_GAP
        if field.role in _LABELLED and (below or parent.axis is Axis.ROW):
            text.role = Role.LABEL
    for mark, text in zip(parent.children, parent.children[1:], strict=False):
        if mark.role in (Role.CHECKBOX, Role.RADIO) and text.role is Role.P:
            text.role = Role.LABEL


def _join_search(row: Element) -> None:
    """Make a form of a field and the button right beside it, where more stands in their row."""
    if row.axis is not Axis.ROW or len(row.children) < 3:
        return
    for index, (field, button) in enumerate(zip(row.children, row.children[1:], strict=False)):
        height = field.box.height
        near = button.box.x0 - field.box.x1 < height * 1.5
        level = abs(button.box.height - height) <= _UNLIKE * height
        if field.role in _FIELDS and button.role is Role.BUTTON and near and level:
            box = bounding([field.box, button.box])
            form = Element(Role.FORM, box, Axis.ROW, [field, button])
            row.children[index : index + 2] = [form]
            return


def _is_form(element: Element) -> bool:
    """Whether an element holds some fields and a button, and little else."""
    if any(part.role is Role.FORM for part in element.walk()):
        return False
    leaves = list(_leaves(element))
    fields = sum(leaf.role in _FIELDS for leaf in leaves)
    buttons = sum(leaf.role is Role.BUTTON for leaf in leaves)
    labels = sum(leaf.role is Role.LABEL for leaf in leaves)
    if not fields or not buttons or buttons > fields + 1:
        return False
    return fields + buttons + labels >= 0.4 * len(leaves)


def _make_form(element: Element) -> None:
    """Name the form: from the first control to the last, without what introduces it."""
    held = [index for index, child in enumerate(element.children) if _has_control(child)]
    if element.axis is not Axis.COLUMN or len(held) < 2 or not held[0]:
        element.role = Role.FORM
        return
    inside = element.children[held[0] : held[-1] + 1]
    box = bounding([part.box for part in inside])
    form = Element(Role.FORM, box, Axis.COLUMN, inside)
    element.children[held[0] : held[-1] + 1] = [form]


def _has_control(element: Element) -> bool:
    return any(part.role in _CONTROLS for part in element.walk())


def _leaves(element: Element) -> Iterator[Element]:
    """What holds nothing else, and buttons whatever they hold."""
    if not element.children or element.role is Role.BUTTON:
        yield element
        return
    for child in element.children:
        yield from _leaves(child)


def _settle_buttons(element: Element, *, inside: bool, tabled: bool = False) -> None:
    """Outside of forms, a coloured button is a link; see `links`.

    An outlined one would be too, but in a table it does something with its row.
    """
    inside = inside or element.role is Role.FORM
    tabled = tabled or element.role is Role.TABLE
    does = inside or is_grey_button(element) or (tabled and is_plain_button(element))
    if element.role is Role.BUTTON and not does:
        element.role = Role.A
    for child in element.children:
        _settle_buttons(child, inside=inside, tabled=tabled)
