"""Cuts single components out of a drawn page: pictures as users take them of a part of a screen."""

from __future__ import annotations

import random

from limner_adapters.data.renderer import DrawnPage
from limner_adapters.data.truth import TrueNode, TrueWord, Truth
from limner_server.perception.scene import Box

_MIN_WIDTH, _MIN_HEIGHT = 100, 36  # pixels
_MAX_SHARE = 0.5  # of the page's area
_MIN_WORDS = 2
_MARGINS = (4, 8, 12, 16, 24, 32)
_INSIDE = 1.5  # pixels by which what counts as inside may stick out


def cut_component(page: DrawnPage, rng: random.Random) -> DrawnPage | None:
    """The picture and the truth of one component of `page` with a margin around it.

    Returns:
        None where no element is of a fit size.
    """
    height, width = page.pixels.shape[:2]
    words = _words_below(page.truth)
    fit = [
        node.box
        for node, count in zip(page.truth.nodes, words, strict=True)
        if not node.atom
        and count >= _MIN_WORDS
        and node.box.width >= _MIN_WIDTH
        and node.box.height >= _MIN_HEIGHT
        and node.box.area <= _MAX_SHARE * width * height
        and node.box.y1 <= height
    ]
    if not fit:
        return None
    box, margin = rng.choice(fit), rng.choice(_MARGINS)
    x0, y0 = max(round(box.x0) - margin, 0), max(round(box.y0) - margin, 0)
    x1, y1 = min(round(box.x1) + margin, width), min(round(box.y1) + margin, height)
    if x1 - x0 < _MIN_WIDTH or y1 - y0 < _MIN_HEIGHT:
        return None
    pixels = page.pixels[y0:y1, x0:x1].copy()
    return DrawnPage(pixels, _truth_inside(page.truth, Box(x0, y0, x1, y1)))


def _words_below(truth: Truth) -> list[int]:
    """How many words each element holds."""
    counts = [0] * len(truth.nodes)
    for word in truth.words:
        counts[word.node] += 1
    for index in range(len(truth.nodes) - 1, 0, -1):
        counts[truth.nodes[index].parent] += counts[index]
    return counts


def _truth_inside(truth: Truth, window: Box) -> Truth:
    """The elements and words that are whole in the window, moved to its corner.

    The first element is the window itself; what has lost its parent is its child.
    """

    def moved(box: Box) -> Box:
        return Box(box.x0 - window.x0, box.y0 - window.y0, box.x1 - window.x0, box.y1 - window.y0)

    kept = [TrueNode(None, moved(window), -1, atom=False)]
    places: list[int] = []  # of the nearest element around each that is kept
    for node in truth.nodes:
        parent = places[node.parent] if node.parent >= 0 else 0
        if node.parent >= 0 and window.contains(node.box, _INSIDE):
            places.append(len(kept))
            kept.append(TrueNode(node.role, moved(node.box), parent, node.atom))
        else:
            places.append(parent)
    words = [
        TrueWord(word.text, moved(word.box), places[word.node])
        for word in truth.words
        if window.contains(word.box, _INSIDE)
    ]
    return Truth(kept, words)
