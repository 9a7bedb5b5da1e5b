"""Where Tesseract's language files are."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from limner_server.errors import ToolMissingError

INSTALL = "install Tesseract and its language files (Debian: apt-get install tesseract-ocr)"


@cache
def tessdata_folder(languages: str) -> Path:
    """The folder that holds the files of all `languages`.

    Raises:
        ToolMissingError: there is none.
    """
    wanted = [f"{language}.traineddata" for language in languages.split("+")]
    folders = list(_tessdata_folders())
    for folder in folders:
        if all((folder / name).is_file() for name in wanted):
            return folder
    if any(folder.is_dir() for folder in folders):
        raise ToolMissingError(
            f"Tesseract has no language files for {languages!r}",
            "install them (Debian: apt-get install "
            + " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in languages.split("+"))
            + ")",
        )
    raise ToolMissingError("Tesseract's language files are not installed", INSTALL)


def _tessdata_folders() -> Iterator[Path]:
    """Where the platforms put them, most telling first."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    for root in (Path("/usr/share"), Path("/usr/local/share"), Path("/opt/homebrew/share")):
        yield root / "tessdata"
        yield from sorted(root.glob("tesseract-ocr/*/tessdata"), reverse=True)
    command = shutil.which("tesseract")
    if command is not None:
        yield Path(command).parent / "tessdata"
        yield from _folder_of_command(command)


def _folder_of_command(command: str) -> Iterator[Path]:
    """Ask Tesseract itself: it names its folder when it lists its languages."""
    listing = subprocess.run(
        [command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    first = (listing.stdout or listing.stderr).partition("\n")[0]
    if '"' in first:
        yield Path(first.split('"')[1])
