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
        colour: computed; where it is translucent, laid over what is behind it.
        size: computed font size in pixels.
        weight: computed font weight.
        element: `data-limner` of the nearest element that has one, or -1.
        tag: of the parent element.
        node: index in `Rendering.elements` of the nearest element around it, or -1.
    """

    text: str
    box: Box
    baseline: float
    colour: Colour
    size: float
    weight: int
    element: int
    tag: str
    node: int = -1


@dataclass(frozen=True, slots=True)
class RenderedElement:
    """One element of the page that takes up space.

    Attributes:
        tag: lower case; `layout-table` for a table that holds no data (role presentation, nested,
            a single row or column).
        kind: of an input its type, else "".
        box: the border box, less what its ancestors clip.
        element: its `data-limner`, or -1.
        depth: below body, which is 0.
        absolute: whether its position is absolute or fixed.
        parent: index in `Rendering.elements` of the nearest element around it, or -1.
        pictured: whether it draws a picture (img, svg, a background image).
        text: of itself and all within, at most 160 characters.
    """

    tag: str
    kind: str
    box: Box
    element: int
    depth: int
    absolute: bool
    parent: int = -1
    pictured: bool = False
    text: str = ""


@dataclass(slots=True)
class Rendering:
    """What the browser drew of one page.

    Attributes:
        image: shape (height, width, 3), uint8 RGB: the page at the asked width, at least as tall
            as was asked, at most twice that.
        lines: every visible line of text, form values and placeholders included.
        elements: every visible element, in document order; the first is body.
        refused: how many requests were blocked.
        height: of the whole page in pixels, also where the image ends earlier.
    """

    image: npt.NDArray[np.uint8]
    lines: list[RenderedLine] = field(default_factory=list)
    elements: list[RenderedElement] = field(default_factory=list)
    refused: int = 0
    height: float = 0.0
