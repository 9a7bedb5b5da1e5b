"""Headings and their level, by size and weight against the page's prevailing type."""

from __future__ import annotations

import re

from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.layout.typography import Typography

_LONGEST = 16  # words
_MOST_LINES = 3
# A size counts as smaller than another from here on.
_SMALLER = 0.93
_LARGER = 1.12
_WIDEST_CARD = 0.6  # of the page; what is below a card's title is its text
_LEAST_ROOM = 0.35  # em
# Beside a title stand its note and what one can do; more texts are a bar's.
_MOST_BESIDE = 2
_LOWEST_BAR = 130  # pixels from the top, at most; the name at its start is nobody's heading

# Font size over the page's, from which on a bold text has each level; as browsers set them.
_BOLD_LEVELS = ((1.75, Role.H1), (1.35, Role.H2), (1.12, Role.H3), (0.94, Role.H4), (0.0, Role.H5))
_PLAIN_LEVELS = ((1.9, Role.H1), (1.5, Role.H2))

# The same for a few words with white space below, in units of the page's size.
_PLAIN_TITLES = ((1.35, Role.H4), (1.15, Role.H5))
_LEAST_PLAIN = 17  # pixels; body text may well have 16
_LONGEST_PLAIN = 6  # words
_ROOM = (0.4, 1.5)

# A number and its unit: what they are is told by the text that stands with them.
_FIGURE = re.compile(r"\W*\d[\d.,:]*\W?[a-zA-Z]{0,2}\W*$")


def find_headings(root: Element, typography: Typography) -> None:
    """Name the texts that head what follows them."""
    _visit(root, typography, _WIDEST_CARD * root.box.width, in_card=False)
    _rank(root)
    _raise_title(root, typography)


def _visit(parent: Element, typography: Typography, widest: float, *, in_card: bool) -> None:
    in_card = in_card or (parent.shape is not None and parent.box.width <= widest)
    before: Element | None = None
    for index, element in enumerate(parent.children):
        paragraph = element.paragraph
        if element.role is Role.P and paragraph is not None and element.shape is None:
            role = _heading_role(paragraph, typography)
            if role is None and before is not None and not in_card:
                role = _below(before.role) if _is_subtitle(paragraph, typography) else None
            role = role or _plain_title(parent, index, typography)
            if role is not None and not _is_label(parent, index, typography):
                element.role = role
        before = element if element.role in HEADINGS else None
        _visit(element, typography, widest, in_card=in_card)


def _heading_role(paragraph: Paragraph, typography: Typography) -> Role | None:
    words = len(paragraph.text.split())
    if words > _LONGEST or len(paragraph.lines) > _MOST_LINES:
        return None
    if not any(character.isalpha() for character in paragraph.text):
        return None
    if _FIGURE.match(paragraph.text):
        return None
    ratio = paragraph.font.size / typography.size
    bold = paragraph.font.is_bold
    levels = _BOLD_LEVELS if bold else _PLAIN_LEVELS
    if paragraph.lines[0].bullet:
        return None
    if bold and ratio < 1.12 and (words > 8 or len(paragraph.lines) > 1):
        return None
    return next((role for least, role in levels if ratio >= least), None)


def _plain_title(parent: Element, index: int, typography: Typography) -> Role | None:
    """The level of a few words that are larger than what follows them, though not bolder."""
    if parent.axis is not Axis.COLUMN or index + 1 == len(parent.children):
        return None
    element, below = parent.children[index : index + 2]
    paragraph = element.paragraph
    if paragraph is None or len(paragraph.lines) > 1:
        return None
    room = (below.box.y0 - element.box.y1) / typography.size
    few = len(paragraph.text.split()) <= _LONGEST_PLAIN and paragraph.text[0].isalpha()
    larger = _size(element) >= _LEAST_PLAIN and _size(below) < _SMALLER * _size(element)
    if not few or not larger or not _ROOM[0] <= room <= _ROOM[1]:
        return None
    ratio = paragraph.font.size / typography.size
    return next((role for least, role in _PLAIN_TITLES if ratio >= least), None)


def _rank(root: Element) -> None:
    """Lower each heading below all larger ones: no level is both a title's and a subtitle's."""
    headings = [element for element in root.walk() if element.role in HEADINGS]
    steps: list[float] = []
    for size in sorted({_size(element) for element in headings}, reverse=True):
        if not steps or size < _SMALLER * steps[-1]:
            steps.append(size)
    for element in headings:
        larger = sum(_size(element) < _SMALLER * step for step in steps)
        level = max(int(element.role[1]), min(larger + 1, 6))
        element.role = Role(f"h{level}")


def _raise_title(root: Element, typography: Typography) -> None:
    """The first of the largest headings is the page's title, where it stands out at all."""
    headings = [element for element in root.walk() if element.role in HEADINGS]
    if not headings or any(element.role is Role.H1 for element in headings):
        return
    largest = max(_size(element) for element in headings)
    if largest >= 1.3 * typography.size:
        first = next(element for element in headings if _size(element) == largest)
        if first.box.y0 < 0.4 * root.box.height:
            first.role = Role.H1


def _is_subtitle(paragraph: Paragraph, typography: Typography) -> bool:
    """Whether a text right below a heading reads as its second line."""
    words = len(paragraph.text.split())
    ratio = paragraph.font.size / typography.size
    worded = any(character.isalpha() for character in paragraph.text)
    return worded and words <= _LONGEST and len(paragraph.lines) == 1 and ratio >= 1.2


def _below(role: Role) -> Role:
    """The next lower level of heading."""
    return Role(f"h{min(int(role[1]) + 1, 6)}")


def _is_label(parent: Element, index: int, typography: Typography) -> bool:
    """Whether a text names what stands beside it or right below it.

    What heads all that follows is larger than the texts around it, or has white space below.
    """
    size = _size(parent.children[index])
    large = size >= _LARGER * typography.size
    if parent.axis is Axis.ROW:
        texts = [child for child in parent.children if child.paragraph and child.shape is None]
        others = [text for text in texts if text is not parent.children[index]]
        larger = all(size >= _LARGER * _size(text) for text in others)
        few = _MOST_BESIDE if index == 0 and parent.box.y0 > _LOWEST_BAR else 0
        return not (large and larger and len(others) <= few)
    below = parent.children[index + 1 : index + 2]
    return not large and any(
        other.box.y0 - parent.children[index].box.y1 < _LEAST_ROOM * size for other in below
    )


def _size(element: Element) -> float:
    return element.paragraph.font.size if element.paragraph is not None else 0.0


HEADINGS = frozenset({Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6})
"""The roles of headings."""
