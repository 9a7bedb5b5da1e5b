"""Where the programs of a workspace lie: its own first, then those of the machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_ENVIRONMENTS: Final = (".venv", "venv", "env")
_SCRIPTS: Final = "Scripts" if os.name == "nt" else "bin"


def find_program(root: Path, name: str) -> Path | None:
    """A program of a virtual environment or `node_modules` of the workspace, else of the machine.

    Last come those that are installed beside Limner itself.
    """
    beside = str(Path(sys.executable).parent)
    for path in (*map(str, _own_folders(root)), None, beside):
        if found := shutil.which(name, path=path):
            return Path(found)
    return None


def find_python(root: Path) -> Path | None:
    """The interpreter that runs the workspace's code."""
    return find_program(root, "python") or find_program(root, "python3")


def _own_folders(root: Path) -> Iterator[Path]:
    for name in _ENVIRONMENTS:
        yield root / name / _SCRIPTS
    # Node looks in the folders above as well: a package of a larger workspace.
    for folder in (root, *root.parents):
        yield folder / "node_modules" / ".bin"
