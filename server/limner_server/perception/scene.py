"""The scene: what a screenshot shows, as exact as pixels allow.

A scene is a typed tree by containment and reading order. All lengths are CSS pixels of the
picture (one picture pixel is one CSS pixel), all boxes are half-open `[x0, x1) x [y0, y1)`,
all colours are sRGB without alpha.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Colour(NamedTuple):
    """An sRGB colour, each channel 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """The colour as CSS writes it, `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    def distance(self, other: Colour) -> int:
        """The largest difference of any channel, 0 to 255."""
        return max(abs(a - b) for a, b in zip(self, other, strict=True))


class Box(NamedTuple):
    """A half-open rectangle in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """The horizontal extent in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The vertical extent in pixels."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """The area in square pixels, never negative."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point `(x, y)`."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def contains(self, other: Box, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `slack` pixels on each side."""
        return (
            self.x0 - slack <= other.x0
            and self.y0 - slack <= other.y0
            and self.x1 + slack >= other.x1
            and self.y1 + slack >= other.y1
        )

    def shares_sides(self, other: Box, slack: float) -> bool:
        """Whether both begin and end at the same x, give or take `slack` pixels."""
        return abs(self.x0 - other.x0) <= slack and abs(self.x1 - other.x1) <= slack

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def overlap(self, other: Box) -> float:
        """The shared area in square pixels."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(width, 0.0) * max(height, 0.0)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        shared = self.overlap(other)
        whole = self.area + other.area - shared
        return shared / whole if whole else 0.0


class Family(StrEnum):
    """The generic font families that can be told apart in pixels."""

    SANS = "sans-serif"
    SERIF = "serif"
    MONO = "monospace"


@dataclass(slots=True)
class Font:
    """How a run of text is set.

    Attributes:
        family: generic family.
        size: font size in pixels.
        weight: 300 (where there is a light face of its own), 400 or 700.
        italic: whether it slants.
        spacing: letter-spacing in pixels.
    """

    family: Family
    size: float
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0

    @property
    def is_bold(self) -> bool:
        """Whether the letters are set apart by their weight, semibold or more."""
        return self.weight >= 600


@dataclass(slots=True)
class Word:
    """One word of a line.

    Attributes:
        text: as read.
        box: tight around the ink.
        confidence: 0 to 1, the reader's own.
        colour: of the ink.
        font: fitted to the ink; the line's where a word is too short to tell.
    """

    text: str
    box: Box
    confidence: float
    colour: Colour
    font: Font


@dataclass(slots=True)
class TextLine:
    """One line of text: words that stand together on one baseline.

    Attributes:
        words: left to right, at least one.
        box: tight around the ink of all words.
        baseline: y of the baseline.
        font: the line's prevailing font.
        colour: of the ink, prevailing.
        background: of the area right behind the text.
        underlined: whether a rule was found right below the baseline.
        bullet: whether a list marker stands before the first word ("disc", "decimal") or "".
        id: unique in its scene, in reading order.
    """

    words: list[Word]
    box: Box
    baseline: float
    font: Font
    colour: Colour
    background: Colour
    underlined: bool = False
    bullet: str = ""
    id: int = -1

    @property
    def text(self) -> str:
        """The words, joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The mean confidence of the words, weighed by their length, 0 to 1."""
        total = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(total, 1)


class ShapeKind(StrEnum):
    """What a mark that is not text looks like."""

    BOX = "box"  # a filled or framed rectangle, rounded or not
    RULE = "rule"  # a thin straight line
    CIRCLE = "circle"  # a filled or framed disc
    PICTURE = "picture"  # a photograph, chart or illustration: not flat, not text
    ICON = "icon"  # a small glyph-like picture


@dataclass(slots=True)
class Gradient:
    """A linear change of colour: `start` to `end` at `angle` degrees as in CSS."""

    start: Colour
    end: Colour
    angle: int


@dataclass(slots=True)
class Border:
    """A frame: width in pixels, colour, and which sides carry it ("t", "r", "b", "l")."""

    width: float
    colour: Colour
    sides: str = "trbl"


@dataclass(slots=True)
class Shadow:
    """A drop shadow: offset and blur in pixels, opacity of black 0 to 1."""

    dy: float
    blur: float
    opacity: float


@dataclass(slots=True)
class Shape:
    """A mark that is not text.

    Attributes:
        kind: what it looks like.
        box: the outer box, border included, shadow excluded.
        fill: flat colour, a gradient, or None where what is behind shows through.
        border: the frame, or None.
        radius: corner radius in pixels.
        shadow: the drop shadow, or None.
        children: what lies inside, in reading order. Only boxes, circles and pictures have any.
        lines: texts that lie inside and in none of the children, in reading order.
        id: unique in its scene, in reading order, counted together with the lines.
    """

    kind: ShapeKind
    box: Box
    fill: Colour | Gradient | None = None
    border: Border | None = None
    radius: float = 0.0
    shadow: Shadow | None = None
    children: list[Shape] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    id: int = -1


@dataclass(slots=True)
class Scene:
    """What a screenshot shows.

    Attributes:
        width: of the picture in pixels.
        height: of the picture in pixels.
        root: a box as large as the picture, filled with the page's background.
        palette: the picture's flat colours, most area first.
    """

    width: int
    height: int
    root: Shape
    palette: list[Colour] = field(default_factory=list)

    @property
    def background(self) -> Colour:
        """The page's own colour."""
        fill = self.root.fill
        if isinstance(fill, Gradient):
            return fill.start
        return fill if fill is not None else Colour(255, 255, 255)

    def shapes(self) -> list[Shape]:
        """Every shape but the root, parents before children."""
        found: list[Shape] = []
        stack = list(reversed(self.root.children))
        while stack:
            shape = stack.pop()
            found.append(shape)
            stack.extend(reversed(shape.children))
        return found

    def lines(self) -> list[TextLine]:
        """Every text line, by id."""
        found = list(self.root.lines)
        for shape in self.shapes():
            found.extend(shape.lines)
        return sorted(found, key=lambda line: line.id)
