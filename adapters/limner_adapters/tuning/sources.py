"""The files of a workspace that something can be learnt from, and why the others cannot."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from limner_adapters.tuning.generated import is_generated_name, is_generated_text
from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.perception.workspace.walk import Walk

# Of a larger workspace so many files are read, chosen by chance: there is more in them than a run
# gets through.
MOST_FILES: Final = 4_000
# Bytes; what is longer was not written by hand, or is not about one thing.
_LARGEST: Final = 400_000
_PAGES: Final = (".html", ".htm", ".vue", ".svelte", ".jinja", ".jinja2", ".j2", ".njk", ".hbs")


@dataclass(slots=True)
class Sources:
    """What of a workspace is read.

    Attributes:
        files: of the workspace.
        code: source files, no tests, by path.
        tests: files of tests.
        pages: what draws pages: HTML, templates, components.
        seen: how many source files there are, read or not.
        left_out: how many files are not read, by the reason.
    """

    files: WorkspaceFiles
    code: list[Path] = field(default_factory=list)
    tests: list[Path] = field(default_factory=list)
    pages: list[Path] = field(default_factory=list)
    seen: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    _left: set[Path] = field(default_factory=set)

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.files.root

    def name(self, path: Path) -> str:
        """A file by its path from the root, for people and for the split."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str | None:
        """What a file says; None, and counted, where there is nothing to learn from it."""
        try:
            is_large = path.stat().st_size > _LARGEST
            text = "" if is_large else self.files.text(path)
        except (InputError, OSError):
            return self._leave_out(path, "no text")
        if is_large or is_generated_text(text):
            return self._leave_out(path, "too large" if is_large else "generated")
        return text

    def _leave_out(self, path: Path, why: str) -> str | None:
        """Count a file, however often it is asked for."""
        if path not in self._left:
            self._left.add(path)
            self.left_out[why] += 1
        return None

    def texts(self, paths: list[Path]) -> Iterator[tuple[Path, str]]:
        """The files of a list that something can be learnt from."""
        for path in paths:
            if (text := self.text(path)) is not None:
                yield path, text


def find_sources(root: Path, check: Callable[[], None]) -> Sources:
    """Find what of a workspace is to be read; ignored files are not looked at.

    Args:
        root: of the workspace.
        check: raises where the work is not wanted any more.

    Raises:
        InputError: there is nothing.
    """
    sources = Sources(WorkspaceFiles(root))
    found: list[Path] = []
    for name in Walk(sources.root, _is_wanted).files(None, check):
        path = Path(name)
        sources.seen += 1
        if is_generated_name(path.relative_to(sources.root)):
            sources.left_out["generated"] += 1
        else:
            found.append(path)
    if not found:
        made = f" but {sources.seen} that programs made" if sources.seen else ""
        raise InputError(
            f"{root} has no source files{made}", "run it in a project of Python or JavaScript"
        )
    sources.left_out["more than are read"] = max(len(found) - MOST_FILES, 0)
    for path in _some(found, sources):
        if _is_page(path.name):
            sources.pages.append(path)
        if language_of(path) is not None:
            (sources.tests if is_test_file(path) else sources.code).append(path)
    return sources


def _some(found: list[Path], sources: Sources) -> list[Path]:
    """All files, or as many as are read: by chance, but the same ones at every run."""
    if len(found) <= MOST_FILES:
        return sorted(found)
    return sorted(sorted(found, key=lambda path: chance(sources.name(path)))[:MOST_FILES])


def chance(name: str) -> float:
    """A number from 0 up to 1 that looks random and is always the same for a name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest()) / 2**48


def _is_wanted(name: str) -> bool:
    return language_of(name) is not None or _is_page(name)


def _is_page(name: str) -> bool:
    return name.lower().endswith((*_PAGES, ".jsx", ".tsx"))
