"""Blanks that the reader did not see: two words that it took for one stand apart in the picture."""

from __future__ import annotations

import numpy as np

from limner_server.perception.contrast import Contrast
from limner_server.perception.fallback import is_unspaced
from limner_server.perception.fonts import faces
from limner_server.perception.ocr import ReadWord

# The narrowest blank, as a share of the font size, and beside the next widest gap: letters that
# are spaced out on purpose stand apart everywhere.
_LEAST = 0.25
_LEAST_TIMES_OTHERS = 2.0
# Braces stand as far apart from each other as narrow blanks are wide.
_LEAST_BEYOND_BEARINGS = 0.15


def split_at_blank(word: ReadWord, contrast: Contrast) -> list[ReadWord]:
    """The word, or the two words that it is made of."""
    if len(word.text) < 3 or any(is_unspaced(character) for character in word.text):
        return [word]
    left, right = int(word.box.x0), int(np.ceil(word.box.x1))
    strip = contrast.distance[int(word.box.y0) : int(np.ceil(word.box.y1)), left:right]
    gaps = _gaps(strip > 0.3 * max(int(strip.max(initial=0)), 1))
    if not gaps:
        return [word]
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    others = [stop - begin for begin, stop in gaps if begin != start]
    extent = faces()[0].extent(word.text)
    size = word.box.height / max(extent.top + extent.bottom, 0.1)
    if end - start < max(_LEAST * size, _LEAST_TIMES_OTHERS * max(others, default=1)):
        return [word]
    cut = _letters_before(word.text, start / (start + strip.shape[1] - end))
    if end - start < _LEAST_BEYOND_BEARINGS * size + _bearings(word.text, cut) * size:
        return [word]
    return [
        ReadWord(word.text[:cut], word.box._replace(x1=left + start), word.confidence),
        ReadWord(word.text[cut:], word.box._replace(x0=left + end), word.confidence),
    ]


def _gaps(inked: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """The runs of columns without ink between columns with ink, as half-open ranges."""
    columns = np.flatnonzero(inked.any(axis=0))
    steps = np.flatnonzero(np.diff(columns) > 1)
    return [(int(columns[step]) + 1, int(columns[step + 1])) for step in steps]


def _letters_before(text: str, share: float) -> int:
    """How many letters take up `share` of the ink of a text."""
    face = faces()[0]
    widths = [face.extent(text[:count]).width for count in range(1, len(text))]
    total = face.extent(text).width
    return 1 + min(range(len(widths)), key=lambda index: abs(widths[index] / total - share))


def _bearings(text: str, cut: int) -> float:
    """What letters keep free between them at a cut, in the widest-set face, for a size of one."""
    free = []
    for face in faces():
        before, after = face.extent(text[:cut]), face.extent(text[cut:])
        free.append(before.advance - before.left - before.width + after.left)
    return max(free)
