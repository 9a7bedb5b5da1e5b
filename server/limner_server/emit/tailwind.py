"""A page for a project that uses Tailwind: a fragment whose classes are utilities."""

from __future__ import annotations

import re

from limner_server.emit.code import Region
from limner_server.emit.html import HTML
from limner_server.emit.node import Node, Style
from limner_server.emit.printer import Printer
from limner_server.emit.stylesheet import RESET, Stylesheet
from limner_server.emit.utilities import utilities

_SPECIAL = re.compile(r"([^a-zA-Z0-9_-])")


def use_utilities(page: Node, leading: str) -> Stylesheet:
    """Give every tag of a page the utilities that draw it.

    Args:
        page: the root; its tags receive their `classes`.
        leading: the line height that texts inherit. Named font sizes bring their own, so that it
            has to be said again beside them.

    Returns:
        The CSS of exactly the utilities used, for where there is no Tailwind to write it.
    """
    used: dict[str, Style] = {}
    for node in page.walk():
        style = dict(node.style)
        if "font-size" in style:
            style["line-height"] = style.pop("line-height", leading)
        found = utilities(style)
        node.classes = [name for name, _ in found]
        used.update(found)
    sheet = Stylesheet(rules={selector: dict(style) for selector, style in RESET.items()})
    for name, style in used.items():
        sheet.rules["." + _SPECIAL.sub(r"\\\1", name)] = style
    return sheet


def fragment(page: Node) -> tuple[str, list[Region]]:
    """Write a page as a piece of markup to insert; returns it and its regions."""
    printer = Printer(HTML)
    printer.write(page, 0)
    return "\n".join([*printer.lines, ""]), printer.regions
