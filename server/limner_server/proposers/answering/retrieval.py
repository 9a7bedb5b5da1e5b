"""Which passages of a workspace a question is about, by its words.

BM25 with weighed fields: Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.kinds import standing_of
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.walk import Walk
from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.passages import PROSE, SETTINGS, passages_of
from limner_server.proposers.answering.question import Asked, Question
from limner_server.proposers.answering.words import words_of

_MOST_PARSED: Final = 60
_SECONDS: Final = 2.0
_LARGEST: Final = 2 * 2**20
_USUAL_SIZE: Final = 8_000
# Saturation and the sway of length, as they are usually set.
_K, _B = 1.2, 0.5
_CALLED: Final = (0.0, 1.2, 4.0)
_TOLD: Final = 1.0
# What is called like all that is asked about counts more than what only speaks of it.
_IN_NAME: Final = (0.0, 0.2, 1.0)
# How much passages of a kind count, by what is asked.
_KINDS: Final[dict[Kind, float]] = {
    Kind.FUNCTION: 1.0,
    Kind.CLASS: 1.0,
    Kind.VALUE: 0.75,
    Kind.MODULE: 0.95,
    Kind.SECTION: 0.7,
    Kind.SETTING: 0.6,
}
_OF_TESTS: Final = 0.3
# What is called by the very words of the question, endings and all.
_EXACT: Final = 1.15
_WORD: Final = re.compile(r"[a-z]+")
# What is around the code that is asked about, and what is of a definition's own affair.
_BESIDE: Final = re.compile(r"(^|/)(benchmarks?|scripts?|tools?|examples?|samples?|demos?)/")
_ASIDE: Final = 0.5
_PRIVATE: Final = 0.85
# A name that the question spells as code.
_NAMED: Final = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Relevant:
    """A passage that a question is about.

    Attributes:
        passage: of the workspace.
        score: by which passages are ranked.
        share: of the question's telling words that it has, each by how rare it is; 0 to 1.
    """

    passage: Passage
    score: float
    share: float


def is_readable(name: str) -> bool:
    """Whether a file by its name has passages."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    return suffix in PROSE or suffix in SETTINGS or language_of(name) is not None


class Retrieval:
    """Looks for passages in a workspace; each file is read once a question."""

    def __init__(
        self, files: WorkspaceFiles, texts: dict[Path, str], check: Callable[[], None]
    ) -> None:
        """Read nothing yet.

        Args:
            files: of the workspace.
            texts: what an editor shows in place of files, by absolute path.
            check: raises where the work is not wanted any more.
        """
        self._files, self._texts, self._check = files, texts, check
        self.rarity: dict[str, float] = {}
        self.paths: list[str] = []

    def relevant(self, question: Question, near: Path | None = None) -> list[Relevant]:
        """The passages that a question is about, the most telling first."""
        self.paths = [*Walk(self._files.root, is_readable).files(near, self._check)]
        words = list(dict.fromkeys((*question.words, *_named_words(question))))
        if not words:
            return []
        end = time.monotonic() + _SECONDS
        found: list[Passage] = []
        for path in self._shortlist(words, question):
            self._check()
            if time.monotonic() > end and found:
                break
            found += passages_of(self._files, path, self._check)
        return self._ranked(found, words, question)

    def _shortlist(self, words: Sequence[str], question: Question) -> list[Path]:
        """The files with most of the words."""
        spelt = [_spelt(word) for word in words]
        exact = [name.rpartition(".")[2].encode() for name in question.names]
        counts: list[tuple[str, int, list[int], int]] = []
        known: Counter[str] = Counter()
        for path in self.paths:
            self._check()
            content = self._content(path)
            lowered = (path[len(str(self._files.root)) :].encode() + b"\n") * 3 + content.lower()
            here = [lowered.count(word) for word in spelt]
            named = sum(1 for name in exact if name in content)
            if any(here):
                known.update(word for word, times in zip(words, here, strict=True) if times)
                counts.append((path, len(content), here, named))
        total = len(self.paths)
        self.rarity = {
            word: math.log(1 + (total - known[word] + 0.5) / (known[word] + 0.5)) for word in words
        }
        scored = []
        for path, size, here, named in counts:
            usual = _K * (1 - _B + _B * min(size / _USUAL_SIZE, 10))
            score = sum(
                self.rarity[word] * times * (_K + 1) / (times + usual)
                for word, times in zip(words, here, strict=True)
            )
            score *= standing_of(path[len(str(self._files.root)) + 1 :]) ** 0.5
            scored.append((score + _NAMED * named, path))
        scored.sort(key=lambda one: (-one[0], one[1]))
        return [Path(path) for _, path in scored[:_MOST_PARSED]]

    def _content(self, path: str) -> bytes:
        text = self._texts.get(Path(path)) if self._texts else None
        if text is not None:
            return text.encode("utf-8", "replace")
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a hot loop
                content: bytes = file.read(_LARGEST)
                return content
        except OSError:
            return b""

    def _ranked(
        self, found: Sequence[Passage], words: Sequence[str], question: Question
    ) -> list[Relevant]:
        lengths = [sum(one.told.values()) for one in found]
        start = len(str(self._files.root)) + 1
        usual = max(sum(lengths) / max(len(lengths), 1), 1.0)
        whole = sum(self.rarity[word] for word in words) or 1.0
        ranked = []
        for one, length in zip(found, lengths, strict=True):
            damped = 1 - _B + _B * length / usual
            score = share = named = 0.0
            for word in words:
                times = _CALLED[one.called[word]] + _TOLD * one.told[word] / damped
                if times:
                    score += self.rarity[word] * times * (_K + 1) / (times + _K)
                    share += self.rarity[word] / whole
                    named += self.rarity[word] / whole * _IN_NAME[one.called[word]]
            if not score:
                continue
            if one.is_test:
                named = 0.0  # The name of a test speaks of much that it does not do itself.
            score *= (
                share
                * share
                * (1 + named)
                * _KINDS[one.kind]
                * _weight(one, question, str(one.path)[start:])
            )
            ranked.append(Relevant(one, score * _by_name(one, question), share))
        return sorted(
            ranked, key=lambda each: (-each.score, str(each.passage.path), each.passage.line)
        )


def _spelt(word: str) -> bytes:
    """What every spelling of a stem has in common."""
    return (word[:-1] if word.endswith("i") and len(word) > 3 else word).encode()


def _named_words(question: Question) -> list[str]:
    return [word for name in question.names for word in words_of(name)]


def _weight(one: Passage, question: Question, name: str) -> float:
    if one.is_test:
        return 1.0 if question.asked is Asked.TESTS else _OF_TESTS
    weight = _PRIVATE if one.name.rpartition(".")[2].startswith("_") else 1.0
    if _BESIDE.search(name):
        weight *= _ASIDE
    if one.kind is Kind.VALUE and question.asked in (Asked.WHERE, Asked.SETTINGS):
        weight *= 1.3
    if one.kind in (Kind.SETTING, Kind.SECTION) and question.asked is Asked.SETTINGS:
        weight *= 1.4
    return weight


def _by_name(one: Passage, question: Question) -> float:
    """More for what is called as the question spells it, or as its words say."""
    last = one.name.rpartition(".")[2]
    if any(name in (one.name, last) or name.endswith(f".{last}") for name in question.names):
        return _NAMED
    if one.kind is Kind.SECTION:
        return 1.0
    # "The currency of a cart" is Cart.currency.
    spelt = (set(words_of(one.name)), set(words_of(last)))
    own = next((words for words in spelt if words and words <= set(question.words)), set())
    exact = set(_WORD.findall(last.lower())) <= set(_WORD.findall(question.text.lower()))
    return (1.0 + 0.35 * len(own)) * (_EXACT if own and exact else 1.0)
