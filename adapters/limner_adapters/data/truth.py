"""What a page's author wrote: the elements and words of the rendered page, read from its DOM."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from limner_server.layout.element import Role
from limner_server.perception.scene import Box

_ROLES = {role.value: role for role in Role}
_TAGS = {
    **{tag: _ROLES[tag] for tag in ("header", "nav", "main", "footer", "aside", "section")},
    **{tag: _ROLES[tag] for tag in ("article", "form", "h1", "h2", "h3", "h4", "h5", "h6", "p")},
    **{tag: _ROLES[tag] for tag in ("a", "button", "label", "textarea", "select", "ul", "ol")},
    **{tag: _ROLES[tag] for tag in ("li", "table", "tr", "th", "td", "img", "hr")},
    "menu": Role.UL,
    "svg": Role.ICON,
    "canvas": Role.CHART,
    "video": Role.IMG,
    "legend": Role.LABEL,
}
_INPUTS = {
    "password": Role.PASSWORD,
    "search": Role.SEARCH,
    "checkbox": Role.CHECKBOX,
    "radio": Role.RADIO,
    "submit": Role.BUTTON,
    "button": Role.BUTTON,
    "reset": Role.BUTTON,
    "image": Role.IMG,
}


@dataclass(slots=True)
class TrueNode:
    """One element of the page.

    Attributes:
        role: its own, or None where its tag says nothing (div, span, layout tables).
        box: border box in page pixels.
        parent: index of the parent, -1 for the body.
        atom: whether it is drawn as a whole: a picture, a field, an empty decorated box.
    """

    role: Role | None
    box: Box
    parent: int
    atom: bool


@dataclass(slots=True)
class TrueWord:
    """One word: its text, the box of its line, and the index of the element that holds it."""

    text: str
    box: Box
    node: int


@dataclass(slots=True)
class Truth:
    """A page as its author wrote it; parents come before children."""

    nodes: list[TrueNode] = field(default_factory=list)
    words: list[TrueWord] = field(default_factory=list)


def read_truth(found: dict[str, Any], scale: float = 1.0) -> Truth:
    """What `truth.js` found, typed.

    Args:
        found: nodes and words, with boxes in CSS pixels.
        scale: pixels of the picture to a CSS pixel.
    """

    def box(edges: list[float]) -> Box:
        return Box(*(edge * scale for edge in edges))

    nodes: list[TrueNode] = []
    in_layout: list[bool] = []
    for node in found["nodes"]:
        parent = int(node["parent"])
        # Rows and cells of a table made for layout are no table's.
        layout = bool(node["layout"]) or (
            parent >= 0
            and in_layout[parent]
            and node["tag"] in ("tbody", "thead", "tr", "td", "th")
        )
        in_layout.append(layout)
        role = None if layout else _role(node)
        nodes.append(TrueNode(role, box(node["box"]), parent, bool(node["atom"])))
    words = [TrueWord(word["text"], box(word["box"]), int(word["node"])) for word in found["words"]]
    return Truth(nodes, words)


def _role(node: dict[str, Any]) -> Role | None:
    if node["role"]:
        return _ROLES.get(node["role"])
    if node["tag"] == "input":
        return _INPUTS.get(node["kind"], Role.INPUT)
    role = _TAGS.get(node["tag"])
    if role is Role.ICON:
        box = Box(*node["box"])
        return Role.ICON if max(box.width, box.height) <= 72 else Role.IMG
    return role
