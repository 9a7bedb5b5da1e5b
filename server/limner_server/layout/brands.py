"""The sender's mark: the logo of a bar and the masthead of a letter, which lead home."""

from __future__ import annotations

import re

from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.typography import Typography
from limner_server.perception.scene import Scene

_LONGEST_NAME = 4  # words
_TALLEST_LOGO = 80
_WIDEST_LOGO = 0.4  # of its bar
_NAMES = frozenset({Role.P, Role.DIV, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6})

# A letter is a column of text in the middle of its page, at most so wide.
_WIDEST_LETTER = 0.6
_OFF_CENTRE = 4
# A masthead is no larger than the text below, and fainter: it must not pass for the title.
_LARGEST_MASTHEAD = 1.25
_FAINTER = 0.75
_NUMBER = re.compile(r"\d")


def link_logo(bar: Element) -> None:
    """Make a link of the picture or the name at the start of a bar at a page's top.

    Args:
        bar: changed in place.
    """
    parent = bar
    while parent.children and parent.children[0].children and parent.children[0].shape is None:
        parent = parent.children[0]
    if not parent.children or parent.role in (Role.UL, Role.LI, Role.FORM, Role.A):
        return
    first = parent.children[0]
    small = first.box.height <= _TALLEST_LOGO and first.box.width <= _WIDEST_LOGO * bar.box.width
    if first.role in (Role.IMG, Role.ICON) and small and parent.axis is Axis.ROW:
        # The link is as high as the bar, so that it is easy to hit.
        box = first.box._replace(y0=parent.box.y0, y1=parent.box.y1)
        parent.children[0] = Element(Role.A, box, Axis.COLUMN, [first])
    elif first.role in _NAMES and _is_name(first):
        first.role = Role.A


def link_masthead(root: Element, scene: Scene, typography: Typography) -> None:
    """Make a link of the name above a letter: alone, centred, and fainter than the text.

    A page's title stands there too, but it is larger than the text and as dark.

    Args:
        root: the body; changed in place.
        scene: what the picture shows, for its size.
        typography: the page's prevailing type.
    """
    first = _opening(root)
    if first is None or not _is_masthead(first, scene, typography):
        return
    below = [
        part
        for part in root.walk()
        if part is not first and part.paragraph is not None and not part.children
    ]
    if not below or not _is_letter(below, first, scene):
        return
    if first.shape is None:
        first.role = Role.A
        return
    name = first.paragraph
    if name is not None:
        first.children = [Element(Role.A, name.box, paragraph=name)]
        first.paragraph = None


def _opening(root: Element) -> Element | None:
    """The first thing of a page, where nothing stands beside it."""
    element = root
    while element.children:
        if element.axis is not Axis.COLUMN:
            return None
        element = element.children[0]
    return element


def _is_masthead(element: Element, scene: Scene, typography: Typography) -> bool:
    paragraph = element.paragraph
    if paragraph is None or element.role not in _NAMES or not _is_name(element):
        return False
    if _NUMBER.search(paragraph.text) or not paragraph.font.is_bold:
        return False
    background = paragraph.lines[0].background
    faint = paragraph.colour.distance(background)
    return (
        abs(paragraph.box.centre[0] - scene.width / 2) <= _OFF_CENTRE
        and paragraph.font.size <= _LARGEST_MASTHEAD * typography.size
        and faint < _FAINTER * typography.colour.distance(background)
    )


def _is_letter(texts: list[Element], masthead: Element, scene: Scene) -> bool:
    """Whether all texts are one narrow column, some way below its masthead."""
    boxes = [text.paragraph.box for text in texts if text.paragraph is not None]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    inset = min(left, scene.width - right)
    apart = min(box.y0 for box in boxes) - masthead.box.y1
    high = masthead.paragraph.box.height if masthead.paragraph is not None else 0
    return inset >= (1 - _WIDEST_LETTER) / 2 * scene.width and apart >= high


def _is_name(element: Element) -> bool:
    paragraph = element.paragraph
    if paragraph is None or len(paragraph.lines) > 1:
        return False
    return len(paragraph.text.split()) <= _LONGEST_NAME
