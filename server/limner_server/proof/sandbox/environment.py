"""The environment of what runs in the sandbox: where programs are and how text is written.

Keys, tokens, agents' sockets and the desktop's addresses all come by environment variables, so
that nothing is handed on but what is named here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_KEPT: Final = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ")

_NOBODYS: Final = Path("/home/nobody")


def clean_environment(home: Path) -> dict[str, str]:
    """The variables of a command: few of ours, those of a private home."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        "LANG": "C.UTF-8",
        **kept,
        "PATH": os.pathsep.join(map(str, program_folders())),
        "HOME": str(home),
        "TMPDIR": "/tmp",  # noqa: S108 - private where the command runs
        "TERM": "dumb",
    }


def users_home() -> Path:
    """The user's home, links followed; a folder of nobody's for a user without one."""
    try:
        home = Path.home().resolve()
    except RuntimeError:
        home = Path("/")
    return home if home != Path("/") else _NOBODYS


def program_folders() -> list[Path]:
    """The folders of the PATH that are there; a relative one would be another's to fill."""
    named = map(Path, os.environ.get("PATH", os.defpath).split(os.pathsep))
    return [folder for folder in dict.fromkeys(named) if folder.is_absolute() and folder.is_dir()]
