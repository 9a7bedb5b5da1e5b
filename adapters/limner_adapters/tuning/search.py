"""The search for examples: where, for which model, and what that would be shown of a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_adapters.tuning.sources import Sources
from limner_model.installed import InstalledModel
from limner_server.errors import InputError
from limner_server.perception.context.gather import gather_context
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.asking import tokens

# The server offers an engine more where it has room, and this much where it has little: time and
# memory of a training go with it.
_BUDGET: Final = 1500
# Seconds that callers of a function are looked for.
_SEARCH: Final = 0.1
PAGES: Final = "pages"
CODE: Final = "code"


@dataclass(frozen=True, slots=True)
class Search:
    """A search for examples.

    Attributes:
        sources: of the workspace.
        base: the model that is to learn.
        check: raises where the work is not wanted any more.
    """

    sources: Sources
    base: InstalledModel
    check: Callable[[], None]

    @property
    def is_small(self) -> bool:
        """Whether the model was trained on some things only: it is asked in short forms."""
        return self.base.has_read is not None

    def has_read(self, subject: str) -> bool:
        """Whether the server asks the model about code, or about pages, at all."""
        return self.base.has_read is None or subject in self.base.has_read

    def shown(self, path: Path, texts: Mapping[Path, str], line: int) -> str:
        """The code around a line, as the server would gather and cut it; "" where there is none.

        Args:
            path: of the file.
            texts: what files say in place of what is on the disk, the file's own among them.
            line: 1-based.
        """
        files = WorkspaceFiles(self.sources.root, texts)
        try:
            context = gather_context(
                files, path, texts[path], line, seconds=_SEARCH, check=self.check
            )
        except InputError:
            return ""
        return context.fit(_BUDGET, tokens)
