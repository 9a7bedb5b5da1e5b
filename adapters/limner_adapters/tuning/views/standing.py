"""A document with its stylesheets and pictures within, and without scripts and addresses."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

# Bytes of one stylesheet or picture that is taken in.
_LARGEST: Final = 400_000
_SCRIPT: Final = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK: Final = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_IMPORT: Final = re.compile(r"@import\s+(?:url\()?\s*['\"]?([^'\")\s;]+)['\"]?\s*\)?[^;]*;")
_URL: Final = re.compile(r"url\(\s*(['\"]?)(?!data:|#)([^'\")]+)\1\s*\)")
_SOURCE: Final = re.compile(
    r"(<(?:img|source|image|video)\b[^>]*?\s)(src|href|poster)\s*=\s*(['\"])(?!data:)(.*?)\3",
    re.IGNORECASE | re.DOTALL,
)
# A grey square: what a picture that is not at hand leaves behind.
_BLANK: Final = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
_FOLDERS: Final = ("", "static", "public", "assets", "src", "app")


def standing(html: str, path: Path, root: Path) -> str:
    """The document alone: what it refers to in the workspace taken in, all else left out.

    Args:
        html: a document, or a part of one.
        path: of the file that it came from: addresses are relative to it.
        root: of the workspace; nothing outside of it is read.
    """
    html = _SCRIPT.sub("", html)
    html = _LINK.sub(lambda found: _style_of(found[0], path, root), html)
    html = re.sub(
        r"(<style\b[^>]*>)(.*?)(</style\s*>)",
        lambda found: found[1] + _self_contained(found[2], path, root, 0) + found[3],
        html,
        flags=re.DOTALL | re.IGNORECASE,
    )
    return _SOURCE.sub(
        lambda found: f"{found[1]}{found[2]}={found[3]}{_picture(found[4], path, root)}{found[3]}",
        html,
    )


def style(address: str, path: Path, root: Path) -> str:
    """A stylesheet of the workspace as an element; "" where it is none, or not there."""
    file = _file(address, path, root)
    if file is None or file.suffix.lower() != ".css":
        return ""
    text = file.read_text(encoding="utf-8", errors="replace")
    return f"<style>{_self_contained(text, file, root, 0)}</style>"


def _style_of(link: str, path: Path, root: Path) -> str:
    address = re.search(r"\bhref\s*=\s*['\"]?([^'\"\s>]+)", link, re.IGNORECASE)
    is_style = re.search(r"\brel\s*=\s*['\"]?[^'\">]*stylesheet", link, re.IGNORECASE)
    return style(address[1], path, root) if address and is_style else ""


def _self_contained(css: str, path: Path, root: Path, depth: int) -> str:
    """A stylesheet with those that it imports, and its pictures, within."""

    def imported(found: re.Match[str]) -> str:
        file = _file(found[1], path, root) if depth < 3 else None
        if file is None:
            return ""
        text = file.read_text(encoding="utf-8", errors="replace")
        return _self_contained(text, file, root, depth + 1)

    css = _IMPORT.sub(imported, css)
    return _URL.sub(lambda found: f'url("{_picture(found[2], path, root)}")', css)


def _picture(address: str, path: Path, root: Path) -> str:
    file = _file(address, path, root)
    kind = mimetypes.guess_type(file.name)[0] if file is not None else None
    if file is None or not (kind or "").startswith(("image/", "font/")):
        return _BLANK
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _file(address: str, path: Path, root: Path) -> Path | None:
    """The file that an address means, as far as it lies in the workspace."""
    parts = urlsplit(address.strip())
    if parts.scheme or parts.netloc or not parts.path:
        return None
    name = unquote(parts.path).lstrip("/")
    folders = [] if parts.path.startswith("/") else [path.parent]
    for folder in (*folders, *(root / one for one in _FOLDERS)):
        try:
            file = (folder / name).resolve()
            if file.is_relative_to(root.resolve()) and file.is_file():
                return file if file.stat().st_size <= _LARGEST else None
        except (OSError, ValueError):
            continue
    return None
