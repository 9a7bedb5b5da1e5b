"""What a candidate says and where, held against what the scene says.

The measures of Design2Code (Si et al., arXiv 2403.03163) without CLIP: block match, text, position,
colour. They are taken over words, not over blocks of text: a word is cut the same way whoever
nests it, so that no blocks need to be merged before they can be matched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from limner_server.perception.scene import Box, Colour, Scene
from limner_server.proof.colour import similarity as colour_similarity
from limner_server.proof.rendering import Rendering

Floats = npt.NDArray[np.float64]

# A word of a script without spaces is one character.
WORD: Final = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+"
)
# Words that share fewer of their characters are two different words.
SAME_WORD: Final = 0.5
# Nearness, 0 to 1, only decides between words that read the same or nearly so.
NEARNESS_WEIGHT: Final = 0.2


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, where it stands and its colour."""

    text: str
    box: Box
    colour: Colour


@dataclass(frozen=True, slots=True)
class TextFigures:
    """How well the texts of a candidate agree with the scene, each 0 to 1.

    Attributes:
        block: area of the matched words, of both sides, over the area of all words.
        text: share of characters in common, mean over the matched words.
        position: 1 - the larger of the offsets in x and y, in units of the canvas, mean.
        colour: 1 - CIEDE2000 / 100, mean.
    """

    block: float
    text: float
    position: float
    colour: float

    @property
    def mean(self) -> float:
        """The mean of the four."""
        return (self.block + self.text + self.position + self.colour) / 4


def compare_texts(scene: Scene, rendering: Rendering) -> TextFigures:
    """Match the words of a rendering with those of the scene."""
    expected, found = words_of_scene(scene), words_of_rendering(rendering, scene.height)
    if not expected and not found:
        return TextFigures(1.0, 1.0, 1.0, 1.0)
    pairs = match_words(expected, found, (scene.width, scene.height))
    if not pairs:
        return TextFigures(0.0, 0.0, 0.0, 0.0)
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    matched = sum(word.box.area for word in left) + sum(word.box.area for word in right)
    everything = sum(word.box.area for word in expected) + sum(word.box.area for word in found)
    near = [_nearness(a.box, b.box, (scene.width, scene.height)) for a, b in pairs]
    colours = colour_similarity([word.colour for word in left], [word.colour for word in right])
    return TextFigures(
        block=min(matched / everything, 1.0) if everything else 0.0,
        text=float(np.mean([shared_characters(a.text, b.text) for a, b in pairs])),
        position=float(np.mean(near)),
        colour=float(colours.mean()),
    )


def words_of_scene(scene: Scene) -> list[PlacedWord]:
    """The words that were read off the picture."""
    return [
        placed
        for line in scene.lines()
        for word in line.words
        for placed in _cut(word.text, word.box, word.colour)
    ]


def words_of_rendering(rendering: Rendering, height: int) -> list[PlacedWord]:
    """The words that the browser drew above `height`; their places in a line are estimated."""
    return [
        placed
        for line in rendering.lines
        if line.box.centre[1] < height
        for placed in _cut(line.text, line.box, line.colour)
    ]


def match_words(
    expected: Sequence[PlacedWord], found: Sequence[PlacedWord], canvas: tuple[int, int]
) -> list[tuple[PlacedWord, PlacedWord]]:
    """Pair words that read the same, the nearest with each other; then what reads nearly so."""
    pairs: list[tuple[PlacedWord, PlacedWord]] = []
    left, right = _by_text(expected), _by_text(found)
    rest_left: list[PlacedWord] = []
    for text, words in left.items():
        twins = right.pop(text, [])
        matched, spare, spare_twins = _pair_nearest(words, twins, canvas)
        pairs += matched
        rest_left += spare
        if spare_twins:
            right[text] = spare_twins
    rest_right = [word for words in right.values() for word in words]
    return pairs + _pair_similar(rest_left, rest_right, canvas)


def shared_characters(left: str, right: str) -> float:
    """Sorensen-Dice of the characters as multisets, 0 to 1."""
    a, b = Counter(left), Counter(right)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def _cut(text: str, box: Box, colour: Colour) -> Iterable[PlacedWord]:
    """The words of a line, each given its share of the line's width by its characters."""
    for match in WORD.finditer(text):
        scale = box.width / len(text)
        x0, x1 = box.x0 + match.start() * scale, box.x0 + match.end() * scale
        yield PlacedWord(match.group(), Box(x0, box.y0, x1, box.y1), colour)


def _by_text(words: Sequence[PlacedWord]) -> dict[str, list[PlacedWord]]:
    groups: dict[str, list[PlacedWord]] = defaultdict(list)
    for word in words:
        groups[word.text].append(word)
    return groups


def _pair_nearest(
    left: list[PlacedWord], right: list[PlacedWord], canvas: tuple[int, int]
) -> tuple[list[tuple[PlacedWord, PlacedWord]], list[PlacedWord], list[PlacedWord]]:
    """Pairs, and what is left over on either side."""
    if not left or not right:
        return [], left, right
    rows, columns = linear_sum_assignment(-_nearness_matrix(left, right, canvas))
    pairs = [(left[i], right[j]) for i, j in zip(rows, columns, strict=True)]
    taken_left, taken_right = set(rows.tolist()), set(columns.tolist())
    return (
        pairs,
        [word for i, word in enumerate(left) if i not in taken_left],
        [word for j, word in enumerate(right) if j not in taken_right],
    )


def _pair_similar(
    left: list[PlacedWord], right: list[PlacedWord], canvas: tuple[int, int]
) -> list[tuple[PlacedWord, PlacedWord]]:
    if not left or not right:
        return []
    similar = _character_similarity([word.text for word in left], [word.text for word in right])
    worth = np.where(
        similar >= SAME_WORD, similar + NEARNESS_WEIGHT * _nearness_matrix(left, right, canvas), 0.0
    )
    rows, columns = linear_sum_assignment(-worth)
    return [(left[i], right[j]) for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0]


def _character_similarity(left: Sequence[str], right: Sequence[str]) -> Floats:
    """`shared_characters` of every pair, shape (len(left), len(right))."""
    alphabet = {character: k for k, character in enumerate(sorted(set("".join([*left, *right]))))}
    a, b = _character_counts(left, alphabet), _character_counts(right, alphabet)
    shared = np.stack([np.minimum(row, b).sum(axis=1) for row in a])
    return np.asarray(2 * shared / (a.sum(axis=1)[:, None] + b.sum(axis=1)[None]))


def _character_counts(texts: Sequence[str], alphabet: dict[str, int]) -> Floats:
    counts = np.zeros((len(texts), len(alphabet)))
    for row, text in enumerate(texts):
        for character in text:
            counts[row, alphabet[character]] += 1
    return counts


def _nearness_matrix(
    left: Sequence[PlacedWord], right: Sequence[PlacedWord], canvas: tuple[int, int]
) -> Floats:
    a = np.array([word.box.centre for word in left]) / canvas
    b = np.array([word.box.centre for word in right]) / canvas
    return np.asarray(1 - np.clip(np.abs(a[:, None] - b[None]).max(axis=-1), 0.0, 1.0))


def _nearness(left: Box, right: Box, canvas: tuple[int, int]) -> float:
    (ax, ay), (bx, by) = left.centre, right.centre
    return max(0.0, 1.0 - max(abs(ax - bx) / canvas[0], abs(ay - by) / canvas[1]))
