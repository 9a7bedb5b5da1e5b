"""The source files of a workspace, found only as far as somebody asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.ignore import SKIPPED, Ignored, ignored_above, rules_of
from limner_server.perception.workspace.stamps import is_racy


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a folder holds, as long as it and what it ignores are the same."""

    stamp: int
    above: Ignored | None
    rules_stamp: int
    ignored: Ignored | None
    folders: tuple[str, ...]
    files: tuple[str, ...]


class Walk:
    """Walks the files of the languages that are read here, or of others, but not what is ignored.

    Symbolic links are not followed: what they lead to is in the workspace anyway, or is not of it.
    What a folder holds is remembered for as long as the folder's time stamp says so.
    """

    def __init__(self, root: Path, wanted: Callable[[str], object] = language_of) -> None:
        """Look at nothing yet.

        Args:
            root: of the workspace.
            wanted: tells by its name whether a file is one to be found.
        """
        self._root = str(root)
        self._wanted = wanted
        self._above = ignored_above(root)
        self._known: dict[str, _Folder] = {}

    def refresh(self) -> None:
        """Read again what is ignored above the root."""
        above = ignored_above(Path(self._root))
        if (above and above.rules) != (self._above and self._above.rules):
            self._above = above

    def files(self, near: Path | None, check: Callable[[], None]) -> Iterator[str]:
        """The files, those nearest to a path first: of its folder, then of the one above it, ...

        Args:
            near: a path under the root; from the root down where omitted.
            check: raises where the work is not wanted any more.
        """
        chain = self._chain(near)
        seen: str | None = None
        for folder, above in reversed(chain):
            yield from self._under(folder, above, seen, check)
            seen = folder

    def is_ignored(self, path: Path) -> bool:
        """Whether a path under the root, or a folder that it is in, is ignored."""
        above, folder = self._above, self._root
        parts = Path(os.path.relpath(path, self._root)).parts
        for index, part in enumerate(parts):
            known = self._folder(folder, above)
            above = known.ignored if known else above
            folder = os.path.join(folder, part)  # noqa: PTH118 - a hot loop
            is_folder = index < len(parts) - 1
            if (is_folder and part in SKIPPED) or (
                above and above.holds(folder, is_folder=is_folder)
            ):
                return True
        return False

    def _chain(self, near: Path | None) -> list[tuple[str, Ignored | None]]:
        """The folders from the root down to a path's, with what is ignored above each."""
        chain = [(self._root, self._above)]
        target = str(near.parent) if near is not None else self._root
        while target != chain[-1][0] and target.startswith(chain[-1][0].rstrip(os.sep) + os.sep):
            folder, above = chain[-1]
            known = self._folder(folder, above)
            below = [
                one
                for one in (known.folders if known else ())
                if target == one or target.startswith(one + os.sep)
            ]
            if known is None or not below:
                break
            chain.append((below[0], known.ignored))
        return chain

    def _under(
        self, folder: str, above: Ignored | None, without: str | None, check: Callable[[], None]
    ) -> Iterator[str]:
        waiting = [(folder, above)]
        while waiting:
            check()
            folder, above = waiting.pop()
            known = self._folder(folder, above)
            if known is None:
                continue
            yield from known.files
            waiting.extend(
                (one, known.ignored) for one in reversed(known.folders) if one != without
            )

    def _folder(self, folder: str, above: Ignored | None) -> _Folder | None:
        """What a folder holds now; None where it cannot be read."""
        try:
            stamp = os.stat(folder).st_mtime_ns  # noqa: PTH116 - a hot loop
        except OSError:
            return None
        known = self._known.get(folder)
        if (
            known is not None
            and known.stamp == stamp
            and known.above is above
            and (known.ignored is above or known.rules_stamp == _rules_stamp(folder))
        ):
            return known
        known = _read(folder, stamp, above, self._wanted)
        if known is not None and not is_racy(stamp):
            self._known[folder] = known
        return known


def _read(
    folder: str, stamp: int, above: Ignored | None, wanted: Callable[[str], object]
) -> _Folder | None:
    folders, files, names = [], [], set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                names.add(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED:
                        folders.append(entry.path)
                elif wanted(entry.name) and entry.is_file(follow_symlinks=False):
                    files.append(entry.path)
    except OSError:
        return None
    if "pyvenv.cfg" in names:
        folders, files = [], []
    ignored = above
    if ".gitignore" in names:
        ignored = Ignored(folder, rules_of(Path(folder, ".gitignore")), above)
    if ignored is not None:
        folders = [one for one in folders if not ignored.holds(one, is_folder=True)]
        files = [one for one in files if not ignored.holds(one, is_folder=False)]
    return _Folder(
        stamp,
        above,
        _rules_stamp(folder) if ignored is not above else 0,
        ignored,
        tuple(sorted(folders)),
        tuple(sorted(files)),
    )


def _rules_stamp(folder: str) -> int:
    try:
        return os.stat(os.path.join(folder, ".gitignore")).st_mtime_ns  # noqa: PTH116, PTH118
    except OSError:
        return 0
