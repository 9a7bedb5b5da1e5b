"""The trees that were parsed last, by file, so that a file is parsed whole only once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from limner_server.perception.syntax.languages import Language, language_of
from limner_server.perception.syntax.tree import Tree

# A tree takes some ten times the memory of its text.
MOST_CHARACTERS: Final = 8_000_000


class Trees:
    """Keeps the trees of the files that were asked for last; of an edited file parses the edit."""

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        """Keep nothing yet.

        Args:
            most_characters: of all texts together; beyond it, those used longest ago go.
        """
        self._most = most_characters
        self._kept: OrderedDict[Path, Tree] = OrderedDict()
        self._characters = 0

    def tree(
        self,
        path: Path,
        text: str,
        language: Language | None = None,
        check: Callable[[], None] | None = None,
    ) -> Tree | None:
        """The tree of a file's text; None where it is in no language that is read here.

        Args:
            path: of the file.
            text: what it says now, saved or not.
            language: of the text; by default what the file's name says.
            check: raises where the work is not wanted any more.
        """
        language = language or language_of(path)
        if language is None:
            return None
        before = self._kept.pop(path, None)
        if before is not None:
            self._characters -= len(before.text)
        if before is not None and before.language == language:
            tree = before.edited(text, check)
        else:
            tree = Tree.parse(text, language, check)
        self._kept[path] = tree
        self._characters += len(text)
        while self._characters > self._most and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._characters -= len(oldest.text)
        return tree
