"""The files of a workspace: what they say, how they parse, where names are defined and used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.memory import memory_of
from limner_server.perception.workspace.occurrences import (
    Definition,
    Reference,
    definitions_in,
    references_in,
)
from limner_server.perception.workspace.source import Source, read_source
from limner_server.perception.workspace.stamps import is_racy

# The texts of so many files are kept.
_MOST_SOURCES: Final = 256


def unchecked() -> None:
    """Nobody can take the work back."""


class WorkspaceFiles:
    """Knows the files of a workspace as far as somebody has asked.

    Nothing is read before it is needed. What was read is kept for as long as a file's time and
    size stay the same, also for the next object of the same root. For one thread at a time.

    Attributes:
        root: the workspace's folder, absolute.
    """

    def __init__(self, root: Path, texts: Mapping[Path, str] | None = None) -> None:
        """Ask for nothing yet.

        Args:
            root: the workspace's folder.
            texts: of files that are open in an editor and not saved, by absolute path: they hide
                what is on disk.
        """
        self.root = root.absolute()
        self._open = dict(texts or {})
        self._memory = memory_of(self.root, self)

    def open(self, path: Path, text: str) -> None:
        """Let a text stand for what the file at `path` says."""
        self._open[path] = text

    def walk(
        self, near: Path | None = None, check: Callable[[], None] = unchecked
    ) -> Iterator[Path]:
        """The source files that are not ignored, those nearest to a path first."""
        return (Path(path) for path in self._memory.walk.files(near, check))

    def is_ignored(self, path: Path) -> bool:
        """Whether git ignores a path of the workspace, or a tool has put it there."""
        return self._memory.walk.is_ignored(path)

    def source(self, path: Path) -> Source:
        """A file with its encoding, as it is now.

        Raises:
            InputError: there is none, it is no text, or it is too large.
        """
        try:
            status = path.stat()
        except OSError as error:
            if path in self._open:
                return Source(path, self._open[path])
            raise InputError(f"cannot read {path}: {error.strerror}") from error
        stamp, sources = (status.st_mtime_ns, status.st_size), self._memory.sources
        kept = sources.pop(path, None)
        source = kept[1] if kept and kept[0] == stamp else read_source(path)
        if not is_racy(status.st_mtime_ns):
            sources[path] = stamp, source
        if len(sources) > _MOST_SOURCES:
            del sources[next(iter(sources))]
        if path in self._open:
            return Source(path, self._open[path], source.encoding, source.mark)
        return source

    def text(self, path: Path) -> str:
        """What a file says now, saved or not; errors as of `source`."""
        return self._open[path] if path in self._open else self.source(path).text

    def tree(self, path: Path, check: Callable[[], None] | None = None) -> Tree | None:
        """The syntax tree of a file; None where it is in no language that is read here.

        Raises:
            InputError: as of `source`.
        """
        return self._memory.trees.tree(path, self.text(path), check=check)

    def mentioning(
        self,
        names: Collection[str],
        near: Path | None = None,
        check: Callable[[], None] = unchecked,
        among: Callable[[str], bool] | None = None,
    ) -> Iterator[tuple[Path, frozenset[str]]]:
        """The files that mention one of several names as a word, with those they mention.

        Lazily, those nearest to a path first: take as many as are needed, or as time allows.

        Args:
            names: identifiers.
            near: a path to begin at.
            check: raises where the work is not wanted any more.
            among: which files to read at all, asked with the path of each; all where omitted.
        """
        for path, text in self._open.items():
            found = frozenset(name for name in names if name in text)
            if found and (among is None or among(str(path))):
                yield path, found
        walked = self._memory.walk.files(near, check)
        if among is not None:
            walked = filter(among, walked)
        for name, found in self._memory.mentions.of(names, walked, check):
            if (path := Path(name)) not in self._open:
                yield path, found

    def find_definitions(
        self, name: str, near: Path | None = None, check: Callable[[], None] = unchecked
    ) -> Iterator[Definition]:
        """Where a name is defined at the top of a file or in a class; lazily, nearest first.

        Args:
            name: bare, or qualified as "Class.method".
            near: a path to begin at.
            check: raises where the work is not wanted any more.
        """
        word = name.rpartition(".")[2]
        for path, tree in self._parsed(word, near, check):
            yield from definitions_in(path, tree, name)

    def find_references(
        self, name: str, near: Path | None = None, check: Callable[[], None] = unchecked
    ) -> Iterator[Reference]:
        """Where a bare name is used; lazily, nearest first; arguments as of `find_definitions`."""
        for path, tree in self._parsed(name, near, check):
            yield from references_in(path, tree, name)

    def _parsed(
        self, name: str, near: Path | None, check: Callable[[], None]
    ) -> Iterator[tuple[Path, Tree]]:
        """The trees of the files that mention a name; a file that is no text is none of code."""
        for path, _ in self.mentioning((name,), near, check):
            check()
            try:
                tree = self.tree(path, check)
            except InputError:
                continue
            if tree is not None:
                yield path, tree
