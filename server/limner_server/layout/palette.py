"""The few ink colours of a page: near-misses of the measurement snapped to what the page uses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from limner_server.perception.scene import Colour, TextLine

# Smoothing of thin strokes moves a measured ink by about so much in each channel.
_NOISE = 14


def snap_colours(lines: dict[int, TextLine]) -> dict[int, TextLine]:
    """Give lines and words the ink colours of their page.

    Args:
        lines: all of a page, by their ids.

    Returns:
        Copies whose colours are those that most letters around them have.
    """
    letters: Counter[Colour] = Counter()
    for line in lines.values():
        for word in line.words:
            letters[word.colour] += len(word.text)
        letters[line.colour] += len(line.text)
    leaders = _leaders(letters)
    return {key: _recoloured(line, leaders) for key, line in lines.items()}


def _leaders(letters: Counter[Colour]) -> dict[Colour, Colour]:
    """For each colour the most used one that it cannot be told from."""
    chosen: list[Colour] = []
    leaders: dict[Colour, Colour] = {}
    for colour, _ in letters.most_common():
        leader = next((one for one in chosen if one.distance(colour) <= _NOISE), None)
        if leader is None:
            chosen.append(colour)
            leader = colour
        leaders[colour] = leader
    return leaders


def _recoloured(line: TextLine, leaders: dict[Colour, Colour]) -> TextLine:
    words = [replace(word, colour=leaders[word.colour]) for word in line.words]
    return replace(line, words=words, colour=leaders[line.colour])
