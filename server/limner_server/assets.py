"""The pictures beside generated code: named so that none is overwritten, or put into the code."""

from __future__ import annotations

import base64
import itertools
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath


def settle(
    code: str, assets: Mapping[str, bytes], folder: Path, name: str
) -> tuple[str, dict[Path, bytes]]:
    """Give the assets paths of their own below `folder`, and the code the new paths.

    `images/icon-1.png` of a picture `login.png` becomes `images/login/icon-1.png`, `Page.css`
    becomes `login.css`; where another file is there already, the folder or file is `login-2`.

    Args:
        code: refers to the assets by their relative paths.
        assets: contents by relative path.
        folder: of the file that the code goes into.
        name: of the picture that the code draws.

    Returns:
        The code, and the contents by absolute path.
    """
    if not assets:
        return code, {}
    for number in itertools.count(1):
        place = stem(name) if number == 1 else f"{stem(name)}-{number}"
        paths = {path: _within(PurePosixPath(path), place) for path in assets}
        files = {folder / paths[path]: content for path, content in assets.items()}
        if all(_free(file, content) for file, content in files.items()):
            break
    return _renamed(code, {old: str(new) for old, new in paths.items()}), files


def inlined(code: str, assets: Mapping[str, bytes]) -> str:
    """The code with its pictures in it as `data:` URIs. Other files it still refers to."""
    pictures = {path: kind for path in assets if (kind := _kind(path)).startswith("image/")}
    return _renamed(code, {path: _data_uri(kind, assets[path]) for path, kind in pictures.items()})


def stem(name: str) -> str:
    """A picture's name as part of a file's or a class's name: lower case, letters, digits, "-".

    "the clipboard image" becomes "clipboard-image".
    """
    plain = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower().removeprefix("the ")).strip("-")
    return plain or "picture"


def _within(path: PurePosixPath, place: str) -> PurePosixPath:
    """In a folder of its own; a file beside the code takes its name instead."""
    if path.parent == PurePosixPath():
        return PurePosixPath(f"{place}{path.suffix}")
    return path.parent / place / path.name


def _free(file: Path, content: bytes) -> bool:
    """Whether the file may be written: it is not there, or says the same."""
    return not file.exists() or (file.is_file() and file.read_bytes() == content)


def _renamed(code: str, names: Mapping[str, str]) -> str:
    if not names:
        return code
    # Longest first: "images/a.png" must not be found within "images/a.png.png".
    found = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return found.sub(lambda match: names[match.group()], code)


def _kind(path: str) -> str:
    return mimetypes.guess_type(path)[0] or ""


def _data_uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
