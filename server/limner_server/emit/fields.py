"""Form controls: their tags, types, values and placeholders."""

from __future__ import annotations

from limner_server.emit.look import text_style
from limner_server.emit.node import Node
from limner_server.emit.units import whole_px
from limner_server.layout.element import Element, Role
from limner_server.layout.typography import Typography

FIELDS = frozenset({Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.TEXTAREA, Role.SELECT})
"""Controls that hold a text."""

CHECKS = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
"""Controls that are on or off."""

_TYPES = {
    Role.INPUT: "text",
    Role.PASSWORD: "password",
    Role.SEARCH: "search",
    Role.CHECKBOX: "checkbox",
    Role.RADIO: "radio",
    Role.SWITCH: "checkbox",
}


def write_field(node: Node, element: Element, typography: Typography) -> None:
    """Complete the tag of a control that holds a text."""
    node.style["height"] = whole_px(element.box.height)
    text = ""
    if element.paragraph is not None:
        text = element.paragraph.text
        style = text_style(element.paragraph, typography)
        # Browsers centre the text of a field in its height, whatever the line height.
        style.pop("line-height", None)
        node.style.update(style)
        node.style["padding"] = _padding(element, element.paragraph.box.x0)
    if element.role is Role.TEXTAREA:
        if element.placeholder:
            node.attributes["placeholder"] = text
        elif text:
            node.children.append(text)
    elif element.role is Role.SELECT:
        node.children.append(Node("option", "option", children=[text]))
    else:
        node.attributes["type"] = _TYPES[element.role]
        if text:
            node.attributes["placeholder" if element.placeholder else "value"] = text


def _padding(element: Element, text_start: float) -> str:
    border = element.shape.border if element.shape is not None else None
    start = text_start - element.box.x0 - (border.width if border is not None else 0)
    if element.role is Role.TEXTAREA and element.paragraph is not None:
        return f"{whole_px(max(element.paragraph.box.y0 - element.box.y0, 0))} {whole_px(start)}"
    return f"0 {whole_px(max(start, 0))}"


def write_check(node: Node, element: Element) -> None:
    """Complete the tag of a control that is on or off; the browser draws it."""
    node.attributes["type"] = _TYPES[element.role]
    if element.checked:
        node.attributes["checked"] = ""
    node.style = {"width": whole_px(element.box.width), "height": whole_px(element.box.height)}
