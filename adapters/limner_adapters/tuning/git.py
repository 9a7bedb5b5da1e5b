"""What git knows of a workspace, read without running anything that its settings name."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError

# No file monitor, hook, pager, filter or remote helper of the repository's is started, and nothing
# is fetched that a partial clone lacks.
_SETTINGS: Final = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "protocol.allow=never",
    "-c",
    "log.showSignature=false",
)
_ENVIRONMENT: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_TIME_LIMIT: Final = 60.0
_MISSING: Final = frozenset("0")


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that a commit changed.

    Attributes:
        path: from the repository's root, with slashes.
        before: the blob's name before the commit.
        after: the same after it.
    """

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with one parent.

    Attributes:
        name: its hash.
        subject: the first line of its message.
        files: that it changed; added and removed ones are left out, and counted in `others`.
        others: how many more it touched.
    """

    name: str
    subject: str
    files: tuple[ChangedFile, ...]
    others: int


def commits(root: Path, most: int) -> list[Commit]:
    """The last commits that touched a folder, the newest first; none outside of a repository.

    Raises:
        InputError: git is there, but cannot read the repository.
    """
    if not any((one / ".git").exists() for one in (root, *root.parents)):
        return []
    shape = "--format=%x01%H%x02%s"
    options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv")
    told = _git(root, ["log", f"--max-count={most}", "--no-merges", shape, *options, "--", "."])
    return [_commit(part) for part in told.split("\x01")[1:]]


def blobs(root: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """The contents of blobs, in order; None of one that is not there."""
    asked = "".join(f"{name}\n" for name in names).encode()
    told = _run(root, ["cat-file", "--batch"], asked)
    place = 0
    for _ in names:
        end = told.index(b"\n", place)
        words = told[place:end].split()
        place = end + 1
        if len(words) < 3:
            yield None
            continue
        size = int(words[2])
        yield told[place : place + size] if words[1] == b"blob" else None
        place += size + 1


def repository(root: Path) -> Path:
    """The folder that the paths of commits are told from.

    Raises:
        InputError: git cannot read the repository.
    """
    return Path(_git(root, ["rev-parse", "--show-toplevel"]).strip())


def _commit(part: str) -> Commit:
    head, *rest = part.split("\0")
    name, _, subject = head.partition("\x02")
    files, others = [], 0
    fields = iter(field.lstrip("\n") for field in rest)
    for field in fields:
        if not field.startswith(":"):
            continue
        old_mode, new_mode, before, after, _ = field[1:].split()
        path = next(fields, "")
        # A link, a submodule, a file that came or went: nothing to compare.
        plain = old_mode.startswith("100") and new_mode.startswith("100")
        if plain and not _MISSING.issuperset(before) and not _MISSING.issuperset(after):
            files.append(ChangedFile(path, before, after))
        else:
            others += 1
    return Commit(name, subject, tuple(files), others)


def _git(root: Path, arguments: Sequence[str]) -> str:
    return _run(root, arguments).decode("utf-8", "replace")


def _run(root: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env={**os.environ, **_ENVIRONMENT},
            input=given,
            capture_output=True,
            check=True,
            timeout=_TIME_LIMIT,
        )
    except FileNotFoundError as error:
        raise InputError("git is not installed: its history is not read") from error
    except subprocess.TimeoutExpired as error:
        raise InputError(f"git took longer than {_TIME_LIMIT:.0f} s to read the history") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[0] if said else f"exit code {error.returncode}"
        raise InputError(f"git cannot read the history ({why})") from error
    return done.stdout
