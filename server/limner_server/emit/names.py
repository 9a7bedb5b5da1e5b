"""Names of classes: what a person would call an element, by its role and what it is part of."""

from __future__ import annotations

from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS
from limner_server.perception.scene import ShapeKind

_LANDMARKS = {
    Role.NAV: "nav",
    Role.HEADER: "header",
    Role.FOOTER: "footer",
    Role.ASIDE: "sidebar",
    Role.FORM: "form",
    Role.TABLE: "table",
}
_PARTS = {
    Role.SECTION: "section",
    Role.BODY: "page",
    Role.P: "text",
    Role.A: "link",
    Role.UL: "list",
    Role.OL: "list",
    Role.LI: "item",
    Role.TR: "row",
    Role.TH: "head",
    Role.TD: "cell",
    Role.IMG: "image",
    Role.HR: "rule",
    Role.PASSWORD: "input",
    Role.SEARCH: "input",
}
_GROUPS = {Axis.ROW: "row", Axis.COLUMN: "stack", Axis.GRID: "grid", Axis.OVERLAY: "layers"}
_BOXES = frozenset({Role.DIV, Role.ARTICLE})
# A box this wide spans the page: a band of it, not a card on it.
_BAND = 1000


def name_element(element: Element, context: str) -> tuple[str, str]:
    """Name an element's class.

    Args:
        element: of the tree.
        context: what it is part of, as its parent's name was answered; "" at the top.

    Returns:
        The class name, and the context for what is inside.
    """
    if element.role in _LANDMARKS:
        name = _LANDMARKS[element.role]
        return name, name
    if element.role is Role.DIV and element.shape is not None and element.children:
        name = _box_name(element)
        return name, name
    part = _part(element, context)
    return (f"{context}-{part}" if context else part), context


def _box_name(element: Element) -> str:
    if element.box.width < _BAND:
        return "card"
    titled = any(part.role is Role.H1 for part in element.walk())
    return "hero" if titled else "band"


def _part(element: Element, context: str) -> str:
    if element.role in HEADINGS:
        first = element.role in (Role.H1, Role.H2) or context == "card"
        return "title" if first else "heading"
    if element.role in (Role.A, Role.BUTTON) and element.shape is not None:
        return "button"
    if element.role in _BOXES:
        if element.children:
            return _GROUPS[element.axis]
        return "note" if element.paragraph is not None else _empty_name(element)
    return _PARTS.get(element.role, str(element.role))


def _empty_name(element: Element) -> str:
    kind = element.shape.kind if element.shape is not None else ShapeKind.BOX
    return "dot" if kind is ShapeKind.CIRCLE else "box"
