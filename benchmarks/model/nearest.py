"""The sentence of the function that is most alike among those that were learnt: no model at all.

Questions are compared by their words, each weighed by how rare it is (Salton, Buckley,
"Term-weighting approaches in automatic text retrieval", 1988).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from limner_adapters.examples import Example
from limner_server.proposers.docstrings.words import raw_words

_NAME = re.compile(r"\w+ ([\w.]+)\(")
# What else a question says counts less than the name.
_REST = 0.3


class Nearest:
    """Finds the sentence of the most similar lesson."""

    def __init__(self, lessons: Iterable[Example]) -> None:
        self._sentences: list[str] = []
        counts = []
        for lesson in lessons:
            self._sentences.append(lesson.answer)
            counts.append(_counted(lesson.messages[-1]["content"]))
        known = Counter(word for one in counts for word in one)
        self._rarity = {word: math.log(len(counts) / many) for word, many in known.items()}
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, one in enumerate(counts):
            length = math.sqrt(sum((n * self._rarity[word]) ** 2 for word, n in one.items())) or 1
            for word, n in one.items():
                self._having[word].append((index, n * self._rarity[word] / length))

    def sentence(self, question: str) -> str:
        """The answer to the question that is most alike; "" where none has a word of it."""
        scores = Counter[int]()
        for word, n in _counted(question).items():
            for index, weight in self._having.get(word, ()):
                scores[index] += n * self._rarity[word] * weight  # type: ignore[assignment]
        return self._sentences[scores.most_common(1)[0][0]] if scores else ""


def _counted(question: str) -> dict[str, float]:
    """The words of a question, by how much they count."""
    named = _NAME.search(question)
    counted = Counter(dict.fromkeys(raw_words(question), _REST))
    for word in raw_words(named[1].rpartition(".")[2]) if named else ():
        counted[word] += 1
    return counted
