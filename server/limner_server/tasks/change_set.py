"""What a task would change: which files, from what to what; and what it has to remark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Final

from limner_server.edits import Edit, line_start, smallest
from limner_server.errors import StaleDocumentError
from limner_server.output import write_files
from limner_server.patch import Patch
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.source import Source, read_source

# What `diff` and `patch` say of a last line that does not end.
_NO_ENDING = "\n\\ No newline at end of file\n"
# Pairs of lines; to compare more takes longer than anybody would wait for a smaller edit.
_MOST_COMPARED: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file and its edits.

    Attributes:
        source: as it was when the change was proven: saved or, in an editor, not yet; empty of a
            file that is made.
        edits: the smallest that do it; sorted, none touching another.
        is_new: whether the file is made.
    """

    source: Source
    edits: tuple[Edit, ...]
    is_new: bool = False

    @classmethod
    def new(cls, path: Path, text: str) -> FileChange:
        """A file that is made."""
        return cls(Source(path, ""), (Edit(0, 0, text),), is_new=True)

    @classmethod
    def to(cls, source: Source, text: str) -> FileChange:
        """A file that is changed to say `text`."""
        return cls(source, tuple(smallest(edit, source.text) for edit in _edits(source.text, text)))

    @property
    def text(self) -> str:
        """What the file says after the change."""
        text = self.source.text
        for edit in reversed(self.edits):
            text = edit.applied(text)
        return text

    @property
    def digest(self) -> str:
        """Tells whether another text is the one that the edits were made for."""
        return digest_of(self.source.text)

    def check(self) -> None:
        """Raise `StaleDocumentError` where the disk has not any more what the change is for."""
        path = self.source.path
        if path.exists() if self.is_new else read_source(path) != self.source:
            raise StaleDocumentError(f"{path} has changed meanwhile", "run the command again")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What is to be changed; no files where nothing could be found.

    Attributes:
        root: folder of the workspace.
        note: what it does, for a person: "compare with `<` instead of `==`".
        files: in the order of their paths.
        remarks: what else the user should hear, a line each, such as a suspected bug.
    """

    root: Path
    note: str = ""
    files: tuple[FileChange, ...] = ()
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, patch: Patch, sources: Mapping[Path, Source], root: Path) -> ChangeSet:
        """The patch as a change of these sources."""
        files = []
        for path, edits in sorted(patch.edits.items()):
            text = sources[path].text
            files.append(FileChange(sources[path], tuple(smallest(edit, text) for edit in edits)))
        return cls(root, patch.note, tuple(files))

    @property
    def diff(self) -> str:
        """The change as a unified diff, paths relative to the workspace."""
        return "".join(part for file in self.files for part in _diff(file, self.root))

    def write(self) -> list[Path]:
        """Change the files, all or none, and return them.

        Raises:
            StaleDocumentError: one is not any more what the change was made for.
            OutputError: one cannot be written.
        """
        # Through a link to the file that it stands for: the link itself stays.
        contents = {
            file.source.path.resolve(): file.source.encoded(file.text) for file in self.files
        }
        for file in self.files:
            file.check()
        write_files(contents)
        return [file.source.path for file in self.files]

    @property
    def place(self) -> str:
        """Where it changes something: "src/shop.py:12", or "" where it changes nothing."""
        if not self.files:
            return ""
        first, *others = self.files
        line = Lines(first.source.text).line(first.edits[0].start)
        more = f" and {len(others)} more file{'s' * (len(others) > 1)}" if others else ""
        return f"{first.source.path.relative_to(self.root).as_posix()}:{line}{more}"


def digest_of(text: str) -> str:
    """A short name for a text that no other text has."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _edits(before: str, after: str) -> Iterator[Edit]:
    """The lines that differ, as edits of `before`."""
    whole = smallest(Edit(0, len(before), after), before)
    first, shift = line_start(before, whole.start), len(after) - len(before)
    old, new = _lines(before[first : whole.end]), _lines(after[first : whole.end + shift])
    starts, ends = ([0, *accumulate(map(len, lines))] for lines in (old, new))
    if len(old) * len(new) > _MOST_COMPARED:
        yield whole
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, one, end, other, until in matcher.get_opcodes():
        if tag != "equal":
            text = after[first + ends[other] : first + ends[until]]
            yield Edit(first + starts[one], first + starts[end], text)


def _diff(file: FileChange, root: Path) -> Iterator[str]:
    name = file.source.path.relative_to(root).as_posix()
    before, after = _lines(file.source.text), _lines(file.text)
    was = "/dev/null" if file.is_new else f"a/{name}"
    for line in unified_diff(before, after, was, f"b/{name}"):
        yield line if line.endswith("\n") else line + _NO_ENDING


def _lines(text: str) -> list[str]:
    """Lines as `diff` counts them: a form feed or a lone carriage return ends none."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
