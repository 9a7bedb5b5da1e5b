"""Elements to tags: which tag, which attributes and which declarations draw each element."""

from __future__ import annotations

from limner_server.emit.column import lay_out_column
from limner_server.emit.flow import Flow
from limner_server.emit.grid import lay_out_grid
from limner_server.emit.inset import pad_text
from limner_server.emit.layers import lay_out_layers
from limner_server.emit.look import shape_style, text_style
from limner_server.emit.node import Node, Style
from limner_server.emit.pictures import Pictures
from limner_server.emit.row import lay_out_row
from limner_server.emit.units import px, whole_px
from limner_server.layout.element import Axis, Element, Paragraph, Role, Run
from limner_server.layout.typography import Typography

FIELDS = frozenset({Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.TEXTAREA, Role.SELECT})
CHECKS = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
_CELLS = frozenset({Role.TD, Role.TH})
PICTURES = frozenset({Role.IMG, Role.AVATAR, Role.CHART, Role.ICON})

_TAGS = {
    Role.PASSWORD: "input",
    Role.SEARCH: "input",
    Role.CHECKBOX: "input",
    Role.RADIO: "input",
    Role.SWITCH: "input",
    Role.AVATAR: "img",
    Role.CHART: "img",
    Role.ICON: "img",
    Role.BADGE: "span",
}
# Tags that would stand in a line of text where their parent is no flex or grid container.
_INLINE = frozenset({"a", "button", "input", "label", "select", "span", "textarea"})
# What a picture keeps of its shape's look; the rest is in its pixels.
_FRAME = ("border-radius", "box-shadow")
_INPUT_TYPES = {
    Role.INPUT: "text",
    Role.PASSWORD: "password",
    Role.SEARCH: "search",
    Role.CHECKBOX: "checkbox",
    Role.RADIO: "radio",
    Role.SWITCH: "checkbox",
}


def build(element: Element, inherited: Typography, pictures: Pictures) -> Node:
    """Write an element and all below it as tags.

    Args:
        element: of a numbered tree.
        inherited: the type that the page's root sets.
        pictures: where cropped pictures go.
    """
    node = Node(_TAGS.get(element.role, str(element.role)), _name(element), element=element)
    if element.shape is not None and element.role not in PICTURES:
        node.style.update(shape_style(element.shape))
    if element.role in PICTURES:
        _draw_picture(node, element, pictures)
    elif element.role is Role.HR:
        node.style["height"] = px(max(element.box.height, 1))
    elif element.role in FIELDS:
        _draw_field(node, element, inherited)
    elif element.role in CHECKS:
        _draw_check(node, element)
    elif element.role is Role.TABLE:
        _draw_table(node, element, inherited, pictures)
    elif element.paragraph is not None:
        _draw_text(node, element, element.paragraph, inherited)
    elif element.children:
        _draw_children(node, element, inherited, pictures)
    else:
        node.style["height"] = whole_px(element.box.height)
    if element.role is Role.A:
        node.attributes["href"] = "#"
    if element.role is Role.BUTTON:
        node.attributes["type"] = "button"
    return node


def _draw_children(node: Node, element: Element, inherited: Typography, pictures: Pictures) -> None:
    flow = _flow(element)
    node.style.update(flow.container)
    bullet = _bullet(element)
    if bullet:
        node.style["list-style"] = bullet
    for child, place in zip(element.children, flow.items, strict=True):
        child_node = build(child, inherited, pictures)
        if "display" not in flow.container and child_node.tag in _INLINE:
            child_node.style.setdefault("display", "block")
        child_node.style.update(place)
        node.children.append(child_node)


def _flow(element: Element) -> Flow:
    if element.axis is Axis.OVERLAY:
        return lay_out_layers(element)
    if len(element.children) < 2:
        return lay_out_column(element)
    if element.axis is Axis.GRID:
        return lay_out_grid(element)
    return lay_out_row(element) if element.axis is Axis.ROW else lay_out_column(element)


def _bullet(element: Element) -> str:
    """The marker of a list's items, or "" where it has none."""
    if element.role not in (Role.UL, Role.OL) or not element.children:
        return ""
    texts = [part.paragraph for part in element.children[0].walk() if part.paragraph is not None]
    return texts[0].lines[0].bullet if texts else ""


def _draw_table(node: Node, element: Element, inherited: Typography, pictures: Pictures) -> None:
    """Draw rows and cells; the first row's cells carry the widths of the columns."""
    node.style.update({"table-layout": "fixed", "border-spacing": "0"})
    for index, row in enumerate(element.children):
        row_node = Node("tr", "table-row", element=row)
        if row.shape is not None:
            row_node.style.update(shape_style(row.shape))
        for cell in row.children:
            cell_node = build(cell, inherited, pictures)
            if index == 0:
                cell_node.style["width"] = px(cell.box.width)
            row_node.children.append(cell_node)
        node.children.append(row_node)


def _draw_picture(node: Node, element: Element, pictures: Pictures) -> None:
    node.attributes["src"] = pictures.add(element)
    node.attributes["alt"] = ""
    node.style["width"] = whole_px(element.box.width)
    node.style["height"] = whole_px(element.box.height)
    if element.shape is not None:
        look = shape_style(element.shape)
        node.style.update({name: look[name] for name in _FRAME if name in look})


def _draw_field(node: Node, element: Element, inherited: Typography) -> None:
    node.style["height"] = whole_px(element.box.height)
    text = ""
    if element.paragraph is not None:
        text = element.paragraph.text
        style = text_style(element.paragraph, inherited)
        style.pop("line-height", None)
        node.style.update(style)
        left = element.paragraph.box.x0 - element.box.x0
        border = element.shape.border.width if element.shape and element.shape.border else 0
        node.style["padding"] = f"0 {whole_px(max(left - border, 0))}"
    if element.role is Role.TEXTAREA:
        node.children.append(text)
    elif element.role is Role.SELECT:
        node.children.append(Node("option", "option", children=[text]))
    else:
        node.attributes["type"] = _INPUT_TYPES[element.role]
        node.attributes["placeholder" if element.placeholder else "value"] = text


def _draw_check(node: Node, element: Element) -> None:
    node.attributes["type"] = _INPUT_TYPES[element.role]
    if element.checked:
        node.attributes["checked"] = ""
    node.style = {"width": whole_px(element.box.width), "height": whole_px(element.box.height)}


def _draw_text(node: Node, element: Element, paragraph: Paragraph, inherited: Typography) -> None:
    node.style.update(text_style(paragraph, inherited))
    if element.shape is not None or element.role in _CELLS:
        node.style.update(pad_text(element, paragraph))
    if paragraph.nowrap:
        node.style["white-space"] = "nowrap"
    if len(paragraph.runs) == 1:
        run = paragraph.runs[0]
        if run.underlined:
            node.style["text-decoration"] = "underline"
        node.children.append(run.text)
        return
    for run in paragraph.runs:
        if run.break_before:
            node.children.append(Node("br", "br"))
        elif node.children:
            node.children.append(" ")
        node.children.append(_run_node(run, element))


def _run_node(run: Run, element: Element) -> Node | str:
    style: Style = {}
    if run.link:
        style["color"] = run.colour.hex
    if run.underlined:
        style["text-decoration"] = "underline"
    if run.link and element.role not in (Role.A, Role.BUTTON):
        if run.bold:
            style["font-weight"] = "700"
        if run.italic:
            style["font-style"] = "italic"
        return Node("a", "link", style, {"href": "#"}, [run.text])
    if run.bold:
        return Node("strong", "strong", style, children=[run.text])
    if run.italic:
        return Node("em", "em", style, children=[run.text])
    if style:
        return Node("span", "mark", style, children=[run.text])
    return run.text


def _name(element: Element) -> str:
    """What a person would call the element's class."""
    if element.role in (Role.DIV, Role.SECTION, Role.ARTICLE):
        if element.shape is not None and element.shape.kind == "box":
            return "card" if element.children else "box"
        return {Axis.ROW: "row", Axis.GRID: "grid", Axis.OVERLAY: "layers"}.get(
            element.axis, "stack"
        )
    return {Role.P: "text", Role.A: "link", Role.BODY: "page"}.get(element.role, str(element.role))
