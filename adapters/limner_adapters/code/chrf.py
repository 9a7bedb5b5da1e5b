"""How near a sentence comes to another: the F-score of the runs of characters that both have.

Popović, "chrF: character n-gram F-score for automatic MT evaluation", WMT 2015: runs of one to six
characters without blanks, recall weighing twice as much as precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 6
_BETA: Final = 2.0


def chrf(found: str, wanted: str) -> float:
    """The score of one sentence, 0 to 100.

    Args:
        found: the sentence to be judged.
        wanted: what it should say.
    """
    return corpus_chrf([(found, wanted)])


def corpus_chrf(pairs: Iterable[tuple[str, str]]) -> float:
    """The score of many sentences together, 0 to 100: their runs are counted as those of one text.

    Args:
        pairs: of a sentence that is judged and what it should say.
    """
    counts = [[0, 0, 0] for _ in range(_LONGEST)]
    for found, wanted in pairs:
        for size in range(1, _LONGEST + 1):
            said, asked = _runs(found, size), _runs(wanted, size)
            count = counts[size - 1]
            count[0] += sum((said & asked).values())
            count[1] += said.total()
            count[2] += asked.total()
    # Sentences that are shorter than a run say nothing of it.
    scores = [_f_score(*count) for count in counts if count[1] and count[2]]
    return 100 * sum(scores) / len(scores) if scores else 0.0


def _runs(text: str, size: int) -> Counter[str]:
    letters = "".join(text.split())
    return Counter(letters[start : start + size] for start in range(len(letters) - size + 1))


def _f_score(shared: int, said: int, asked: int) -> float:
    precision, recall = shared / said, shared / asked
    below = _BETA**2 * precision + recall
    return (1 + _BETA**2) * precision * recall / below if below else 0.0
