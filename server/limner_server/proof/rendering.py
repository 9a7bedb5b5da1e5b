"""What a browser drew: the picture, and what stands where in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from limner_server.perception.scene import Box, Colour


@dataclass(frozen=True, slots=True)
class RenderedLine:
    """One line box of a text node.

    Attributes:
        text: what stands on the line.
        box: of the line's glyph run (from the browser's client rectangles).
        baseline: y of the baseline in pixels.
        colour: computed, blended with nothing.
        size: computed font size in pixels.
        weight: computed font weight.
        element: `data-limner` of the nearest element that has one, or -1.
        tag: of the parent element.
    """

    text: str
    box: Box
    baseline: float
    colour: Colour
    size: float
    weight: int
    element: int
    tag: str


@dataclass(frozen=True, slots=True)
class RenderedElement:
    """One element of the page that takes up space.

    Attributes:
        tag: lower case.
        kind: of an input its type, else "".
        box: the border box.
        element: its `data-limner`, or -1.
        depth: below body, which is 0.
        absolute: whether its position is absolute or fixed.
    """

    tag: str
    kind: str
    box: Box
    element: int
    depth: int
    absolute: bool


@dataclass(slots=True)
class Rendering:
    """What the browser drew of one page.

    Attributes:
        image: shape (height, width, 3), uint8 RGB: the whole page at the asked width.
        lines: every visible line of text, form values and placeholders included.
        elements: every visible element, in document order.
        refused: how many requests were blocked.
    """

    image: npt.NDArray[np.uint8]
    lines: list[RenderedLine] = field(default_factory=list)
    elements: list[RenderedElement] = field(default_factory=list)
    refused: int = 0
