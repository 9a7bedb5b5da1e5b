"""Source code that is on the machine anyway under permissive licences, package by package.

Python's standard library, the distributions of the running interpreter and the packages of
`node_modules`. It is read where it lies and never copied into the project. One package in eight is
held out whole, by its name, so that what is measured on it was not learnt.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from limner_adapters.code.licences import is_permissive, npm_licence, python_licence
from limner_server.errors import InputError
from limner_server.perception.workspace.source import read_source

if TYPE_CHECKING:
    from email.message import Message

_HELD_OUT_ONE_IN: Final = 8
# What was made by a program, or is no program: tables, tests' data, bundles, vendored copies.
_LARGEST: Final = 200_000
_LONG_LINE: Final = 160
_UNREAD: Final = re.compile(
    r"(?:^|/)(?:_?vendor(?:ed)?|_vendored|vendored_packages|third_party|externals?|encodings|"
    r"site-packages|idlelib|pydoc_data|lib2to3/tests|umd|esm2015|min|bundled?|__pycache__)(?:/|$)"
    r"|\.min\.|_pb2\.py$|\.generated\.|\.d\.[mc]?ts$"
)
_PYTHON: Final = (".py",)
_JAVASCRIPT: Final = (".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx")


@dataclass(frozen=True, slots=True)
class Package:
    """Something installed.

    Attributes:
        name: `json` or `numpy`; with `npm:` before it in the other world.
        licence: as it names it.
        files: of its source code, sorted.
    """

    name: str
    licence: str
    files: tuple[Path, ...]

    @property
    def held_out(self) -> bool:
        """Whether nothing may be learnt from it."""
        digest = hashlib.sha256(self.name.encode()).digest()
        return digest[0] % _HELD_OUT_ONE_IN == 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a package.

    Attributes:
        package: that it is of.
        path: where it lies.
        text: with line feeds alone.
    """

    package: Package
    path: Path
    text: str

    @property
    def origin(self) -> str:
        """The file for people: the package, and the path below its folder."""
        parts = self.path.parts
        name = self.package.name.removeprefix("npm:").split("/")[-1]
        last = max((at for at, part in enumerate(parts) if part == name), default=len(parts) - 2)
        return f"{self.package.name}: {'/'.join(parts[last + 1 :])}"


def python_packages() -> list[Package]:
    """The standard library, a package for each of its modules, and what is installed."""
    found = [*_standard_library()]
    for distribution in distributions():
        # It is one, but its type promises less.
        licence = python_licence(cast("Message", distribution.metadata))
        if is_permissive(licence):
            files = _sources(_files_of(distribution), _PYTHON)
            found.append(Package(distribution.name.lower(), licence, files))
    return _named_once(found)


def npm_packages(folders: Iterable[Path]) -> list[Package]:
    """The packages of several `node_modules`, each name once; packages inside others as well."""
    found = []
    for folder in folders:
        for manifest in sorted(folder.rglob("package.json")):
            home = manifest.parent
            if home.parent.name != "node_modules" and home.parent.parent.name != "node_modules":
                continue
            licence = npm_licence(home)
            if is_permissive(licence):
                below = (
                    path
                    for path in home.rglob("*")
                    if "node_modules" not in path.relative_to(home).parts
                )
                found.append(
                    Package(f"npm:{_npm_name(home)}", licence, _sources(below, _JAVASCRIPT))
                )
    return _named_once(found)


def read_files(packages: Sequence[Package], seed: int = 0) -> Iterator[SourceFile]:
    """The files of packages in turn, one of each after the other, so that no large one is all.

    Args:
        packages: to be read.
        seed: of the order in which a package's files come.
    """
    order = random.Random(seed)
    piles = []
    for package in packages:
        files = [*package.files]
        order.shuffle(files)
        piles.append([(package, path) for path in files])
    order.shuffle(piles)
    seen = set[bytes]()
    for turn in chain.from_iterable(zip_longest(*piles)):
        if turn is None:
            continue
        package, path = turn
        text = _read(path)
        digest = hashlib.sha256(text.encode(errors="replace")).digest()
        if text and digest not in seen:
            seen.add(digest)
            yield SourceFile(package, path, text)


def _standard_library() -> Iterator[Package]:
    folder = Path(sysconfig.get_paths()["stdlib"])
    for entry in sorted(folder.iterdir()):
        inside = [entry] if entry.is_file() else entry.rglob("*.py")
        files = _sources(inside, _PYTHON, folder)
        if files and entry.name not in ("test", "site-packages", "dist-packages"):
            yield Package(entry.stem, "PSF-2.0", files)


def _files_of(distribution: Distribution) -> Iterator[Path]:
    for file in distribution.files or []:
        if file.suffix in _PYTHON:
            yield Path(str(file.locate()))


def _sources(
    files: Iterable[Path], suffixes: tuple[str, ...], folder: Path | None = None
) -> tuple[Path, ...]:
    """Those that somebody wrote, as far as their names tell."""
    return tuple(
        sorted(
            path
            for path in files
            if path.suffix in suffixes and not _UNREAD.search(_below(path, folder))
        )
    )


def _below(path: Path, folder: Path | None) -> str:
    """The path as its package has it: what is above is no reason to leave it out."""
    if folder is not None:
        return path.relative_to(folder).as_posix()
    parts = path.parts
    homes = [at for at, part in enumerate(parts) if part in ("site-packages", "node_modules")]
    return "/".join(parts[homes[-1] + 1 if homes else 0 :])


def _npm_name(home: Path) -> str:
    try:
        manifest = json.loads((home / "package.json").read_text(encoding="utf-8"))
        return str(manifest.get("name") or home.name)
    except (OSError, ValueError):
        return home.name


def _named_once(packages: Iterable[Package]) -> list[Package]:
    """The first of each name that has files."""
    found: dict[str, Package] = {}
    for package in packages:
        if package.files:
            found.setdefault(package.name, package)
    return [*found.values()]


def _read(path: Path) -> str:
    """The text of a file; nothing where it is no text that a person wrote."""
    try:
        text = read_source(path).text.replace("\r\n", "\n")
    except InputError:
        return ""
    lines = text.splitlines()
    if not lines or len(text) > _LARGEST:
        return ""
    long = sum(len(line) > _LONG_LINE for line in lines)
    return "" if long * 20 > len(lines) else text
