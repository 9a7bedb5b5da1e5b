"""By how much the browser's page misses the picture, element by element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import fmean, median
from typing import Final, NamedTuple

from limner_server.layout.element import Element, Paragraph
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box, TextLine
from limner_server.proof.rendering import RenderedLine, Rendering
from limner_server.proposers.registration import Registration, register

# A line that comes out this much wider or narrower was read or matched wrongly.
STRETCH_LIMITS: Final = (0.6, 1.6)
# Pixels by which the measured width of a line may be wrong.
EDGE_DOUBT: Final = 0.5
# Lines that meet within this, in pixels, stand in line.
IN_LINE: Final = 2.0
ANCHORS: Final = {"left": 0.0, "center": 0.5, "right": 1.0}


class Edges(NamedTuple):
    """How far each edge of a box has to move, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TextMiss:
    """What a text's lines need.

    Attributes:
        right: how far to the right, in pixels, at the paragraph's anchor (its left edge, its
            middle or its right edge, as it is aligned).
        down: how far down, in pixels.
        stretch: factor on the font size.
        doubt: by how much, as a share, the stretch may be wrong.
        pitch: what to add to the line height, in pixels.
        align: how the lines stand in the picture.
        spacing: what to add to the letter-spacing, in pixels; 0 where the size is to change.
        other_spacing: what would have to be added if the size was right.
    """

    right: float
    down: float
    stretch: float
    doubt: float
    pitch: float
    align: str = "left"
    spacing: float = 0.0
    other_spacing: float = 0.0

    @property
    def misfit(self) -> bool:
        """Whether the lines came out wider or narrower than measuring could be wrong."""
        return abs(self.stretch - 1) > self.doubt

    def by_spacing(self) -> TextMiss:
        """The same, mended by letter-spacing in place of size."""
        return replace(self, stretch=1.0, spacing=self.other_spacing)


@dataclass(frozen=True, slots=True)
class Misses:
    """What each element needs, by id; what cannot be told is absent.

    Attributes:
        boxes: of elements that draw a shape.
        texts: of elements with a paragraph.
        wraps: paragraphs whose lines break elsewhere.
    """

    boxes: dict[int, Edges]
    texts: dict[int, TextMiss]
    wraps: frozenset[int] = frozenset()

    def without(self, elements: AbstractSet[int]) -> Misses:
        """What is left when some elements are to stay as they are."""
        return Misses(
            {key: edges for key, edges in self.boxes.items() if key not in elements},
            {key: miss for key, miss in self.texts.items() if key not in elements},
            self.wraps - elements,
        )

    def respaced(self, elements: AbstractSet[int]) -> Misses:
        """What is left when the widths of some texts are mended by letter-spacing."""
        spaced = {
            key: self.texts[key].by_spacing()
            for key in elements
            if key in self.texts and self.texts[key].misfit
        }
        rest = self.without(elements)
        return Misses(rest.boxes, {**rest.texts, **spaced}, rest.wraps)


def measure_misses(tree: Element, drawn: Rendering, picture: Picture) -> Misses:
    """Measure a rendering against the picture.

    Args:
        tree: what was drawn; its shapes and lines know where they stand in the picture.
        drawn: what the browser made of it.
        picture: the screenshot.
    """
    boxes = {element.element: element.box for element in drawn.elements if element.element >= 0}
    lines: dict[int, list[RenderedLine]] = defaultdict(list)
    for line in drawn.lines:
        lines[line.element].append(line)
    found, texts, wraps = {}, {}, set()
    for element in tree.walk():
        box = boxes.get(element.id)
        if element.shape is not None and box is not None:
            found[element.id] = _edges(element.shape.box, box)
        if element.paragraph is not None:
            rows = visual_lines(lines[element.id])
            miss = _text_miss(element.paragraph, rows, drawn, picture)
            if miss is not None:
                texts[element.id] = miss
            if rows and _breaks(element.paragraph.lines) != _breaks(rows):
                wraps.add(element.id)
    return Misses(found, texts, frozenset(wraps))


def visual_lines(pieces: Sequence[RenderedLine]) -> list[RenderedLine]:
    """Join the pieces (bold words, links) that stand on one baseline, top to bottom."""
    rows: list[RenderedLine] = []
    for piece in pieces:
        last = rows[-1] if rows else None
        if last is not None and abs(piece.baseline - last.baseline) < 0.4 * last.size:
            text = f"{last.text} {piece.text}"
            rows[-1] = replace(last, text=text, box=last.box.union(piece.box))
        else:
            rows.append(piece)
    return rows


def _edges(wanted: Box, drawn: Box) -> Edges:
    return Edges(*(want - got for want, got in zip(wanted, drawn, strict=True)))


def _text_miss(
    paragraph: Paragraph, rows: Sequence[RenderedLine], drawn: Rendering, picture: Picture
) -> TextMiss | None:
    fits = _fits(paragraph, rows, drawn, picture)
    if not fits:
        return None
    align = _alignment(paragraph.align, fits)
    if align == paragraph.align:
        right = median(_moved_anchor(align, fit, box) - _anchor(align, box) for box, fit in fits)
    else:
        wanted = median(_moved_anchor(align, fit, box) for box, fit in fits)
        right = wanted - _anchor(align, paragraph.box)
    return TextMiss(
        right=right,
        down=fmean(fit.drop for _, fit in fits),
        stretch=median(fit.stretch for _, fit in fits),
        doubt=EDGE_DOUBT / max(fit.width for _, fit in fits),
        pitch=(fits[-1][1].drop - fits[0][1].drop) / max(len(fits) - 1, 1),
        align=align,
        other_spacing=median((fit.stretch - 1) * fit.width / fit.letters for _, fit in fits),
    )


def _alignment(current: str, fits: Sequence[tuple[Box, Registration]]) -> str:
    """How the lines stand in the picture: as now, unless another edge is clearly the common one."""

    def spread(align: str) -> float:
        places = [_moved_anchor(align, fit, box) for box, fit in fits]
        return max(places) - min(places)

    best = min(ANCHORS, key=spread)
    clearly = spread(best) < IN_LINE and spread(current) > 3 * IN_LINE
    return best if current in ANCHORS and clearly else current


def _anchor(align: str, box: Box) -> float:
    """The x at which lines of this alignment meet."""
    return box.x0 + ANCHORS.get(align, 0.0) * box.width


def _moved_anchor(align: str, fit: Registration, box: Box) -> float:
    """Where the anchor of a drawn row belongs."""
    x = _anchor(align, box)
    return x + fit.at(x)


def _fits(
    paragraph: Paragraph, rows: Sequence[RenderedLine], drawn: Rendering, picture: Picture
) -> list[tuple[Box, Registration]]:
    """Each drawn row that says what the picture's line says, and how to bring it there."""
    fits = []
    for line, row in zip(paragraph.lines, rows, strict=False):
        if _letters(line.text) != _letters(row.text):
            continue
        fit = register(picture.pixels, line, drawn.image, row)
        if fit is not None and STRETCH_LIMITS[0] <= fit.stretch <= STRETCH_LIMITS[1]:
            fits.append((row.box, fit))
    return fits


def _breaks(lines: Sequence[TextLine] | Sequence[RenderedLine]) -> list[int]:
    """After how many letters each line ends."""
    return list(accumulate(len(_letters(line.text)) for line in lines))


def _letters(text: str) -> str:
    return "".join(text.split())
