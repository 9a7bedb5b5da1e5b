"""Lines to paragraphs: which lines flow as one text, and where a line was broken on purpose."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TypeVar

from limner_server.layout.element import Element, Paragraph, Role
from limner_server.layout.metrics import advance, content_height, line_boxes
from limner_server.layout.runs import make_runs, plain_colour
from limner_server.layout.wrapping import uncertain_breaks
from limner_server.perception.scene import Box, Colour, Font, TextLine

_COLOUR_NOISE = 60
# Lines of fewer words than this, on average, are rather items than a text.
_FEWEST_WORDS = 2.5

_T = TypeVar("_T")


def join_lines(lines: list[TextLine], bounds: Box, obstacles: list[Box]) -> list[Element]:
    """Join lines that flow as one text.

    Args:
        lines: the texts of one shape, in any order.
        bounds: the shape's inner box: no line of it could be longer.
        obstacles: what else stands in the shape, which a line could not run into.

    Returns:
        One element a paragraph, in reading order, each with the role `p`.
    """
    waiting = sorted(lines, key=lambda line: (line.baseline, line.box.x0))
    paragraphs: list[list[TextLine]] = []
    while waiting:
        block = [waiting.pop(0)]
        while (following := _next_line(block, waiting)) is not None:
            waiting.remove(following)
            block.append(following)
        paragraphs.extend(_split_at_hard_breaks(block, lines, bounds, obstacles))
    return [text_element(paragraph) for paragraph in paragraphs]


def text_element(lines: list[TextLine]) -> Element:
    """Make one paragraph of lines, of which there is at least one, top to bottom."""
    font = _prevailing_font(lines)
    colour = plain_colour(lines, _prevailing_colour(lines))
    line_height = _line_height(lines, font.size)
    align = _alignment(lines, font.size)
    box = _with_slack(line_boxes(lines, font, line_height), align, len(lines))
    runs = make_runs(lines, [False] * len(lines), font, colour)
    hard = uncertain_breaks(lines, runs, font)
    if any(hard):
        runs = make_runs(lines, hard, font, colour)
    paragraph = Paragraph(
        lines=lines,
        runs=runs,
        font=font,
        colour=colour,
        line_height=line_height,
        align=align,
        box=box,
    )
    return Element(Role.P, box, paragraph=paragraph)


def _with_slack(box: Box, align: str, count: int) -> Box:
    """Widen the box of a text of several lines by the pixel that rounding may take from it."""
    if count == 1:
        return box
    if align == "center":
        return box._replace(x0=box.x0 - 1, x1=box.x1 + 1)
    return box._replace(x0=box.x0 - 2) if align == "right" else box._replace(x1=box.x1 + 2)


def _next_line(block: list[TextLine], waiting: list[TextLine]) -> TextLine | None:
    """The nearest line below that could continue the block."""
    candidates = [line for line in waiting if _continues(block, line)]
    return min(candidates, key=lambda line: line.baseline, default=None)


def _continues(lines: list[TextLine], line: TextLine) -> bool:
    last = lines[-1]
    size = last.font.size
    pitch = line.baseline - last.baseline
    if line.bullet or not 0.95 * size < pitch < 1.95 * size:
        return False
    if len(lines) > 1 and abs(pitch - (last.baseline - lines[-2].baseline)) > max(1.5, 0.1 * size):
        return False
    if abs(line.font.size - size) > 0.1 * size + 0.5 or line.font.family != last.font.family:
        return False
    if line.background.distance(last.background) > 12:
        return False
    if not _shares_weight(last, line) or not _shares_colour(last, line):
        return False
    return _aligned(lines, line, size)


def _aligned(lines: list[TextLine], line: TextLine, size: float) -> bool:
    if lines[0].bullet and len(lines) == 1:
        # The text of a list item hangs behind its marker, whose place is not in the box.
        return abs(line.box.x0 - lines[0].box.x0) < 0.6 * size
    left = abs(line.box.x0 - lines[-1].box.x0) < 0.6 * size
    centre = abs(line.box.centre[0] - lines[0].box.centre[0]) < 0.8 * size
    right = abs(line.box.x1 - lines[-1].box.x1) < 0.3 * size
    return left or centre or right


def _shares_weight(a: TextLine, b: TextLine) -> bool:
    weights_a = {word.font.weight for word in a.words}
    weights_b = {word.font.weight for word in b.words}
    return bool(weights_a & weights_b) or a.font.weight == b.font.weight


def _shares_colour(a: TextLine, b: TextLine) -> bool:
    if a.colour.distance(b.colour) <= _COLOUR_NOISE:
        return True
    return any(
        one.colour.distance(other.colour) <= _COLOUR_NOISE for one in a.words for other in b.words
    )


def _split_at_hard_breaks(
    block: list[TextLine], lines: list[TextLine], bounds: Box, obstacles: list[Box]
) -> list[list[TextLine]]:
    """Cut a block where the next word would still have fitted on the line.

    A line broken although there was room was broken on purpose: the texts are separate items, a
    menu's or an address's.
    """
    if len(block) == 1:
        return [block]
    widest = max(line.box.width for line in block)
    pieces = [[block[0]]]
    for line, following in pairwise(block):
        if widest - _joined_width(line, following) > 1:
            pieces.append([])
        pieces[-1].append(following)
    room = _room(block, lines, bounds, obstacles)
    return [
        part
        for piece in pieces
        for part in ([piece] if _flows(piece, block, room) else [[line] for line in piece])
    ]


def _flows(piece: list[TextLine], block: list[TextLine], room: float) -> bool:
    """Whether lines whose breaks could be soft ones are in fact one text.

    Short lines far from the edge of their column are a list, and two lines prove nothing about
    each other: the first must come near that edge, or near the edge of the lines around.
    """
    widest = max(line.box.width for line in block)
    words = sum(len(line.words) for line in piece) / len(piece)
    if words < _FEWEST_WORDS and widest < 0.5 * room:
        return False
    if len(piece) != 2:
        return True
    width = piece[0].box.width
    among_others = len(block) > 2 and width >= 0.85 * widest > 0.85 * piece[1].box.width
    return width >= 0.55 * room or among_others


def _joined_width(line: TextLine, following: TextLine) -> float:
    """How wide `line` would be in pixels with the first word of the line that follows it."""
    return line.box.width + advance(" ", line.font) + following.words[0].box.width


def _room(block: list[TextLine], lines: list[TextLine], bounds: Box, obstacles: list[Box]) -> float:
    """How wide a line of the block could have been, at most."""
    left = min(line.box.x0 for line in block)
    right = max(line.box.x1 for line in block)
    top, bottom = block[0].box.y0, block[-1].box.y1
    others = [line.box for line in lines if line not in block] + obstacles
    beside = [box for box in others if box.y0 < bottom and box.y1 > top]
    limit_right = min([box.x0 for box in beside if box.x0 >= right - 1], default=bounds.x1)
    limit_left = max([box.x1 for box in beside if box.x1 <= left + 1], default=bounds.x0)
    if _alignment(block, block[0].font.size) == "center":
        middle = (left + right) / 2
        return 2 * min(middle - limit_left, limit_right - middle)
    margin = min(left - bounds.x0, 0.25 * bounds.width)
    return min(limit_right, bounds.x1 - margin) - left


def _prevailing_font(lines: list[TextLine]) -> Font:
    first = lines[0].font
    weight = _most_common([word.font.weight for line in lines for word in line.words], lines)
    italic = _most_common([word.font.italic for line in lines for word in line.words], lines)
    size = median(line.font.size for line in lines)
    return Font(first.family, size, weight, italic, first.spacing)


def _most_common(values: list[_T], lines: list[TextLine]) -> _T:
    lengths = [len(word.text) for line in lines for word in line.words]
    tally: Counter[_T] = Counter()
    for value, length in zip(values, lengths, strict=True):
        tally[value] += length
    return tally.most_common(1)[0][0]


def _prevailing_colour(lines: list[TextLine]) -> Colour:
    tally: Counter[Colour] = Counter()
    for line in lines:
        tally[line.colour] += len(line.text)
    return tally.most_common(1)[0][0]


def _line_height(lines: list[TextLine], size: float) -> float:
    if len(lines) == 1:
        return float(content_height(size))
    return (lines[-1].baseline - lines[0].baseline) / (len(lines) - 1)


def _alignment(lines: list[TextLine], size: float) -> str:
    if len(lines) == 1:
        return "left"
    slack = 0.35 * size

    def spread(values: list[float]) -> float:
        return max(values) - min(values)

    if spread([line.box.x0 for line in lines]) <= slack:
        return "left"
    if spread([line.box.centre[0] for line in lines]) <= slack:
        return "center"
    if spread([line.box.x1 for line in lines]) <= slack:
        return "right"
    return "left"
