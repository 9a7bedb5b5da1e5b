"""One round of corrections: the tree that puts right what the browser put elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from limner_server.layout.element import Element, Paragraph
from limner_server.layout.runs import make_runs
from limner_server.perception.scene import Box
from limner_server.proposers.misses import ANCHORS, Edges, Misses, TextMiss

# Offsets below this, in pixels, are rounding: the browser's, or that of lengths as a person writes.
SETTLED: Final = 0.75
# Steps of font sizes in pixels, and how near a size has to come to count as one: most are whole.
SIZE_STEPS: Final = ((1.0, 0.15), (0.5, 0.04))


def correct(element: Element, misses: Misses) -> Element:
    """A copy of a tree, each element moved and sized by what it missed."""
    children = [correct(child, misses) for child in element.children]
    copy = replace(element, children=children)
    if element.id in misses.boxes:
        copy.box = _moved(element.box, misses.boxes[element.id])
    elif children and element.shape is None:
        copy.box = _follow(element, children)
    if element.paragraph is not None and element.id in misses.texts:
        copy.paragraph = _corrected_text(element.paragraph, misses.texts[element.id])
        if element.shape is None:
            copy.box = copy.paragraph.box
    if copy.paragraph is not None and element.id in misses.wraps:
        copy.paragraph = _broken_by_hand(copy.paragraph)
    return copy


def rounded_size(size: float, doubt: float) -> float:
    """The roundest font size near by: whole pixels, halves, else tenths.

    Args:
        size: in pixels.
        doubt: by how much, as a share of it, it may be wrong.
    """
    for step, tolerance in SIZE_STEPS:
        rounded = round(size / step) * step
        if abs(rounded - size) <= max(doubt * size, tolerance):
            return rounded
    return round(size, 1)


def _moved(box: Box, edges: Edges) -> Box:
    moved = Box(*(edge + _step(miss) for edge, miss in zip(box, edges, strict=True)))
    return moved if moved.width >= 1 and moved.height >= 1 else box


def _step(miss: float) -> float:
    return miss if abs(miss) >= SETTLED else 0.0


def _corrected_text(paragraph: Paragraph, miss: TextMiss) -> Paragraph:
    size = rounded_size(paragraph.font.size * miss.stretch, miss.doubt)
    scale = size / paragraph.font.size
    count = len(paragraph.lines)
    if count == 1:
        line_height = paragraph.line_height * scale
    else:
        line_height = paragraph.line_height + _step(miss.pitch * (count - 1)) / (count - 1)
    box, anchor = paragraph.box, ANCHORS.get(miss.align, 0.0)
    x = box.x0 + anchor * box.width + _step(miss.right)
    y = box.centre[1] + _step(miss.down)
    letters = max(len(line.text) for line in paragraph.lines)
    width = box.width * scale + miss.spacing * letters
    height = line_height * count
    return replace(
        paragraph,
        font=replace(paragraph.font, size=size, spacing=paragraph.font.spacing + miss.spacing),
        line_height=line_height,
        align=miss.align,
        box=Box(x - anchor * width, y - height / 2, x + (1 - anchor) * width, y + height / 2),
    )


def _broken_by_hand(paragraph: Paragraph) -> Paragraph:
    """The same text with a hard break wherever the picture's lines end, and none elsewhere."""
    hard = [index > 0 for index in range(len(paragraph.lines))]
    runs = make_runs(paragraph.lines, hard, paragraph.font, paragraph.colour)
    return replace(paragraph, runs=runs, nowrap=True)


def _follow(element: Element, children: Sequence[Element]) -> Box:
    """A group's box with each edge moved as far as the children's outermost edge moved."""
    before, after = _around(element.children), _around(children)
    edges = (box + new - old for box, old, new in zip(element.box, before, after, strict=True))
    return Box(*edges)


def _around(elements: Sequence[Element]) -> Box:
    box = elements[0].box
    for element in elements[1:]:
        box = box.union(element.box)
    return box
