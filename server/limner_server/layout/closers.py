"""Close buttons: the x at the right end of a bar or of a field."""

from __future__ import annotations

from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import Colour, ShapeKind

_CROSSES = frozenset({"x", "\N{MULTIPLICATION SIGN}", "✕", "✖"})
_SIDES = (12, 36)  # of a disc, least and most
# The disc lets the bar shine through its black: so much of each channel, give or take.
_SHADES = (0.25, 0.85)
_OFF_SHADE = 12


def find_closers(root: Element) -> None:
    """Make buttons of the crosses, with a disc behind or without, that end a bar.

    Discs in a colour of their own say how something is, and do nothing.

    Args:
        root: the body, its forms named: a button outside of them may still be told from a link.
    """
    for bar in root.walk():
        if bar.axis is not Axis.ROW or bar.shape is None or len(bar.children) < 2:
            continue
        last = bar.children[-1]
        if _is_cross(last) or (_is_disc(last) and _is_shade(last, bar)):
            last.role = Role.BUTTON


def _is_cross(element: Element) -> bool:
    paragraph = element.paragraph
    return paragraph is not None and not element.children and paragraph.text in _CROSSES


def _is_disc(element: Element) -> bool:
    """Whether an element is a small disc with a mark alone."""
    width, height = element.box.width, element.box.height
    if element.shape is None or element.shape.kind is not ShapeKind.CIRCLE:
        return False
    small = _SIDES[0] <= width <= _SIDES[1] and abs(width - height) <= 2
    return small and len(element.children) == 1 and element.children[0].role is Role.ICON


def _is_shade(disc: Element, bar: Element) -> bool:
    """Whether a disc is the colour of the bar behind it, but darker."""
    over = disc.shape.fill if disc.shape is not None else None
    under = bar.shape.fill if bar.shape is not None else None
    if not isinstance(over, Colour) or not isinstance(under, Colour) or not sum(under):
        return False
    shade = sum(over) / sum(under)
    expected = [shade * channel for channel in under]
    off = max(abs(one - other) for one, other in zip(over, expected, strict=True))
    return _SHADES[0] <= shade <= _SHADES[1] and off <= _OFF_SHADE
