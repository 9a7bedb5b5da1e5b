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

    `images/icon-1.png` of a picture `login.png` becomes `images/login/icon-1.png`; where another
    file is there already, `images/login-2/icon-1.png`.

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
        paths = {
            path: PurePosixPath(path).parent / place / PurePosixPath(path).name for path in assets
        }
        files = {folder / paths[path]: content for path, content in assets.items()}
        if all(_free(file, content) for file, content in files.items()):
            break
    return _renamed(code, {old: str(new) for old, new in paths.items()}), files


def inlined(code: str, assets: Mapping[str, bytes]) -> str:
    """The code with every asset in it as a `data:` URI: it stands by itself."""
    return _renamed(code, {path: _data_uri(path, content) for path, content in assets.items()})


def stem(name: str) -> str:
    """A picture's name as part of a file's or a class's name: lower case, letters, digits, "-"."""
    plain = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")
    return plain or "picture"


def _free(file: Path, content: bytes) -> bool:
    """Whether the file may be written: it is not there, or says the same."""
    return not file.exists() or (file.is_file() and file.read_bytes() == content)


def _renamed(code: str, names: Mapping[str, str]) -> str:
    if not names:
        return code
    # Longest first: "images/a.png" must not be found within "images/a.png.png".
    found = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return found.sub(lambda match: names[match.group()], code)


def _data_uri(path: str, content: bytes) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
