"""Files of a small workspace, and patches of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from limner_server.edits import Edit
from limner_server.patch import Patch


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def replaced(path: Path, old: str, new: str) -> Patch:
    """A patch that writes `new` where `old` stands first."""
    start = path.read_text().index(old)
    return Patch({path: (Edit(start, start + len(old), new),)}, "test", new)


def contents(folder: Path) -> dict[Path, bytes]:
    """All files below the folder, byte for byte."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
