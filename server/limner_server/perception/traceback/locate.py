"""Finding the files and lines of a workspace that a traceback speaks of.

A path may come from another machine, from another folder, or out of a picture with letters
misread, and the file may have changed since. The source line in print names the place then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from rapidfuzz import fuzz, process

from limner_server.errors import InputError
from limner_server.perception.traceback.likeness import folded, likeness
from limner_server.perception.traceback.traceback import Frame, Traceback
from limner_server.perception.workspace.files import WorkspaceFiles

# Folders of code that is not the user's, as OCR may spell them too.
_FOREIGN: Final = ("site-packages", "dist-packages", "node_modules", "lib/python3.", "<frozen ")
_LIKE_FOREIGN: Final = 90
# The caller of what failed is that much less likely the place to look at.
_OUTWARD: Final = 0.8
# Below this a path or a line is another one.
_LEAST_PATH: Final = 0.6
_LEAST_CODE: Final = 0.72
# A shorter line stands in many files.
_TELLING: Final = 12
# How many files of like paths are opened, and how many at most for a line alone.
_LIKELIEST: Final = 6
_MOST_OPENED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call of a traceback stands in the workspace.

    Attributes:
        path: absolute.
        line: 1-based.
        frame: the call, as printed.
        score: 0 to 1: how well it fits what is printed, less for each call further out.
    """

    path: Path
    line: int
    frame: Frame
    score: float


def locate(
    traceback: Traceback,
    files: WorkspaceFiles,
    check: Callable[[], None] = lambda: None,
) -> list[Place]:
    """Find the places of the workspace that a traceback names, the likeliest first.

    Args:
        traceback: as it was read, also out of a picture.
        files: of the workspace; walked only where a path is not there as printed.
        check: raises where the user took the request back.

    Returns:
        No place twice; none where nothing of the workspace is named.
    """
    search = _Search(files, check)
    places: dict[tuple[Path, int], Place] = {}
    weight = 1.0
    for one in traceback.likeliest_first():
        for frame in reversed(one.frames):
            check()
            for path, line, fits in search.places(frame):
                place = Place(path, line, frame, fits * weight)
                known = places.get((path, line))
                if known is None or known.score < place.score:
                    places[path, line] = place
                weight *= _OUTWARD
    if not places:
        frames = [frame for one in traceback.likeliest_first() for frame in reversed(one.frames)]
        places = {(p.path, p.line): p for frame in frames for p in search.by_code(frame)}
    return sorted(places.values(), key=lambda place: -place.score)


class _Search:
    """The files of a workspace, opened as they are needed."""

    def __init__(self, files: WorkspaceFiles, check: Callable[[], None]) -> None:
        self._files = files
        self._check = check
        self._opened: dict[Path, list[str]] = {}

    def places(self, frame: Frame) -> Iterator[tuple[Path, int, float]]:
        """The best place for a frame, with how well it fits; none for code of others."""
        if _is_foreign(frame.path):
            return
        if there := self._as_printed(frame.path):
            line, fits = _line(frame, self._lines(there))
            if line:
                yield there, line, fits
            return
        found = [
            (path, line, alike * (0.5 + 0.5 * fits))
            for path, alike in self._like(frame.path)
            for line, fits in [_line(frame, self._lines(path))]
            if line
        ]
        if found:
            yield max(found, key=lambda one: one[2])

    def by_code(self, frame: Frame) -> Iterator[Place]:
        """Places of the frame's source line in any file, where its path is of no use."""
        if len(folded(frame.code)) < _TELLING or _is_foreign(frame.path):
            return
        for path in islice(self._files.walk(check=self._check), _MOST_OPENED):
            self._check()
            line, fits = _line_of_code(frame, self._lines(path))
            if line:
                yield Place(path, line, frame, 0.5 * fits)

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        """The workspace's source files by how their names look."""
        named: dict[str, list[Path]] = {}
        for path in self._files.walk(check=self._check):
            named.setdefault(folded(path.name), []).append(path)
        return named

    def _as_printed(self, printed: str) -> Path | None:
        root = self._files.root
        path = root / printed
        try:
            is_inside = path.resolve().is_relative_to(root.resolve())
            return path if is_inside and self._lines(path) else None
        except (OSError, ValueError):
            # Too long, or with signs that no path has: it was misread.
            return None

    def _like(self, printed: str) -> list[tuple[Path, float]]:
        """Files whose paths look like the printed one or its end, with how much, 0 to 1."""
        wanted = printed.replace("\\", "/")
        name = folded(wanted.rpartition("/")[2])
        alike = process.extract(
            name,
            list(self._by_name),
            scorer=fuzz.ratio,
            score_cutoff=100 * _LEAST_PATH,
            limit=_LIKELIEST,
        )
        scored = [
            (path, _path_likeness(wanted, path))
            for known, _, _ in alike
            for path in self._by_name[known]
        ]
        scored = [one for one in scored if one[1] >= _LEAST_PATH]
        return sorted(scored, key=lambda one: -one[1])[:_LIKELIEST]

    def _lines(self, path: Path) -> list[str]:
        if path not in self._opened:
            try:
                self._opened[path] = self._files.text(path).splitlines()
            except InputError:
                # Not text, or not there: there is nothing to find in it.
                self._opened[path] = []
        return self._opened[path]


def _is_foreign(printed: str) -> bool:
    """Whether a path names an interpreter's or a package's file, also one misread."""
    plain = printed.replace("\\", "/").lower()
    return any(
        mark in plain or fuzz.partial_ratio(mark, plain) >= _LIKE_FOREIGN for mark in _FOREIGN
    )


def _path_likeness(printed: str, path: Path) -> float:
    """How much a file's path looks like a printed one, from their ends on, 0 to 1.

    The name counts for half; folders as far as both have some, and a little how many those are.
    """
    theirs, ours = PurePosixPath(printed).parts[::-1], path.parts[::-1]
    name = likeness(theirs[0], ours[0]) if theirs else 0.0
    folders = [
        likeness(one, other) for one, other in zip(theirs[1:], ours[1:], strict=False) if one != "/"
    ]
    # Above the first folder of another name, both may lie anywhere.
    near = next((at for at, alike in enumerate(folders) if alike < 0.5), len(folders))
    return 0.7 * name + 0.3 * (near + 1) / (len(folders) + 1)


def _line(frame: Frame, lines: list[str]) -> tuple[int, float]:
    """The line of a file that a frame names, 1-based, with how well it fits; 0 for none."""
    is_inside = 1 <= frame.line <= len(lines)
    if not frame.code:
        if is_inside:
            return frame.line, 1.0
        line = _line_of_function(frame.function, lines)
        return line, 0.8
    here = likeness(frame.code, lines[frame.line - 1].strip()) if is_inside else 0.0
    if here >= 0.95:
        return frame.line, here
    line, fits = _line_of_code(frame, lines)
    if line and fits > here:
        return line, fits
    return (frame.line, max(here, 0.3)) if is_inside else (0, 0.0)


def _line_of_code(frame: Frame, lines: list[str]) -> tuple[int, float]:
    """The line that looks most like the frame's, and of equal ones the nearest in number."""
    scored = [(likeness(frame.code, line.strip()), at) for at, line in enumerate(lines, 1)]
    best = max((alike for alike, _ in scored), default=0.0)
    if best < _LEAST_CODE:
        return 0, 0.0
    equal = [at for alike, at in scored if alike >= best - 0.02]

    def apart(line: int) -> tuple[float, int]:
        # A digit that was misread puts the number far off, but it looks the same.
        return -likeness(str(line), str(frame.line)), abs(line - frame.line)

    return min(equal, key=apart), best


def _line_of_function(function: str, lines: list[str]) -> int:
    """Where a function of this name is defined, 1-based; 0 for nowhere."""
    name = function.rpartition(".")[2]
    defined = re.compile(rf"\s*(?:async )?(?:def|function) {re.escape(name)}\b")
    return next((at for at, line in enumerate(lines, 1) if name and defined.match(line)), 0)
