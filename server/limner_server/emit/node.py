"""A page as nested tags with their style: what every stack's printer writes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from limner_server.layout.element import Element

Style = dict[str, str]
"""CSS declarations, property to value, in the order in which they are written."""

VOID_TAGS = frozenset({"br", "hr", "img", "input"})
"""Tags that have no content and no end tag in HTML."""


@dataclass(slots=True)
class Node:
    """One tag.

    Attributes:
        tag: an HTML tag.
        name: what a person would call it, as a class: "card", "site-header".
        style: its CSS declarations.
        attributes: HTML attributes; an empty value writes a bare attribute.
        children: tags and texts, in order.
        element: the element that it draws, or None for a tag inside of one.
        classes: the classes that stand for the style, given by a stack.
    """

    tag: str
    name: str
    style: Style = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    element: Element | None = None
    classes: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The node and all tags below it, in preorder."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()
