"""Cards and dialogs: a head with a title, a body, and a foot with what one can do about it."""

from __future__ import annotations

from itertools import pairwise

from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS

_TALLEST_STRIP = 90
_TOUCHING = 2.0
_SAME_EDGE = 3.0
# Wider ones are bands of the page.
_WIDEST = 0.75
_FEWEST = 3
_TITLE = Role.H3  # of a card whose title fills its head alone
_ACTIONS = frozenset({Role.A, Role.BUTTON})


def find_cards(root: Element) -> None:
    """Name the head and the foot of every column of three parts or more that touch.

    A head alone may be a table's or a message's; with a foot of links or buttons, it is a card's.

    Args:
        root: the body, its links and headings named.
    """
    for card in list(root.walk()):
        if card.axis is not Axis.COLUMN or card.box.width > _WIDEST * root.box.width:
            continue
        if len(card.children) >= _FEWEST and _are_joined(card.children):
            head, foot = card.children[0], card.children[-1]
            if _is_head(head) and _is_foot(foot):
                card.children[0], card.children[-1] = _as_header(head), _as_footer(foot)


def _are_joined(parts: list[Element]) -> bool:
    """Whether parts of one width follow each other without a gap."""
    first = parts[0].box
    return all(part.box.shares_sides(first, _SAME_EDGE) for part in parts) and all(
        below.box.y0 - above.box.y1 <= _TOUCHING for above, below in pairwise(parts)
    )


def _is_head(part: Element) -> bool:
    if part.box.height > _TALLEST_STRIP or part.role not in (Role.DIV, *HEADINGS):
        return False
    if part.paragraph is not None and part.paragraph.font.is_bold:
        return True
    return any(inside.role in HEADINGS for inside in part.walk())


def _is_foot(part: Element) -> bool:
    """Whether a strip holds nothing but links and buttons."""
    if part.box.height > _TALLEST_STRIP or part.role not in (Role.DIV, *_ACTIONS):
        return False
    return all(inside.role in _ACTIONS for inside in part.walk() if not inside.children)


def _as_header(head: Element) -> Element:
    if head.role is not Role.DIV:
        return Element(Role.HEADER, head.box, Axis.COLUMN, [head])
    title = head.paragraph
    if title is not None:
        head.children, head.paragraph = [Element(_TITLE, title.box, paragraph=title)], None
    head.role = Role.HEADER
    return head


def _as_footer(foot: Element) -> Element:
    if foot.role is not Role.DIV:
        return Element(Role.FOOTER, foot.box, Axis.COLUMN, [foot])
    foot.role = Role.FOOTER
    return foot
