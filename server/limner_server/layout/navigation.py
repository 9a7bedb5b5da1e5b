"""Navigation bars: rows of short texts across the top of a page, and the links in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from limner_server.layout.brands import link_logo
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.lists import list_of_links
from limner_server.layout.typography import Typography
from limner_server.perception.scene import Box, Scene

# A bar begins within this many pixels of the top, or of the bar above it, and is at most so high.
_START = 130
_HEIGHT = 110
# A logo and what stands at the other end of the page, so far apart, are a bar.
_WIDE = 0.8
_TALLEST_LOGO = 60
_LONGEST_LINK = 3  # words
_FEWEST_LISTED = 3

_LINK_ROLES = frozenset({Role.P, Role.A, Role.BUTTON, Role.H4, Role.H5, Role.H6, Role.DIV})


def find_bars(root: Element, scene: Scene, typography: Typography) -> list[Element]:
    """Name the bars at the top of a page and the links in them.

    Args:
        root: the body.
        scene: what the picture shows, for its size.
        typography: the page's prevailing type.

    Returns:
        The bars, top to bottom; children of the body or of the band that opens it.
    """
    bars: list[Element] = []
    for parent in _leading_columns(root):
        for child in parent.children[:3]:
            if child.box.y0 <= _START and child.role is not Role.NAV and _is_bar(child, scene):
                _make_bar(child, parent, scene, typography)
                bars.append(child)
    return bars


def _leading_columns(root: Element) -> list[Element]:
    """The body and, as long as they open the page or follow its title, the columns at its start."""
    columns = [root]
    while columns[-1].children and columns[-1].axis is Axis.COLUMN:
        first, *others = columns[-1].children
        if _is_title(first) and others and others[0].box.y0 <= _START:
            first = others[0]
        if first.role is not Role.DIV or first.box.height <= _HEIGHT:
            break
        columns.append(first)
    return columns


def _is_title(element: Element) -> bool:
    return element.box.height <= _HEIGHT and any(part.role is Role.H1 for part in element.walk())


def _is_bar(element: Element, scene: Scene) -> bool:
    if element.box.height > _HEIGHT or not element.children:
        return False
    links = _links(element)
    texts = [part for part in element.walk() if part.paragraph is not None]
    if len(links) < len(texts) - 2:
        return False
    spans = element.box.width > 0.9 * scene.width
    branded = any(_is_logo(part) for part in element.walk())
    if spans and branded and element.box.y0 < 10:
        return True
    if element.axis is Axis.ROW and links and _opens_page(element, scene):
        return True
    row = len(links) >= 2 and (element.axis is Axis.ROW or spans)
    return row and (element.box.width > 0.4 * scene.width or element.box.y0 < 10)


def _opens_page(row: Element, scene: Scene) -> bool:
    """Whether a row is a logo at the very top and, at the other end of the page, its links."""
    wide = row.box.width > _WIDE * scene.width
    return wide and row.box.y0 < row.box.height and _is_logo(row.children[0])


def _is_logo(element: Element) -> bool:
    return element.role is Role.IMG and element.box.height < _TALLEST_LOGO


def _links(element: Element) -> list[Element]:
    return [
        part
        for part in _outside_forms(element)
        if part.paragraph is not None
        and part.role in _LINK_ROLES
        and len(part.paragraph.lines) == 1
        and len(part.paragraph.text.split()) <= _LONGEST_LINK
    ]


def list_links(footer: Element) -> None:
    """Name the links in a footer: rows of several short texts in one type."""
    for row in list(footer.walk()):
        if row.axis is not Axis.ROW:
            continue
        texts = [child for child in row.children if child in _links(row) and child.shape is None]
        if len(texts) >= _FEWEST_LISTED and len({_style(text) for text in texts}) == 1:
            for text in texts:
                text.role = Role.A
            row.children = _with_lists(row.children)


def _style(text: Element) -> tuple[float, int]:
    font = text.paragraph.font if text.paragraph is not None else None
    return (font.size, font.weight) if font is not None else (0.0, 0)


def _outside_forms(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if child.role is not Role.FORM:
            yield from _outside_forms(child)


def _make_bar(bar: Element, parent: Element, scene: Scene, typography: Typography) -> None:
    bar.role = Role.NAV
    links = _links(bar)
    sizes = Counter(_style(part)[0] for part in links)
    for part in links:
        size = _style(part)[0]
        if size <= 1.4 * typography.size or sizes[size] >= _FEWEST_LISTED:
            part.role = Role.A
    if bar.shape is None:
        bar.box = _band(bar, parent, scene)
    link_logo(bar)
    for part in list(bar.walk()):
        if part.axis is Axis.ROW:
            part.children = _with_lists(part.children)
    if len(bar.children) == 1 and bar.children[0].role is Role.UL:
        bar.axis = Axis.COLUMN


def _band(bar: Element, parent: Element, scene: Scene) -> Box:
    """The band that a bar without a background fills: its content stands in the middle of it."""
    index = parent.children.index(bar)
    above = parent.children[index - 1].box.y1 if index else parent.box.y0
    below = parent.children[index + 1].box.y0 if index + 1 < len(parent.children) else bar.box.y1
    bottom = bar.box.y1 + (bar.box.y0 - above)
    sides = (0.0, float(scene.width)) if parent.shape is not None else (bar.box.x0, bar.box.x1)
    return Box(sides[0], above, sides[1], bottom if bottom <= below else bar.box.y1)


def _with_lists(children: list[Element]) -> list[Element]:
    """Put each stretch of plain links into a list."""
    found: list[Element] = []
    for size, run in groupby(children, key=_link_size):
        links = list(run)
        if size and len(links) >= _FEWEST_LISTED:
            found.append(list_of_links(links, Axis.ROW))
        else:
            found.extend(links)
    return found


def _link_size(element: Element) -> float:
    """The font size of a link, which a bar's links share and its brand does not; else 0."""
    if element.role is not Role.A or element.paragraph is None:
        return 0.0
    return element.paragraph.font.size
