"""What a model is asked so that it tells how likely it finds each of several patches.

Engines that can say how likely an answer is are asked which line is wrong: one question, to which
all patches of a function are answers. Others are asked how likely they find the code itself, with
each patch and without.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from limner_model.client import Engine
from limner_server.patch import Patch
from limner_server.perception.syntax.functions import function_at
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.faulty_line import MOST_LINES, Numbered

# The lines shown: the change, some after it, and twice this many or more before it. They begin with
# a block of so many lines, so that the texts of many patches begin alike.
_BLOCK: Final = 20
_BEFORE: Final = 2
_AFTER: Final = 6

Window = tuple[Path, int, int]


class Answers:
    """Asks which line is wrong.

    Args:
        sources: the files that the patches are of.
    """

    def __init__(self, sources: Mapping[Path, Source]) -> None:
        self._files = {path: _File(source) for path, source in sources.items()}

    def of(
        self, engine: Engine, patches: Sequence[Patch], cancelled: threading.Event
    ) -> list[float | None]:
        """How unlikely each patch is, in nats; None where that cannot be asked.

        Raises:
            LikelihoodsUnavailableError: the engine does not score answers.
            EngineError: it failed otherwise.
            CancelledError: `cancelled` was set.
        """
        asked: defaultdict[Numbered, list[tuple[int, str]]] = defaultdict(list)
        for index, patch in enumerate(patches):
            if (found := self._answer(patch)) is not None:
                asked[found[0]].append((index, found[1]))
        costs: list[float | None] = [None] * len(patches)
        for numbered, answers in asked.items():
            likelihoods = engine.answer_log_likelihoods(
                numbered.messages, [answer for _, answer in answers], cancelled=cancelled
            )
            for (index, _), likelihood in zip(answers, likelihoods, strict=True):
                costs[index] = -likelihood
        return costs

    def _answer(self, patch: Patch) -> tuple[Numbered, str] | None:
        """The question that a patch answers, and the answer."""
        if len(patch.edits) != 1:
            return None
        ((path, edits),) = patch.edits.items()
        file = self._files[path]
        first, last = file.lines.line(edits[0].start), file.lines.line(edits[-1].end)
        shown = file.shown(first, last)
        if shown is None:
            return None
        begin, end = shown
        text, start, stop = file.text, file.lines.start(begin), file.lines.end(end)
        numbered = file.numbered(begin, end)
        if numbered is None:
            return None
        changed = patch.applied(path, text)
        return numbered, numbered.answer(
            changed[start : len(changed) - len(text) + stop].split("\n")
        )


class _File:
    """A file, and the questions that are asked of it."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.lines = Lines(source.text)
        language = language_of(source.path)
        self._tree = Tree.parse(source.text, language) if language is not None else None
        self._numbered: dict[tuple[int, int], Numbered | None] = {}

    def shown(self, first: int, last: int) -> tuple[int, int] | None:
        """The lines of the function that holds some lines, or of a block around them."""
        if self._tree is not None:
            function = function_at(self._tree, self.lines.start(first))
            if function is not None:
                lines = self.lines
                begin, end = lines.line(function.header.start), lines.line(function.span.end)
                if begin <= first and last <= end and end - begin < MOST_LINES:
                    return begin, end
        begin = max((first // _BLOCK) * _BLOCK - _BLOCK // 2, 1)
        end = min(begin + MOST_LINES - 1, len(self.lines))
        return (begin, end) if last <= end else None

    def numbered(self, first: int, last: int) -> Numbered | None:
        """These lines as a question."""
        if (first, last) not in self._numbered:
            shown = self.text[self.lines.start(first) : self.lines.end(last)]
            self._numbered[first, last] = Numbered.of(shown.split("\n"))
        return self._numbered[first, last]


class Windows:
    """Asks how likely the code is with a patch and without.

    Args:
        sources: the files that the patches are of.
    """

    def __init__(self, sources: Mapping[Path, Source]) -> None:
        self._sources = sources
        self._originals: dict[Window, float] = {}
        self._lines: dict[Path, Lines] = {}

    def of(
        self, engine: Engine, patches: Sequence[Patch], cancelled: threading.Event
    ) -> list[float | None]:
        """How much less likely the code is with each patch than without, in nats.

        Raises:
            LikelihoodsUnavailableError: the engine does not score texts.
            EngineError: it failed otherwise.
            CancelledError: `cancelled` was set.
        """
        windows = [self._window(patch) for patch in patches]
        new = [window for window in dict.fromkeys(windows) if window not in self._originals]
        texts = [self._text(window) for window in new]
        texts += [self._text(window, patch) for window, patch in zip(windows, patches, strict=True)]
        found = engine.log_likelihoods(texts, cancelled=cancelled)
        self._originals.update(zip(new, found, strict=False))
        return [
            self._originals[window] - likelihood
            for window, likelihood in zip(windows, found[len(new) :], strict=True)
        ]

    def _window(self, patch: Patch) -> Window:
        """The file of the first edit and the lines that are shown of it: the first, the last."""
        path, edits = next(iter(patch.edits.items()))
        if path not in self._lines:
            self._lines[path] = Lines(self._sources[path].text)
        lines = self._lines[path]
        first = lines.line(edits[0].start) // _BLOCK - _BEFORE
        return path, max(first * _BLOCK, 1), lines.line(edits[-1].end) + _AFTER

    def _text(self, window: Window, patch: Patch | None = None) -> str:
        path, first, last = window
        text, lines = self._sources[path].text, self._lines[path]
        start, end = lines.start(first), lines.end(last)
        if patch is None:
            return text[start:end]
        tail = len(text) - end
        changed = patch.applied(path, text)
        return changed[start : len(changed) - tail]
