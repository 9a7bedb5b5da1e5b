"""What the files of a candidate are, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source, decode_source, read_source


class Texts:
    """The files of the workspace, with unsaved documents laid over it.

    Args:
        unsaved: their bytes, by absolute path.
    """

    def __init__(self, unsaved: Mapping[Path, bytes]) -> None:
        self.unsaved = dict(unsaved)
        self._sources: dict[Path, Source] = {}

    def after(self, patch: Patch) -> dict[Path, bytes]:
        """All files that differ from the workspace on disk once the patch is applied.

        Raises:
            InputError: a file cannot be read, or cannot spell what the patch puts into it.
        """
        files = dict(self.unsaved)
        for path in patch.edits:
            source = self._source(path)
            files[path] = source.encoded(patch.applied(path, source.text))
        return files

    def _source(self, path: Path) -> Source:
        if path not in self._sources:
            unsaved = self.unsaved.get(path)
            if unsaved is not None:
                self._sources[path] = decode_source(path, unsaved)
            else:
                # A patch may make a file.
                self._sources[path] = read_source(path) if path.exists() else Source(path, "")
        return self._sources[path]
