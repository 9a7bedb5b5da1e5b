"""The element tree: a page as a person would nest it, before it is written in any stack.

`arrange` makes it from the scene, `roles` (rules) or a model gives each element its role, `emit`
writes it as code. A model relabels and regroups this tree; it never writes coordinates or colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from limner_server.perception.scene import Box, Colour, Font, Shape, TextLine


class Role(StrEnum):
    """What an element is. The value is the HTML tag, or names one of the input types."""

    BODY = "body"
    HEADER = "header"
    NAV = "nav"
    MAIN = "main"
    FOOTER = "footer"
    ASIDE = "aside"
    SECTION = "section"
    ARTICLE = "article"
    FORM = "form"
    DIV = "div"
    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    H5 = "h5"
    H6 = "h6"
    P = "p"
    SPAN = "span"
    A = "a"
    BUTTON = "button"
    LABEL = "label"
    INPUT = "input"
    PASSWORD = "password"  # noqa: S105 - a kind of input
    SEARCH = "search"
    TEXTAREA = "textarea"
    SELECT = "select"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SWITCH = "switch"
    UL = "ul"
    OL = "ol"
    LI = "li"
    TABLE = "table"
    TR = "tr"
    TH = "th"
    TD = "td"
    IMG = "img"
    ICON = "icon"
    AVATAR = "avatar"
    CHART = "chart"
    BADGE = "badge"
    HR = "hr"


_NOWHERE = Box(0, 0, 0, 0)


class Axis(StrEnum):
    """How an element's children stand."""

    COLUMN = "column"
    ROW = "row"
    GRID = "grid"
    OVERLAY = "overlay"  # children overlap: the only use of absolute positions


@dataclass(slots=True)
class Run:
    """A stretch of a paragraph in one style.

    Attributes:
        text: the words.
        colour: of the ink.
        bold: heavier than its paragraph.
        italic: slanted.
        underlined: underlined.
        link: probably an inline link.
        break_before: a hard line break stands before it.
    """

    text: str
    colour: Colour
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    link: bool = False
    break_before: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines that flow as one text.

    Attributes:
        lines: the scene's lines, top to bottom.
        runs: the text, in styles, in order.
        font: the prevailing font.
        colour: the prevailing colour.
        line_height: pixels from baseline to baseline.
        align: "left", "center", "right" or "justify".
        box: its line boxes in the picture's pixels. An element without a shape has the same box;
            within a shape it says where the text stands.
        nowrap: whether lines end at hard breaks alone, however narrow the box.
    """

    lines: list[TextLine]
    runs: list[Run]
    font: Font
    colour: Colour
    line_height: float
    align: str = "left"
    box: Box = _NOWHERE
    nowrap: bool = False

    @property
    def text(self) -> str:
        """All the words, joined by single spaces."""
        return " ".join(run.text for run in self.runs)


@dataclass(slots=True)
class Element:
    """A node of the page.

    Attributes:
        role: what it is.
        box: its border box in the picture's pixels (a text's: its line boxes).
        axis: how the children stand.
        children: in reading order.
        paragraph: the text, where it is one. An element with a shape and a lone paragraph
            (a button, a badge, a filled input) keeps the paragraph here and has no children.
        shape: the fill, border, radius, shadow it draws, where it draws any.
        placeholder: whether the paragraph of an input is a placeholder, not a value.
        checked: of a checkbox, radio or switch.
        id: unique in its tree, in preorder; given by `number`.
    """

    role: Role
    box: Box
    axis: Axis = Axis.COLUMN
    children: list[Element] = field(default_factory=list)
    paragraph: Paragraph | None = None
    shape: Shape | None = None
    placeholder: bool = False
    checked: bool = False
    id: int = -1

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in preorder."""
        yield self
        for child in self.children:
            yield from child.walk()


def number(root: Element) -> Element:
    """Give every element of the tree its id, in preorder, and return the tree."""
    for index, element in enumerate(root.walk()):
        element.id = index
    return root
