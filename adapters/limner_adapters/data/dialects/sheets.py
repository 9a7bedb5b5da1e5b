"""The stylesheets of the dialects: fetched by npm when pages are drawn, and kept in a cache.

None of them is part of the project. A sheet is named by package, version and path, so that it is
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet in a package of npm's registry.

    Attributes:
        package: its name.
        version: exactly.
        path: of the stylesheet in the package.
    """

    package: str
    version: str
    path: str

    @property
    def folder(self) -> Path:
        """Where the package's stylesheets lie."""
        return CACHE / f"{self.package.strip('@').replace('/', '-')}@{self.version}"


@functools.cache
def sheet_text(sheet: Sheet) -> str:
    """The text of a stylesheet; fetched where it is not in the cache yet.

    Raises:
        ToolMissingError: it is not in the cache and npm does not bring it.
    """
    path = sheet.folder / sheet.path
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Processes that draw side by side fetch once.
        with FileLock(sheet.folder.with_suffix(".lock")):
            if not path.is_file():
                _fetch(sheet)
    if not path.is_file():
        raise ToolMissingError(
            f"{sheet.package} {sheet.version} has no stylesheet {sheet.path}",
            f"empty {CACHE} and draw again",
        )
    return path.read_text(encoding="utf-8")


def _fetch(sheet: Sheet) -> None:
    """Bring all stylesheets of the package into the cache, whole or not at all."""
    wanted = f"{sheet.package}@{sheet.version}"
    remedy = f"install Node.js with npm and give it a registry, or bring {CACHE} from elsewhere"
    npm = shutil.which("npm")
    if npm is None:
        raise ToolMissingError(f"the stylesheet {wanted} is not here, and npm is missing", remedy)
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        try:
            unpacked = _unpacked(npm, wanted, Path(temporary))
        except (subprocess.SubprocessError, tarfile.TarError, OSError, ValueError) as error:
            raise ToolMissingError(
                f"npm could not bring the stylesheet {wanted}", remedy
            ) from error
        shutil.rmtree(sheet.folder, ignore_errors=True)
        unpacked.rename(sheet.folder)


def _unpacked(npm: str, wanted: str, folder: Path) -> Path:
    """The stylesheets of a package, unpacked below `folder`."""
    pack = [npm, "pack", "--json", "--ignore-scripts", "--pack-destination", str(folder), wanted]
    done = subprocess.run(pack, capture_output=True, text=True, check=True, timeout=_FETCH_SECONDS)
    packed = folder / Path(json.loads(done.stdout)[0]["filename"]).name
    with tarfile.open(packed) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".css"):
                archive.extract(member, folder / "unpacked", filter="data")
    # An archive of npm holds one folder, mostly named `package`.
    return next(iter((folder / "unpacked").iterdir()))
