"""Forms: controls that are sent together, and the labels that name them."""

from __future__ import annotations

from limner_server.layout.element import Element, Role
from limner_server.layout.links import is_grey_button

_FIELDS = frozenset({Role.INPUT, Role.PASSWORD, Role.TEXTAREA, Role.SELECT})
_LABEL_GAP = 18
_LONGEST_LABEL = 5  # words


def find_forms(root: Element) -> None:
    """Name forms and labels, and settle which buttons act and which are links."""
    for element in list(root.walk()):
        _find_labels(element)
    for element in list(root.walk()):
        if element.role is Role.DIV and _is_form(element):
            element.role = Role.FORM
    _settle_buttons(root, inside=False)


def _find_labels(parent: Element) -> None:
    for text, field in zip(parent.children, parent.children[1:], strict=False):
        if text.paragraph is None or text.shape is not None or len(text.paragraph.lines) > 1:
            continue
        if len(text.paragraph.text.split()) > _LONGEST_LABEL:
            continue
        below = field.box.y0 - text.box.y1 <= _LABEL_GAP
        if field.role in _FIELDS and (below or parent.axis == "row"):
            text.role = Role.LABEL


def _is_form(element: Element) -> bool:
    """Whether an element is the nearest one around some fields and a button."""
    roles = [part.role for part in element.walk()]
    fields = sum(role in _FIELDS or role is Role.SEARCH for role in roles)
    buttons = sum(role is Role.BUTTON for role in roles)
    if not fields or not buttons or buttons > fields + 2:
        return False
    if Role.NAV in roles or Role.MAIN in roles or Role.FOOTER in roles:
        return False
    return not any(_is_form(child) for child in element.children)


def _settle_buttons(element: Element, *, inside: bool) -> None:
    inside = inside or element.role is Role.FORM
    if element.role is Role.BUTTON and not inside and not is_grey_button(element):
        element.role = Role.A
    for child in element.children:
        _settle_buttons(child, inside=inside)
