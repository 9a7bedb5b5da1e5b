"""What is installed for a user alone: interpreters and their libraries, which often lie in a home.

A program is followed as the kernel and the interpreter follow it: links, the first line of a
script, the settings of a virtual environment. Some of these are the workspace's own words, so that
none is believed that does not lead to programs: whoever names a folder of keys is shown nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.environment import program_folders

# Where version managers and installers keep interpreters and packages in a home.
_MANAGERS: Final = (
    ".asdf",
    ".bun",
    ".cache/node/corepack",
    ".cache/pypoetry/virtualenvs",
    ".conda/envs",
    ".local/lib",
    ".local/share/fnm",
    ".local/share/hatch/env",
    ".local/share/mise",
    ".local/share/pipx",
    ".local/share/pnpm",
    ".local/share/uv",
    ".local/share/virtualenvs",
    ".nodenv",
    ".nvm",
    ".pyenv",
    ".rye/py",
    ".volta",
    ".yarn/berry",
)
# A chain of symlinks longer than this goes round in circles.
_HOPS: Final = 16
# Whoever has one of these on the PATH does not mean all of it.
_PRIVATE: Final = frozenset(
    map(Path, ("/", "/dev", "/etc", "/proc", "/run", "/sys", "/tmp", "/var"))  # noqa: S108
)
_SIGNS: Final = ("lib/python3*", "lib/node_modules", "include/node", "pyvenv.cfg")


def installed_paths(home: Path) -> list[Path]:
    """What version managers keep in a home, and the PATH with what belongs to its programs."""
    managers = [home / name for name in _MANAGERS]
    belonging = (path for folder in program_folders() for path in _with_programs(folder, home))
    return [path for path in (*managers, *belonging) if path.exists()]


def program_paths(program: Path, home: Path) -> list[Path]:
    """What must be seen for a program to start: itself, its links, its interpreter, its libraries.

    Args:
        program: an absolute path, as it is found on the PATH or named.
        home: of the user; never shown whole, nor is a folder that holds it.
    """
    return list(dict.fromkeys(_followed(program, home, _HOPS)))


def _followed(program: Path, home: Path, hops: int) -> Iterator[Path]:
    if not hops or not os.access(program, os.X_OK):
        return
    yield from _with_programs(program.parent, home)
    yield program
    if program.is_symlink():
        target = os.path.normpath(program.parent.resolve() / program.readlink())
        yield from _followed(Path(target), home, hops - 1)
    for base in _bases(program):
        yield from _followed(base / program.name, home, hops - 1)
    interpreter = _shebang(program)
    if interpreter is not None:
        yield from _followed(interpreter, home, hops - 1)


def _with_programs(folder: Path, home: Path) -> Iterator[Path]:
    """A folder of programs, or all of the installation whose `bin` it is."""
    packages = [one for one in (folder, *folder.parents) if one.name == "node_modules"]
    if packages and _may_be_shown(packages[-1], home):
        yield packages[-1]
        return
    prefix = folder.parent
    # What is installed into ~/.local lies beside the keyring.
    if prefix.name != ".local" and _may_be_shown(prefix, home) and _is_installation(prefix):
        yield prefix
        yield from (path for path in _in_place(prefix) if _may_be_shown(path, home))
    elif _may_be_shown(folder, home):
        yield folder


def _may_be_shown(folder: Path, home: Path) -> bool:
    return folder not in _PRIVATE and not home.is_relative_to(folder)


def _is_installation(prefix: Path) -> bool:
    return any(next(prefix.glob(sign), None) for sign in _SIGNS)


def _in_place(prefix: Path) -> Iterator[Path]:
    """The folders of packages that are installed in place, as `.pth` files name them."""
    for file in prefix.glob("lib/python3*/site-packages/*.pth"):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            folder = Path(line)
            if folder.is_absolute() and (any(folder.glob("*.py")) or any(folder.glob("*/*.py"))):
                yield folder


def _bases(program: Path) -> Iterator[Path]:
    """The `bin` of the interpreter that the virtual environment of a program was made with."""
    settings = program.parent.parent / "pyvenv.cfg"
    if not settings.is_file():
        return
    for line in settings.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "home":
            yield Path(value.strip())


def _shebang(program: Path) -> Path | None:
    """The interpreter that a script names in its first line."""
    try:
        with program.open("rb") as script:
            first = script.readline(512)
    except OSError:
        return None
    if not first.startswith(b"#!"):
        return None
    words = first[2:].decode("utf-8", errors="replace").split()
    if words and words[0].endswith("/env"):
        words = [found for word in words[1:2] if (found := shutil.which(word))]
    return Path(words[0]) if words and words[0].startswith("/") else None
