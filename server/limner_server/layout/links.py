"""Hyperlinks: texts in a colour of their own or underlined, and buttons that lead elsewhere."""

from __future__ import annotations

from limner_server.layout.element import Element, Paragraph, Role
from limner_server.layout.typography import Typography, chroma
from limner_server.perception.scene import Colour

# A link's colour is at least this far from grey; body text and headings hardly ever are.
_LEAST_CHROMA = 60
_GREY_FACE = 24


def find_links(root: Element, typography: Typography) -> None:
    """Name the texts that are links as a whole, and the buttons that are links in disguise.

    A coloured button outside of a form leads to another page more often than it does something:
    it is a link that looks like a button. Grey, raised ones are real buttons.
    """
    for element in root.walk():
        paragraph = element.paragraph
        if paragraph is None:
            continue
        if element.role is Role.P and element.shape is None and looks_linked(paragraph, typography):
            element.role = Role.A


def looks_linked(paragraph: Paragraph, typography: Typography) -> bool:
    """Whether a text reads as one link: underlined or coloured throughout, and not large."""
    if len(paragraph.lines) > 3 or paragraph.font.size > 1.4 * typography.size:
        return False
    if all(run.link or run.underlined for run in paragraph.runs):
        return True
    coloured = chroma(paragraph.colour) >= _LEAST_CHROMA
    return coloured and paragraph.colour.distance(typography.colour) > 40


def is_grey_button(element: Element) -> bool:
    """Whether a button has the plain grey face that browsers give it."""
    if element.shape is None or not isinstance(element.shape.fill, Colour):
        return False
    fill = element.shape.fill
    return chroma(fill) <= _GREY_FACE and 200 <= min(fill) <= 245 and element.box.height <= 40
