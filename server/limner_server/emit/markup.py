"""Elements to tags: which tag, which attributes and which declarations draw each element."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from limner_server.emit.column import lay_out_column
from limner_server.emit.fields import CHECKS, FIELDS, write_check, write_field
from limner_server.emit.flow import Flow
from limner_server.emit.grid import lay_out_grid
from limner_server.emit.inset import CELLS, pad_text
from limner_server.emit.layers import lay_out_layers
from limner_server.emit.look import shape_style, text_style
from limner_server.emit.names import name_element
from limner_server.emit.node import Node
from limner_server.emit.phrasing import write_runs
from limner_server.emit.pictures import Pictures
from limner_server.emit.row import lay_out_row
from limner_server.emit.units import px, whole_px
from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.layout.typography import Typography
from limner_server.perception.scene import ShapeKind

_PICTURES = frozenset({Role.IMG, Role.AVATAR, Role.CHART, Role.ICON})
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
_WORD = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class Markup:
    """Writes the elements of one page as tags.

    Attributes:
        typography: the type that the page's root sets and everything inherits.
        pictures: where cropped pictures go.
        names: how many controls have been given an id of each stem.
    """

    typography: Typography
    pictures: Pictures
    names: Counter[str] = field(default_factory=Counter)

    def build(self, element: Element, context: str = "") -> Node:
        """Write an element and all below it.

        Args:
            element: of a numbered tree.
            context: what the element is part of, for the names of classes.
        """
        name, inner = name_element(element, context)
        node = Node(_TAGS.get(element.role, str(element.role)), name, element=element)
        if element.role in _PICTURES:
            self._draw_picture(node, element)
            return node
        self._draw_shape(node, element)
        if element.role in FIELDS:
            write_field(node, element, self.typography)
        elif element.role in CHECKS:
            write_check(node, element)
        elif element.paragraph is not None:
            self._draw_text(node, element, element.paragraph)
        elif element.role is Role.TABLE:
            self._draw_table(node, element, inner)
        elif element.children:
            self._draw_children(node, element, inner)
        else:
            node.style["height"] = px(max(element.box.height, 1))
        node.attributes.update(_attributes(element))
        return node

    def _draw_picture(self, node: Node, element: Element) -> None:
        node.attributes.update({"src": self.pictures.add(element), "alt": ""})
        node.style["width"] = whole_px(element.box.width)
        node.style["height"] = whole_px(element.box.height)
        if element.shape is not None:
            look = shape_style(element.shape)
            node.style.update({name: look[name] for name in _FRAME if name in look})

    def _draw_shape(self, node: Node, element: Element) -> None:
        if element.shape is None:
            return
        node.style.update(shape_style(element.shape))
        full = bool(element.children) or element.paragraph is not None
        if element.shape.kind is ShapeKind.PICTURE and full:
            node.style["background-image"] = f'url("{self.pictures.add_backdrop(element)}")'
            node.style["background-size"] = "cover"

    def _draw_text(self, node: Node, element: Element, paragraph: Paragraph) -> None:
        node.style.update(text_style(paragraph, self.typography))
        if element.shape is not None or element.role in CELLS:
            node.style.update(pad_text(element, paragraph))
        style, node.children = write_runs(element, paragraph)
        node.style.update(style)

    def _draw_children(self, node: Node, element: Element, context: str) -> None:
        flow = _flow(element)
        node.style.update(flow.container)
        if bullet := _bullet(element):
            node.style["list-style"] = bullet
        for child, place in zip(element.children, flow.items, strict=True):
            drawn = self.build(child, context)
            if "display" not in flow.container and drawn.tag in _INLINE:
                drawn.style.setdefault("display", "block")
            drawn.style.update(place)
            node.children.append(drawn)
        self._link_labels([child for child in node.children if isinstance(child, Node)])

    def _link_labels(self, nodes: list[Node]) -> None:
        """Tell each label which control it names: the one after it, or the check before it."""
        for before, after in pairwise(nodes):
            roles = [node.element.role if node.element else None for node in (before, after)]
            if roles[0] is Role.LABEL and roles[1] in FIELDS:
                self._link(before, after)
            elif roles[0] in CHECKS and roles[1] is Role.LABEL:
                self._link(after, before)

    def _link(self, label: Node, control: Node) -> None:
        words = "".join(child for child in label.children if isinstance(child, str)).lower()
        stem = "-".join(_WORD.findall(words)[:3]) or "field"
        self.names[stem] += 1
        name = stem if self.names[stem] == 1 else f"{stem}-{self.names[stem]}"
        label.attributes["for"] = name
        control.attributes["id"] = name

    def _draw_table(self, node: Node, element: Element, context: str) -> None:
        """Draw rows and cells; the first row's cells carry the widths of the columns."""
        node.style["table-layout"] = "fixed"
        for index, row in enumerate(element.children):
            row_node = Node("tr", f"{context}-row", element=row)
            if row.shape is not None:
                row_node.style.update(shape_style(row.shape))
            for cell in row.children:
                drawn = self.build(cell, context)
                if index == 0:
                    drawn.style["width"] = px(round(cell.box.x1) - round(cell.box.x0))
                row_node.children.append(drawn)
            node.children.append(row_node)


def _flow(element: Element) -> Flow:
    if element.axis is Axis.OVERLAY:
        return lay_out_layers(element)
    if element.axis is Axis.GRID and len(element.children) > 1:
        return lay_out_grid(element)
    if element.axis is Axis.ROW and len(element.children) > 1:
        return lay_out_row(element)
    return lay_out_column(element)


def _attributes(element: Element) -> dict[str, str]:
    if element.role is Role.A:
        return {"href": "#"}
    return {"type": "button"} if element.role is Role.BUTTON else {}


def _bullet(element: Element) -> str:
    """The marker of a list's items, or "" where it has none."""
    if element.role not in (Role.UL, Role.OL) or not element.children:
        return ""
    texts = [part.paragraph for part in element.children[0].walk() if part.paragraph is not None]
    return texts[0].lines[0].bullet if texts else ""
