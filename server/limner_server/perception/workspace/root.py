"""The folder that a file's project is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from limner_server.errors import InputError

_REPOSITORY: Final = (".git", ".hg", ".svn", ".jj")
_PROJECT: Final = (
    "pyproject.toml",
    "package.json",
    "setup.py",
    "setup.cfg",
    "tsconfig.json",
    "jsconfig.json",
    "deno.json",
    "pytest.ini",
    "tox.ini",
    "requirements.txt",
    "Pipfile",
    "uv.lock",
)


def workspace_root(path: Path) -> Path:
    """The root of the workspace that a file or folder belongs to.

    The repository that it is in; else the nearest folder above it that says it is a project; else
    the folder of the file. Never the home folder nor one above it, whatever these say: what the
    root holds may be read and run.

    Raises:
        InputError: the file lies in the home folder itself, or at the top of the file system.
    """
    path = path.absolute()
    folder = path if path.is_dir() else path.parent
    home = Path.home()
    above = [
        one for one in (folder, *folder.parents) if one not in (one.parent, home, *home.parents)
    ]
    for markers in (_REPOSITORY, _PROJECT):
        for one in above:
            if any((one / marker).exists() for marker in markers):
                return one
    if folder not in above:
        raise InputError(f"{folder} is no workspace", "put the code into a folder of its own")
    return folder
