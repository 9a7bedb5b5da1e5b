"""Stylesheets and fonts of the dialects: fetched by npm when pages are drawn, kept in a cache.

None of them is part of the project. A file is named by package, version and path, so that it is
the same for ever.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from limner_server.errors import ToolMissingError

CACHE = Path(".cache/dialects")
_FETCH_SECONDS = 120
_KINDS = (".css", "-latin-400-normal.woff2", "-latin-700-normal.woff2")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A stylesheet or a font in a package of npm's registry.

    Attributes:
        package: its name.
        version: exactly.
        path: of the file in the package.
    """

    package: str
    version: str
    path: str

    @property
    def folder(self) -> Path:
        """Where the package's files lie."""
        return CACHE / f"{self.package.strip('@').replace('/', '-')}@{self.version}"


@functools.cache
def file_text(file: PackedFile) -> str:
    """The text of a stylesheet.

    Raises:
        ToolMissingError: it is not in the cache and npm does not bring it.
    """
    return file_bytes(file).decode("utf-8")


def file_bytes(file: PackedFile) -> bytes:
    """What is in a file; its package is fetched where it is not in the cache yet.

    Raises:
        ToolMissingError: it is not in the cache and npm does not bring it.
    """
    path = file.folder / file.path
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Processes that draw side by side fetch once.
        with FileLock(CACHE / f"{file.folder.name}.lock"):
            if not path.is_file():
                _fetch(file)
    if not path.is_file():
        raise ToolMissingError(
            f"{file.package} {file.version} has no {file.path}", f"empty {CACHE} and draw again"
        )
    return path.read_bytes()


def _fetch(file: PackedFile) -> None:
    """Bring the files of the package that pages use into the cache, all or none."""
    wanted = f"{file.package}@{file.version}"
    remedy = f"install Node.js with npm and give it a registry, or bring {CACHE} from elsewhere"
    npm = shutil.which("npm")
    if npm is None:
        raise ToolMissingError(f"{wanted} is not here, and npm is missing", remedy)
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        try:
            unpacked = _unpacked(npm, wanted, Path(temporary))
        except (subprocess.SubprocessError, tarfile.TarError, OSError, ValueError) as error:
            raise ToolMissingError(f"npm could not bring {wanted}", remedy) from error
        shutil.rmtree(file.folder, ignore_errors=True)
        unpacked.rename(file.folder)


def _unpacked(npm: str, wanted: str, folder: Path) -> Path:
    """The files of a package that pages use, unpacked below `folder`."""
    pack = [npm, "pack", "--json", "--ignore-scripts", "--pack-destination", str(folder), wanted]
    done = subprocess.run(pack, capture_output=True, text=True, check=True, timeout=_FETCH_SECONDS)
    packed = folder / Path(json.loads(done.stdout)[0]["filename"]).name
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    with tarfile.open(packed) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(_KINDS):
                archive.extract(member, unpacked, filter="data")
    # An archive of npm holds one folder, mostly named `package`.
    return next(unpacked.iterdir(), unpacked)
