"""Finding where text may stand: marks of a letter's size, side by side on one ground."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.contrast import Contrast

MIN_HEIGHT = 4
MAX_HEIGHT = 120
# A page of print has some 6,000 letters; more marks than this are noise or a photograph.
MAX_MARKS = 30_000
MAX_STRIPS = 1_500


class Strip(NamedTuple):
    """A place where one line of text may stand: half-open bounds around its ink, in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


def ink_mask(contrast: Contrast) -> NDArray[np.uint8]:
    """1 where a pixel is ink: well apart from its ground, measured against the ink around it."""
    strongest = cv2.dilate(contrast.distance, np.ones((9, 9), np.uint8))
    threshold = np.maximum(strongest.astype(np.float32) * 0.35, 14)
    inked: NDArray[np.bool_] = contrast.distance > threshold
    return inked.astype(np.uint8)


def find_strips(contrast: Contrast) -> list[Strip]:
    """Find the strips in which text may stand, top to bottom.

    Marks of a letter's proportions are painted as bars that reach to the right as far as a gap
    between words may be; bars that touch on the same ground make a strip.
    """
    ink = ink_mask(contrast)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    stats = stats[1:]
    letters = _like_letters(stats)
    if not letters.any() or np.count_nonzero(letters) > MAX_MARKS:
        return []
    letters &= ~_frames(labels, stats, letters)
    letters |= _strokes(stats, letters)
    marks = _bounds(stats[letters])
    specks = _bounds(
        stats[~letters & (stats[:, 3] <= MAX_HEIGHT) & (stats[:, 2] <= MAX_HEIGHT // 4)]
    )
    ground = contrast.ground[_middle(marks)]
    groups = _groups(marks, ground, contrast.distance.shape)
    strips = [_grow(_around(group), specks) for group in groups]
    strips.sort(key=lambda strip: (strip.y0, strip.x0))
    return _bridged(_with_accents(strips), specks)[:MAX_STRIPS]


def _like_letters(stats: NDArray[np.int32]) -> NDArray[np.bool_]:
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    size = (high >= MIN_HEIGHT) & (high <= MAX_HEIGHT) & (wide <= 6 * high + 20) & (wide <= 400)
    solid = area >= 0.93 * wide * high
    # An upright bar beside a quotation would tie its lines together. No letter is a block or disc.
    bar = (high >= 20) & (3 * wide <= high) & solid
    block = (np.minimum(wide, high) >= 12) & solid
    disc = (high >= 20) & (np.abs(wide - high) <= 2) & (np.abs(area / (wide * high) - 0.785) < 0.02)
    result: NDArray[np.bool_] = size & (area >= 5) & ~bar & ~block & ~disc
    return result


def _frames(
    labels: NDArray[np.int32], stats: NDArray[np.int32], letters: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Marks that run along all four sides of their bounds: frames of buttons and fields."""
    frames = np.zeros(len(stats), np.bool_)
    large = letters & (np.minimum(stats[:, 2], stats[:, 3]) >= 9)
    thin = stats[:, 4] < 0.5 * stats[:, 2] * stats[:, 3]
    for index in np.flatnonzero(large & thin).tolist():
        x, y, wide, high = stats[index, :4].tolist()
        mark = labels[y : y + high, x : x + wide] == index + 1
        sides = (mark[0], mark[-1], mark[:, 0], mark[:, -1])
        frames[index] = min(float(side.mean()) for side in sides) > 0.6
    return frames


def _strokes(stats: NDArray[np.int32], letters: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Solid upright bars with a letter of like height beside them: an I or an l."""
    x, y, wide, high = stats[:, 0], stats[:, 1], stats[:, 2], stats[:, 3]
    strokes = np.zeros(len(stats), np.bool_)
    bars = np.flatnonzero(~letters & (high >= 20) & (high <= MAX_HEIGHT) & (3 * wide <= high))
    for index in bars[:MAX_STRIPS].tolist():
        alike = letters & (high >= 0.6 * high[index]) & (high <= 1.5 * high[index])
        alike &= (y < y[index] + high[index]) & (y + high > y[index])
        gap = np.maximum(x - x[index] - wide[index], x[index] - x - wide)
        strokes[index] = bool((alike & (gap < 0.6 * high[index])).any())
    return strokes


def _bounds(stats: NDArray[np.int32]) -> NDArray[np.int32]:
    """OpenCV's left, top, width, height as half-open `x0, y0, x1, y1`."""
    return np.concatenate([stats[:, :2], stats[:, :2] + stats[:, 2:4]], axis=1)


def _middle(marks: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Row and column of each mark's centre."""
    return (marks[:, 1] + marks[:, 3]) // 2, (marks[:, 0] + marks[:, 2]) // 2


def _groups(
    marks: NDArray[np.int32], ground: NDArray[np.int32], shape: tuple[int, ...]
) -> list[NDArray[np.int32]]:
    """Marks by strip: each strip on one ground."""
    bars = np.zeros(shape, np.uint8)
    for x0, y0, x1, y1 in marks.tolist():
        # The middle of the mark only, so that tight lines do not touch.
        trim = (y1 - y0) // 5
        reach = max(y1 - y0, 12)
        bars[y0 + trim : y1 - trim, max(x0 - 1, 0) : x1 + reach] = 1
    _, labels = cv2.connectedComponents(bars, connectivity=4)
    strip = labels[_middle(marks)[0], marks[:, 0]].astype(np.int64)
    key = strip * (int(ground.max()) + 1) + ground
    order = np.argsort(key, kind="stable")
    cuts = np.flatnonzero(np.diff(key[order])) + 1
    return [marks[part] for part in np.split(order, cuts)]


def _around(marks: NDArray[np.int32]) -> Strip:
    x0, y0 = marks[:, :2].min(axis=0).tolist()
    x1, y1 = marks[:, 2:].max(axis=0).tolist()
    return Strip(x0, y0, x1, y1)


def _grow(strip: Strip, specks: NDArray[np.int32]) -> Strip:
    """Take in dots, commas, hyphens and upright strokes, which are no letters by themselves."""
    if not len(specks):
        return strip
    height = strip.y1 - strip.y0
    up, aside = 0.45 * height, 0.6 * height
    rows, columns = _middle(specks)
    near = (specks[:, 1] > strip.y0 - up) & (specks[:, 3] < strip.y1 + 0.25 * height)
    # Only an underscore lies below all of the letters; other specks there are the next line's.
    wide, high = specks[:, 2] - specks[:, 0], specks[:, 3] - specks[:, 1]
    near &= (rows > strip.y0 - up) & ((rows <= strip.y1) | (wide >= 3 * high))
    near &= (columns > strip.x0 - aside) & (columns < strip.x1 + aside)
    near &= (specks[:, 3] - specks[:, 1] <= 1.4 * height) & (
        specks[:, 2] - specks[:, 0] <= 0.8 * height
    )
    near |= _underscores(strip, specks)
    return _around(np.vstack([specks[near], np.array([strip], np.int32)]))


def _underscores(strip: Strip, specks: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which specks are one or two underscores right before or after a strip."""
    height = strip.y1 - strip.y0
    wide, high = specks[:, 2] - specks[:, 0], specks[:, 3] - specks[:, 1]
    below = (specks[:, 1] >= strip.y1 - 1) & (specks[:, 1] <= strip.y1 + 0.4 * height)
    apart = np.maximum(strip.x0 - specks[:, 2], specks[:, 0] - strip.x1)
    result: NDArray[np.bool_] = (
        below & (wide >= 3 * high) & (wide <= 2.5 * height) & (apart >= -1) & (apart <= 2)
    )
    return result


def _with_accents(strips: list[Strip]) -> list[Strip]:
    """Join what stands right above a line's capitals to the line: the dots of an umlaut."""
    lines = list(strips)
    for accent in strips:
        home = next((line for line in lines if _is_accent(accent, line)), None)
        if home is not None:
            lines.remove(accent)
            lines[lines.index(home)] = Strip(home.x0, accent.y0, home.x1, home.y1)
    return lines


def _is_accent(mark: Strip, line: Strip) -> bool:
    high = line.y1 - line.y0
    low_and_close = mark.y1 - mark.y0 <= 0.3 * high and -1 <= line.y0 - mark.y1 <= 0.2 * high
    return low_and_close and line.x0 <= mark.x0 and mark.x1 <= line.x1


def _bridged(strips: list[Strip], specks: NDArray[np.int32]) -> list[Strip]:
    """Join strips with a dash between them: it is no letter, but the ideograph for one, say."""
    wide, high = specks[:, 2] - specks[:, 0], specks[:, 3] - specks[:, 1]
    dashes = specks[wide >= 3 * high].tolist()
    joined = list(strips)
    for x0, y0, x1, y1 in dashes:
        left = [strip for strip in joined if _beside(strip, (y0 + y1) / 2, x0 - strip.x1)]
        right = [strip for strip in joined if _beside(strip, (y0 + y1) / 2, strip.x0 - x1)]
        if left and right and left[0] is not right[0]:
            one, other = left[0], right[0]
            joined.remove(other)
            joined[joined.index(one)] = _around(np.array([one, (x0, y0, x1, y1), other]))
    return joined


def _beside(strip: Strip, row: float, gap: int) -> bool:
    high = strip.y1 - strip.y0
    within = strip.y0 + 0.25 * high < row < strip.y1 - 0.25 * high
    return within and high >= 12 and -0.7 * high < gap < 0.4 * high
