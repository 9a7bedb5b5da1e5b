"""A fix as it leaves a task: which files it changes, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path

from limner_server.edits import Edit, smallest
from limner_server.errors import StaleDocumentError
from limner_server.output import write_files
from limner_server.patch import Patch
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.source import Source, read_source

# What `diff` and `patch` say of a last line that does not end.
_NO_ENDING = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file and its edits.

    Attributes:
        source: as it was when the fix was proven: saved or, in an editor, not yet.
        edits: the smallest that do it; sorted, none touching another.
    """

    source: Source
    edits: tuple[Edit, ...]

    @property
    def text(self) -> str:
        """What the file says after the fix."""
        text = self.source.text
        for edit in reversed(self.edits):
            text = edit.applied(text)
        return text

    @property
    def digest(self) -> str:
        """Tells whether another text is the one that the edits were made for."""
        return digest_of(self.source.text)


@dataclass(frozen=True, slots=True)
class Fix:
    """What is to be changed; no files where nothing could be found.

    Attributes:
        root: folder of the workspace.
        note: what it does, for a person: "compare with `<` instead of `==`".
        files: in the order of their paths.
    """

    root: Path
    note: str = ""
    files: tuple[FixedFile, ...] = ()

    @classmethod
    def of(cls, patch: Patch, sources: Mapping[Path, Source], root: Path) -> Fix:
        """The patch as a fix of these sources."""
        files = []
        for path, edits in sorted(patch.edits.items()):
            text = sources[path].text
            files.append(FixedFile(sources[path], tuple(smallest(edit, text) for edit in edits)))
        return cls(root, patch.note, tuple(files))

    @property
    def diff(self) -> str:
        """The change as a unified diff, paths relative to the workspace."""
        return "".join(part for file in self.files for part in _diff(file, self.root))

    def write(self) -> list[Path]:
        """Change the files, all or none, and return them.

        Raises:
            StaleDocumentError: one is not any more what the fix was made for.
            OutputError: one cannot be written.
        """
        # Through a link to the file that it stands for: the link itself stays.
        contents = {
            file.source.path.resolve(): file.source.encoded(file.text) for file in self.files
        }
        for file in self.files:
            if read_source(file.source.path) != file.source:
                raise StaleDocumentError(
                    f"{file.source.path} has changed meanwhile", "run `limner fix` again"
                )
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


def _diff(file: FixedFile, root: Path) -> Iterator[str]:
    name = file.source.path.relative_to(root).as_posix()
    before, after = _lines(file.source.text), _lines(file.text)
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else line + _NO_ENDING


def _lines(text: str) -> list[str]:
    """Lines as `diff` counts them: a form feed or a lone carriage return ends none."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
