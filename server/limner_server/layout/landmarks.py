"""Landmarks: the bars and bands that a page is divided into."""

from __future__ import annotations

import re

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS
from limner_server.layout.typography import Typography
from limner_server.perception.scene import Box, Scene

# A navigation bar begins within this many pixels of the top and is at most so high.
_BAR_START = 130
_BAR_HEIGHT = 110
_FEWEST_LINKS = 2
_LONGEST_LINK = 3  # words

_FOOTER_WORDS = re.compile(
    r"©|\(c\)|copyright|all rights|licen[sc]ed?\b|powered by|privacy|imprint", re.IGNORECASE
)


def find_landmarks(root: Element, scene: Scene, typography: Typography) -> None:
    """Name the header, the navigation, the main part and the footer of a page."""
    if not root.children or root.axis is not Axis.COLUMN:
        return
    _pull_out_edges(root, scene)
    children = root.children
    bars = _leading_bars(children, scene)
    for bar in bars:
        _make_nav(bar, root, scene, typography)
    footer = _footer(children, scene)
    body = [child for child in children if child not in bars and child is not footer]
    if footer is not None:
        _make_footer(footer, root)
    if len(body) > 1 and (bars or footer):
        main = Element(Role.MAIN, bounding([child.box for child in body]), Axis.COLUMN, body)
        main.box = main.box._replace(x0=root.box.x0, x1=root.box.x1)
        root.children = [*bars, main, *([footer] if footer else [])]
    elif len(body) == 1 and body[0].role is Role.DIV and (bars or footer):
        body[0].role = Role.MAIN


def _pull_out_edges(root: Element, scene: Scene) -> None:
    """Take a bar at the start and a footer at the end out of the page's container."""
    first = root.children[0]
    if _is_plain_column(first) and _is_bar(first.children[0], scene):
        root.children[:1] = [first.children.pop(0), first]
        _shrink(first)
    last = root.children[-1]
    if _is_plain_column(last) and _footer(last.children, scene) is not None:
        root.children.append(last.children.pop())
        _shrink(last)


def _is_plain_column(element: Element) -> bool:
    return (
        element.role is Role.DIV
        and element.shape is None
        and element.axis is Axis.COLUMN
        and len(element.children) > 1
    )


def _shrink(column: Element) -> None:
    """Fit a column's height to what is left in it."""
    inside = bounding([child.box for child in column.children])
    column.box = column.box._replace(y0=inside.y0, y1=inside.y1)


def _leading_bars(children: list[Element], scene: Scene) -> list[Element]:
    bars: list[Element] = []
    for child in children[:3]:
        if child.box.y0 > _BAR_START or not _is_bar(child, scene):
            break
        bars.append(child)
    return bars


def _is_bar(element: Element, scene: Scene) -> bool:
    """Whether an element is a row of short texts across the page."""
    if element.box.height > _BAR_HEIGHT or not element.children:
        return False
    links = _link_texts(element)
    texts = [part for part in element.walk() if part.paragraph is not None]
    return len(links) >= _FEWEST_LINKS and len(links) >= len(texts) - 2 and _is_wide(element, scene)


def _is_wide(element: Element, scene: Scene) -> bool:
    return element.box.width > 0.5 * scene.width


def _link_texts(element: Element) -> list[Element]:
    return [
        part
        for part in element.walk()
        if part.paragraph is not None
        and part.role in (Role.P, Role.A, Role.BUTTON, Role.H4, Role.H5, Role.DIV)
        and len(part.paragraph.lines) == 1
        and len(part.paragraph.text.split()) <= _LONGEST_LINK
    ]


def _make_nav(bar: Element, root: Element, scene: Scene, typography: Typography) -> None:
    bar.role = Role.NAV
    for part in _link_texts(bar):
        size = part.paragraph.font.size if part.paragraph else typography.size
        if size <= 1.4 * typography.size:
            part.role = Role.A
    if bar.shape is None:
        bar.box = _bar_box(bar, root, scene)


def _bar_box(bar: Element, root: Element, scene: Scene) -> Box:
    """The band that a bar without a background fills: its content stands in the middle of it."""
    index = root.children.index(bar)
    above = root.children[index - 1].box.y1 if index else 0.0
    below = root.children[index + 1].box.y0 if index + 1 < len(root.children) else bar.box.y1
    margin = bar.box.y0 - above
    bottom = bar.box.y1 + margin if bar.box.y1 + margin <= below else bar.box.y1
    return Box(0, above, scene.width, bottom)


def _footer(children: list[Element], scene: Scene) -> Element | None:
    last = children[-1]
    if len(children) < 2 or last.box.height > 0.4 * scene.height or last.role is Role.NAV:
        return None
    words = " ".join(part.paragraph.text for part in last.walk() if part.paragraph is not None)
    if _FOOTER_WORDS.search(words) and not any(part.role in HEADINGS for part in last.walk()):
        return last
    band = last.shape is not None and last.box.width > 0.95 * scene.width
    at_end = last.box.y1 > scene.height - 4
    return last if band and at_end and words else None


def _make_footer(footer: Element, root: Element) -> None:
    if footer.role in (Role.DIV, Role.P) and footer.paragraph is None:
        footer.role = Role.FOOTER
    else:
        inner = Element(footer.role, footer.box, footer.axis, footer.children, footer.paragraph)
        inner.shape = footer.shape
        footer.children, footer.paragraph, footer.shape = [inner], None, None
        footer.role, footer.axis = Role.FOOTER, Axis.COLUMN
    if footer.shape is None:
        footer.box = footer.box._replace(x0=root.box.x0, x1=root.box.x1)
