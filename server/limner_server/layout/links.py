"""Hyperlinks: texts in a colour of their own or underlined, and buttons that lead elsewhere."""

from __future__ import annotations

from limner_server.layout.element import Element, Paragraph, Role
from limner_server.layout.typography import Typography, chroma
from limner_server.perception.scene import Colour

# A link's colour is at least this far from grey; body text and headings hardly ever are.
_LEAST_CHROMA = 60
_GREY_FACE = 24
_FEWEST_LINKED = 2  # rows of a table
_SAME_COLOUR = 40


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
    for table in [element for element in root.walk() if element.role is Role.TABLE]:
        _link_columns(table, typography)


def _link_columns(table: Element, typography: Typography) -> None:
    """Link the texts of columns whose texts all look like links, in one colour.

    What a row's state is called has its colour from the state, and differs from row to row.
    """
    rows = [[cell for cell in row.children if cell.role is Role.TD] for row in table.children]
    cells = [row for row in rows if row]
    if len(cells) < _FEWEST_LINKED or len({len(row) for row in cells}) > 1:
        return
    for column in zip(*cells, strict=True):
        texts = [cell.paragraph for cell in column if cell.paragraph is not None]
        linked = [text for text in texts if looks_linked(text, typography)]
        if len(linked) < len(column) or any(
            text.colour.distance(linked[0].colour) > _SAME_COLOUR or not _is_named(text)
            for text in linked
        ):
            continue
        for cell, text in zip(column, linked, strict=True):
            cell.children = [Element(Role.A, text.box, paragraph=text)]
            cell.paragraph = None


def _is_named(paragraph: Paragraph) -> bool:
    """Whether a text is a name or a number that somebody gave, not an amount or a change."""
    return paragraph.text[0].isalpha() or paragraph.text[0] == "#"


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


def is_plain_button(element: Element) -> bool:
    """Whether a button's face has no colour of its own: it is outlined, or grey."""
    fill = element.shape.fill if element.shape is not None else None
    return fill is None or (isinstance(fill, Colour) and chroma(fill) <= _GREY_FACE)
