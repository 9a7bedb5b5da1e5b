"""What of the machine can be seen in the sandbox: programs and their libraries, nobody's files.

A list of what is shown, not of what is hidden: sockets of daemons in /run, other users, the secrets
of /etc and whatever comes to lie beside them tomorrow stay out without being known by name.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.environment import program_folders

_SYSTEM: Final = ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix/store", "gnu/store")
# Of /etc what programs need to start, and no password, key or host's secret.
_ETC: Final = (
    "alternatives",
    "ca-certificates",
    "ca-certificates.conf",
    "crypto-policies",
    "fonts",
    "group",
    "host.conf",
    "hosts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "locale.alias",
    "locale.conf",
    "localtime",
    "magic",
    "mime.types",
    "nsswitch.conf",
    "os-release",
    "passwd",
    "pki/ca-trust",
    "pki/tls/cert.pem",
    "pki/tls/certs",
    "protocols",
    "services",
    "ssl/certs",
    "ssl/openssl.cnf",
    "static",
    "terminfo",
    "timezone",
)
# Where version managers and installers keep interpreters and packages in a home.
_MANAGERS: Final = (
    ".asdf",
    ".bun",
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
_DEPENDENCIES: Final = (".venv", "venv", "node_modules")
# A chain of symlinks longer than this goes round in circles.
_HOPS: Final = 16


def system_paths() -> list[Path]:
    """Programs, libraries and settings that are the same for every user."""
    etc = Path("/etc")
    named = [Path("/", name) for name in _SYSTEM] + [etc / name for name in _ETC]
    return [path for path in (*named, *sorted(etc.glob("python3*"))) if path.exists()]


def installed_paths(home: Path) -> list[Path]:
    """What is installed for this user alone, and the PATH with what belongs to its programs."""
    managers = [home / name for name in _MANAGERS]
    belonging = (path for folder in program_folders() for path in _with_program_in(folder, home))
    return [path for path in (*managers, *belonging) if path.exists()]


def enclosing_repository(root: Path, home: Path) -> Path:
    """The repository that a workspace is a part of, or itself: its parts need one another.

    Packages of a monorepo use its settings, its `node_modules` and each other.
    """
    for folder in (root, *root.parents):
        if home.is_relative_to(folder):
            break
        if (folder / ".git").exists():
            return folder
    return root


def needed_paths(root: Path, home: Path) -> list[Path]:
    """What a workspace needs that lies outside: linked dependencies, a worktree's repository."""
    found = [root / name for name in _DEPENDENCIES if (root / name).is_symlink()]
    found += [folder / "node_modules" for folder in root.parents]
    git = root / ".git"
    if git.is_file():
        # The worktree's folder lies in `worktrees` of the repository's.
        _, _, folder = git.read_text(encoding="utf-8", errors="replace").partition("gitdir:")
        found += [(root / folder.strip()).parent.parent]
    resolved = {path: path.resolve() for path in found if path.exists()}
    return [path for path in resolved.values() if not _holds(path, home) and not _holds(path, root)]


def program_paths(program: Path, home: Path) -> list[Path]:
    """What must be seen for a program to start: itself, its links, its interpreter, its libraries.

    Args:
        program: an absolute path, as it is found on the PATH or named.
        home: of the user; never shown whole, nor is a folder that holds it.
    """
    return list(dict.fromkeys(_followed(program, home, _HOPS)))


def _followed(program: Path, home: Path, hops: int) -> Iterator[Path]:
    yield from _with_program_in(program.parent, home)
    yield program
    if not hops:
        return
    if program.is_symlink():
        yield from _followed(program.parent / program.readlink(), home, hops - 1)
        return
    for folder in (program.parent, program.resolve().parent):
        settings = folder.parent / "pyvenv.cfg"
        base = _base_folder(settings) if settings.is_file() else None
        if base is not None:
            yield from _with_program_in(base, home)
            yield from _followed(base / program.name, home, hops - 1)
    interpreter = _shebang(program)
    if interpreter is not None:
        yield from _followed(interpreter, home, hops - 1)


def _with_program_in(folder: Path, home: Path) -> Iterator[Path]:
    """A folder of programs, or all of the installation whose `bin` it is."""
    prefix = folder.parent
    for whole in (prefix, folder):
        if _holds(whole, home):
            continue
        if whole == folder or _is_installation(whole):
            yield whole
            yield from (path for path in _editable(whole) if not _holds(path, home))
            return


def _holds(folder: Path, other: Path) -> bool:
    return other.is_relative_to(folder)


def _editable(prefix: Path) -> Iterator[Path]:
    """The folders of packages that are installed in place, as `.pth` files name them."""
    for file in prefix.glob("lib/python3*/site-packages/*.pth"):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("/") and Path(line).is_dir():
                yield Path(line)


def _is_installation(prefix: Path) -> bool:
    signs: Iterable[str] = ("lib/python3*", "lib/node_modules", "include/node", "pyvenv.cfg")
    # What is installed into ~/.local lies beside the keyring.
    return prefix.name != ".local" and any(next(prefix.glob(sign), None) for sign in signs)


def _base_folder(settings: Path) -> Path | None:
    """The folder of the interpreter that a virtual environment was made with."""
    for line in settings.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "home":
            return Path(value.strip())
    return None


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
