"""Where things are: the paths behind URIs, and the pictures that documents name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pygls.uris import from_fs_path, to_fs_path

from limner_server.errors import ImageError

# Folders from which web projects serve what their pages name by an absolute path.
_SERVED: Final = ("", "public", "static", "assets")
# "@/pictures/a.png": an alias of many bundlers for the folder of the sources.
_ALIASES: Final = ("@/", "~/")
# A web page's "//host/a.png" and Windows' "\\host\a.png": to look would be to call a host.
_ELSEWHERE: Final = ("//", "\\\\")
_QUERY: Final = re.compile(r"[?#].*", re.DOTALL)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def document_path(uri: str) -> Path | None:
    """The file of a document or notebook cell, or None where it has none (an untitled one)."""
    parts = urlsplit(uri)
    if parts.scheme not in ("file", "vscode-notebook-cell"):
        return None
    path = to_fs_path(parts._replace(scheme="file", fragment="", query="").geturl())
    return Path(path) if path else None


def file_uri(path: Path) -> str:
    """The `file:` URI of a path."""
    return str(from_fs_path(str(path)))


def picture_name(image: str | None) -> str:
    """How a picture is called in titles and files."""
    if image is None:
        return "the clipboard image"
    if image.startswith("data:"):
        return "the embedded image"
    return image.replace("\\", "/").rsplit("/", 1)[-1]


def place_name(path: Path, line: int, root: Path) -> str:
    """A place as compilers name it, from the workspace's root: "src/shop.py:12"."""
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{name.as_posix()}:{line}"


def find_picture(source: str, document: Path | None, roots: Sequence[Path]) -> str | None:
    """The picture that a document names, where it is there.

    Args:
        source: a path or URI, as written in the document.
        document: the document's own path, or None.
        roots: folders of the workspace.

    Returns:
        A `data:` URI as it stands, the path of a file, or None: no such file, or a URI of
        something that is not on this machine.
    """
    if source.startswith("data:image/"):
        return source
    for candidate in _candidates(source, document, roots):
        if _is_file(candidate):
            return str(candidate)
    return None


def need_picture(source: str, document: Path | None, roots: Sequence[Path]) -> str:
    """As `find_picture`, for a user who asked for it.

    Raises:
        ImageError: there is none.
    """
    found = find_picture(source, document, roots)
    if found is None:
        raise ImageError(f"no such picture: {source}", "give a path from the document or workspace")
    return found


def _candidates(source: str, document: Path | None, roots: Sequence[Path]) -> Iterator[Path]:
    if source.startswith(_ELSEWHERE):
        return
    if source.startswith("file:"):
        named = to_fs_path(source)
        if named and not urlsplit(source).netloc:
            yield Path(named)
        return
    # A drive letter is one character long, a scheme is longer.
    if _SCHEME.match(source):
        return
    plain = unquote(_QUERY.sub("", source))
    for written in dict.fromkeys((source, plain)):
        path = Path(written.replace("\\", os.sep))
        if document is not None:
            yield document.parent / path
        elif path.is_absolute():
            yield path
        for root in roots:
            yield from _in_workspace(written, path, root)


def _in_workspace(written: str, path: Path, root: Path) -> Iterator[Path]:
    yield root / path
    if written.startswith("/"):
        yield from (root / folder / written.lstrip("/") for folder in _SERVED)
    if written.startswith(_ALIASES):
        yield root / "src" / written[2:]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a null character
        return False
