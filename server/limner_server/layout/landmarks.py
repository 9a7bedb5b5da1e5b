"""Landmarks: the bars and bands that a page is divided into."""

from __future__ import annotations

import re

from limner_server.layout.brands import link_masthead
from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.endings import ends_in_links, gather_ending
from limner_server.layout.headings import HEADINGS
from limner_server.layout.navigation import find_bars, list_links
from limner_server.layout.typography import Typography
from limner_server.perception.scene import Scene

_BAND = 0.95
_TALLEST_FOOTER = 0.4
_WIDEST_SIDEBAR = 0.33
_FOOTER_WORDS = re.compile(
    r"©|\(c\)|copyright|all rights|licen[sc]ed?\b|powered by|privacy|imprint", re.IGNORECASE
)


def find_landmarks(root: Element, scene: Scene, typography: Typography) -> None:
    """Name the navigation, the header, the main part and the footer of a page.

    Args:
        root: the body; children may be regrouped in place.
        scene: what the picture shows, for its size.
        typography: the page's prevailing type.
    """
    if root.axis is Axis.ROW:
        _find_sidebar(root, scene)
    if not root.children or root.axis is not Axis.COLUMN:
        return
    link_masthead(root, scene, typography)
    _open_container(root)
    bars = find_bars(root, scene, typography)
    footer = _footer(root, scene)
    if footer is not None:
        root.children[-1] = _as_footer(footer, root)
    first = root.children[0]
    inside = _is_plain_column(first) and any(bar in first.children for bar in bars)
    if inside:
        _divide(first, bars, None)
    elif bars or footer is not None:
        _divide(root, bars, root.children[-1] if footer is not None else None)


def _divide(host: Element, bars: list[Element], footer: Element | None) -> None:
    """Order an element's children into header, bars, main part and footer."""
    header = _header(host.children, bars)
    own_bars = [bar for bar in bars if bar in host.children]
    edges = [*header, *own_bars, *([footer] if footer is not None else [])]
    body = [child for child in host.children if child not in edges]
    children = [_as_header([*header, *own_bars])] if header else own_bars
    children = [*children, *_as_main(body, host)]
    host.children = [*children, footer] if footer is not None else children


def _find_sidebar(root: Element, scene: Scene) -> None:
    """Name a band down one side of a page, and the main part beside it."""
    if len(root.children) != 2:
        return
    band, rest = sorted(root.children, key=lambda child: child.box.width)
    tall = band.box.height > _BAND * scene.height
    narrow = band.box.width < _WIDEST_SIDEBAR * scene.width
    if tall and narrow and band.shape is not None and band.role is Role.DIV:
        band.role = Role.ASIDE
        if rest.role is Role.DIV and rest.paragraph is None:
            rest.role = Role.MAIN


def _open_container(root: Element) -> None:
    """Take a bar at the start and a footer at the end out of the page's only container."""
    first = root.children[0]
    if _is_plain_column(first) and first.children[0].axis is Axis.ROW:
        root.children[:1] = [first.children.pop(0), first]
        _fit_height(first)
    last = root.children[-1]
    gather_ending(last if _is_plain_column(last) else root)
    last = root.children[-1]
    whole = len(root.children) > 1 and last.box.height <= 0.5 * _TALLEST_FOOTER * root.box.height
    headed = any(part.role in HEADINGS for part in last.walk())
    if whole and not headed:
        return
    if _is_plain_column(last) and _has_ending(last):
        root.children.append(last.children.pop())
        _fit_height(last)


def _has_ending(column: Element) -> bool:
    """Whether the last of a column says what footers say, or is nothing but links."""
    words = _words(column.children[-1])
    return _FOOTER_WORDS.search(words) is not None or ends_in_links(column)


def _is_plain_column(element: Element) -> bool:
    return (
        element.role is Role.DIV
        and element.shape is None
        and element.axis is Axis.COLUMN
        and len(element.children) > 1
    )


def _fit_height(column: Element) -> None:
    inside = bounding([child.box for child in column.children])
    column.box = column.box._replace(y0=inside.y0, y1=inside.y1)


def _words(element: Element) -> str:
    texts = [part.paragraph.text for part in element.walk() if part.paragraph is not None]
    return " ".join(texts)


def _header(children: list[Element], bars: list[Element]) -> list[Element]:
    """What stands above the first bar, where that is the page's title."""
    above: list[Element] = []
    for child in children[:3]:
        if child in bars:
            return above if any(part.role is Role.H1 for e in above for part in e.walk()) else []
        above.append(child)
    return []


def _as_header(parts: list[Element]) -> Element:
    if len(parts) == 1 and parts[0].role is Role.DIV:
        parts[0].role = Role.HEADER
        return parts[0]
    return Element(Role.HEADER, bounding([part.box for part in parts]), Axis.COLUMN, parts)


def _footer(root: Element, scene: Scene) -> Element | None:
    last = root.children[-1]
    if len(root.children) < 2 or last.box.height > _TALLEST_FOOTER * scene.height:
        return None
    words = _words(last)
    if not words or last.role is Role.NAV:
        return None
    headed = any(part.role in HEADINGS for part in last.walk())
    if _has_ending(root) and not headed:
        return last
    band = last.shape is not None and last.box.width > _BAND * scene.width
    return last if band and last.box.y1 > scene.height - 4 else None


def _as_footer(footer: Element, root: Element) -> Element:
    if footer.role is not Role.DIV or footer.paragraph is not None:
        footer = Element(Role.FOOTER, footer.box, Axis.COLUMN, [footer])
    footer.role = Role.FOOTER
    list_links(footer)
    if footer.shape is None:
        footer.box = footer.box._replace(x0=root.box.x0, x1=root.box.x1)
    return footer


def _as_main(parts: list[Element], root: Element) -> list[Element]:
    if not parts:
        return []
    if len(parts) == 1 and parts[0].role is Role.DIV and parts[0].paragraph is None:
        parts[0].role = Role.MAIN
        return parts
    box = bounding([part.box for part in parts])._replace(x0=root.box.x0, x1=root.box.x1)
    return [Element(Role.MAIN, box, Axis.COLUMN, parts)]
