"""The few font sizes of a page: near-misses of the measurement snapped to what the page uses.

A size is measured from the width of each line's ink, to a few hundredths. A page, though, uses few
sizes, mostly whole pixels; each line takes the one that most of the page's text agrees on, as long
as its own ink does not speak against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from limner_server.layout.metrics import face_of
from limner_server.perception.scene import TextLine

# How far a line's ink may differ from the set width: reading error, kerning, smoothing.
_PIXELS = 2.6
_SHARE = 0.012
# A fractional size needs this much more text behind it than a whole one.
_FRACTION_HANDICAP = 0.7


def snap_sizes(lines: list[TextLine]) -> dict[int, TextLine]:
    """Give lines the sizes of their page.

    Args:
        lines: all of a page.

    Returns:
        By the lines' ids, copies with snapped font sizes.
    """
    votes: defaultdict[float, float] = defaultdict(float)
    for line in lines:
        for size in _candidates(line):
            votes[size] += len(line.text) * (1 if size == int(size) else _FRACTION_HANDICAP)
    return {line.id: _resized(line, votes) for line in lines}


def _candidates(line: TextLine) -> list[float]:
    """The sizes that a line's ink allows: whole pixels and the measured tenth."""
    extent = face_of(line.font).extent(line.text)
    measured = line.font.size
    if extent.width <= 0:
        return [round(measured, 1)]
    slack = max(_PIXELS, _SHARE * line.box.width) / extent.width
    if len({word.font.weight for word in line.words}) > 1 or line.confidence < 0.7:
        slack *= 2
    lowest, highest = measured - slack, measured + slack
    whole = [float(size) for size in range(max(int(lowest), 1), int(highest) + 2)]
    allowed = [size for size in whole if lowest <= size <= highest]
    return sorted({*allowed, round(measured, 1)})


def _resized(line: TextLine, votes: Mapping[float, float]) -> TextLine:
    size = max(
        _candidates(line), key=lambda size: (votes.get(size, 0), -abs(size - line.font.size))
    )
    words = [replace(word, font=replace(word.font, size=size)) for word in line.words]
    return replace(line, font=replace(line.font, size=size), words=words)
