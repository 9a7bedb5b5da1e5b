"""The files of a workspace as the user sees them: what is not saved yet goes before the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from limner_server.perception.workspace.source import Source, read_source


class Sources(Mapping[Path, Source]):
    """Files by absolute path, read when first asked for and never again: a fix is of one moment."""

    def __init__(self, texts: Mapping[Path, str]) -> None:
        """Read nothing yet; `texts` are the documents that an editor shows."""
        self._texts = texts
        self._read: dict[Path, Source] = {}

    def __getitem__(self, path: Path) -> Source:
        """The file at `path`.

        Raises:
            InputError: there is none, it is no text, or it is too large.
        """
        if path not in self._read:
            self._read[path] = self._source(path)
        return self._read[path]

    def __iter__(self) -> Iterator[Path]:
        """The files that were asked for so far."""
        return iter(self._read)

    def __len__(self) -> int:
        """How many there are of them."""
        return len(self._read)

    def unsaved(self) -> dict[Path, bytes]:
        """The bytes of the documents that differ from the disk, as they would be saved."""
        contents = {path: self[path].encoded(self[path].text) for path in self._texts}
        return {path: content for path, content in contents.items() if _on_disk(path) != content}

    def _source(self, path: Path) -> Source:
        text = self._texts.get(path)
        if text is None:
            return read_source(path)
        return replace(read_source(path), text=text) if path.exists() else Source(path, text)


def _on_disk(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
