"""Whether the places that an answer names are there, and say what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.workspace.files import WorkspaceFiles

# path/to/file.py, file.py:12, file.py:12-20, file.py#L12, file.py, line 12
_PLACE: Final = re.compile(
    r"(?<![\w/.\-])(?P<path>(?:[\w@.\-\[\]()]+/)*[\w@\-.\[\]]*[\w\]]\.(?P<ending>[A-Za-z]\w{0,9}))"
    r"(?![\w/])"
    r"(?:`?(?::|#L|,? +\(?(?:at |on )?lines? +)(?P<line>\d{1,7})"
    r"(?:(?: ?[-\N{EN DASH}] ?|-L)(?P<end>\d{1,7}))?)?"
)
_NAME: Final = re.compile(r"`([A-Za-z_$][\w$.]*)(?:\([^`]*\))?`")
_FENCE: Final = re.compile(
    r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
# Sentences and items of lists end here; a place has dots inside, never before a blank.
_END: Final = re.compile(r"(?<=[.!?])[ \t]+(?=[A-Z`*\[(\"])|\n")
_WORD: Final = re.compile(r"[A-Za-z_$][\w$]*")
# So far from the line that is named may stand what is said to stand there.
_NEAR: Final = 8
_ENDINGS: Final = frozenset(
    """py pyi js jsx ts tsx mjs cjs vue svelte astro html htm css scss md mdx rst txt json toml yaml
    yml ini cfg sh rb php java kt go rs c h cpp hpp cs swift sql xml po properties env erb ejs hbs
    jinja j2""".split()  # noqa: SIM905
)


class Standing(Enum):
    """What became of a place that an answer names."""

    THERE = "there"
    MOVED = "moved"  # what is said of it stands in the same file, on another line
    NO_FILE = "no such file"
    NO_LINE = "the file has no such line"
    NOT_SAID = "that line does not say so"


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that an answer names.

    Attributes:
        start: of the sentence or the item that names it, in characters of the answer.
        end: of that.
        span: of the place itself, in characters of the answer.
        written: the place, as it is written.
        path: of the file, absolute; None where there is none.
        line: 1-based; 0 where none is named.
        end_line: the last line, 1-based; `line` where one is named.
        standing: whether it is there.
    """

    start: int
    end: int
    span: tuple[int, int]
    written: str
    path: Path | None
    line: int
    end_line: int
    standing: Standing

    @property
    def holds(self) -> bool:
        """Whether the place is there, if need be on another line."""
        return self.standing in (Standing.THERE, Standing.MOVED)


def check_citations(answer: str, files: WorkspaceFiles) -> list[Cited]:
    """Look up every file and line that an answer names, in its order.

    A name of code in backquotes, in the same sentence, must stand near one of the lines that the
    sentence names, or be the definition around it. Code in fences is not looked at.

    Args:
        answer: in Markdown.
        files: of the workspace.
    """
    plain = _FENCE.sub(lambda found: " " * len(found[0]), answer)
    found: list[Cited] = []
    for start, end in _sentences(plain):
        said = plain[start:end]
        places = [one for one in _PLACE.finditer(said) if one["ending"].lower() in _ENDINGS]
        spans = [one.span() for one in places]
        names = [
            one[1].rpartition(".")[2]
            for one in _NAME.finditer(said)
            if not any(first <= one.start(1) < last for first, last in spans)
        ]
        found += (_cited(one, names, start, end, files) for one in places)
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for end in _END.finditer(text):
        if end.start() > at:
            yield at, end.start()
        at = end.end()
    if at < len(text):
        yield at, len(text)


def _cited(
    one: re.Match[str], names: Sequence[str], start: int, end: int, files: WorkspaceFiles
) -> Cited:
    line = int(one["line"] or 0)
    last = max(int(one["end"] or 0), line)
    span = start + one.start(), start + one.end()
    path = _file(one["path"], files)
    standing, moved = _standing(path, line, last, names, files)
    if moved:
        line = last = moved
    return Cited(start, end, span, one[0], path, line, last, standing)


def _file(written: str, files: WorkspaceFiles) -> Path | None:
    """The file of the workspace that is meant; None where there is none, or several."""
    path = files.root / written.removeprefix("./")
    try:
        if path.is_file() and path.resolve().is_relative_to(files.root.resolve()):
            return path
    except (OSError, ValueError):
        return None  # No path at all.
    ends = [other for other in files.walk() if other.as_posix().endswith(f"/{written}")]
    return ends[0] if len(ends) == 1 else None


def _standing(
    path: Path | None, line: int, last: int, names: Sequence[str], files: WorkspaceFiles
) -> tuple[Standing, int]:
    """Whether a place is there; where it moved to, or 0."""
    if path is None:
        return Standing.NO_FILE, 0
    try:
        lines = files.text(path).splitlines()
    except InputError:
        return Standing.NO_FILE, 0
    if not line:
        return Standing.THERE, 0
    is_inside = 1 <= line <= max(len(lines), 1)
    wanted = set(names)
    if is_inside and (not wanted or wanted & _words_near(path, lines, line, last, files)):
        return Standing.THERE, 0
    defined = _defined(path, wanted, files)
    if defined:
        return Standing.MOVED, defined
    return (Standing.NOT_SAID if is_inside else Standing.NO_LINE), 0


def _words_near(
    path: Path, lines: Sequence[str], line: int, last: int, files: WorkspaceFiles
) -> set[str]:
    around = "\n".join(lines[max(line - 1 - _NEAR, 0) : last + _NEAR])
    words = set(_WORD.findall(around))
    tree = files.tree(path)
    if tree is not None:
        offset = tree.lines.start(line)
        for one in definitions(tree):
            if offset in one.span:
                words.update(one.qualified.split("."))
    # A module is called after its file.
    return words | {path.stem, path.parent.name}


def _defined(path: Path, names: set[str], files: WorkspaceFiles) -> int:
    """The line that defines one of several names, if the file does; else 0."""
    tree = files.tree(path)
    if tree is None:
        return 0
    found = (one for one in definitions(tree) if one.name in names)
    return next((tree.lines.line(one.header.start) for one in found), 0)
