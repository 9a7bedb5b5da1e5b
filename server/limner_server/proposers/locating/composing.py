"""Files that draw by other files: a page by its components, a template by what it extends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.locating.evidence import Evidence

# import "./Header", require("x"), {% extends "base.html" %}, {{> header }}, @include('a.header'),
# render "shared/header", from app.pages import header.
_NAMED: Final = re.compile(
    r"""["'`]([\w@~./\-]+)["'`]|\{\{>\s*([\w./\-]+)"""
    r"""|^\s*(?:from|import)\s+([\w.]+)(?:\s+import\s+([\w, ]+))?""",
    re.MULTILINE,
)
# What frameworks draw around pages without being told to.
FRAME: Final = re.compile(
    r"(^|/)(\+?layout|_layout|_app|app\.component|App|root|application|default)\.[^/]*$|/layouts?/"
)
_INDEX: Final = ("index", "__init__", "page", "component")


def composed_of(
    evidence: Iterable[Evidence], files: WorkspaceFiles
) -> dict[Evidence, list[Evidence]]:
    """Which of some files each of them uses, as far as names tell."""
    known = list(evidence)
    by_name: dict[str, list[Evidence]] = {}
    for one in known:
        by_name.setdefault(_called(PurePosixPath(one.name)), []).append(one)
    used: dict[Evidence, list[Evidence]] = {}
    for one in known:
        try:
            text = files.text(one.path)
        except InputError:
            continue
        named = {name for found in _NAMED.finditer(text) for name in _names(found)}
        used[one] = list(
            {
                other.path: other
                for name in named
                for other in by_name.get(_called(PurePosixPath(name)), ())
                if other is not one and _means(name, one, other)
            }.values()
        )
    for frame in (one for one in known if FRAME.search(one.name)):
        for one in known:
            if one is not frame and _is_around(frame, one) and frame not in used.get(one, ()):
                used.setdefault(one, []).append(frame)
    return used


def _is_around(frame: Evidence, one: Evidence) -> bool:
    """Whether a layout is drawn around a page by the convention of a framework, by their places.

    Next, SvelteKit: around what is in the layout's folder; Rails, Nuxt: around all beside
    `layouts`.
    """
    folder = PurePosixPath(frame.name).parent
    if folder.name in ("layouts", "layout"):
        folder = folder.parent
    is_page = one.standing == 1.0 and not one.is_catalogue and FRAME.search(one.name) is None
    return is_page and folder in PurePosixPath(one.name).parents


def _names(found: re.Match[str]) -> Iterable[str]:
    if found[3]:
        module = found[3].replace(".", "/")
        yield module
        for name in (found[4] or "").split(","):
            yield f"{module}/{name.strip()}".lstrip("/")
    else:
        name = found[1] or found[2]
        # Blade's dots stand for slashes.
        yield name if "/" in name or PurePosixPath(name).suffix else name.replace(".", "/")


def _called(path: PurePosixPath) -> str:
    """What a file is called by those who use it."""
    stem = path.name.partition(".")[0].lstrip("_")
    return path.parent.name if stem in _INDEX else stem


def _means(name: str, user: Evidence, other: Evidence) -> bool:
    """Whether the folders of a name agree with those of a file, as far as the name tells them."""
    theirs = [
        part for part in PurePosixPath(name).parts[:-1] if part not in (".", "..", "@", "~", "/")
    ]
    ours = list(PurePosixPath(other.name).parts[:-1])
    if not theirs:
        # A bare name is of the same folder, or of the folder of templates.
        is_relative = name.startswith(".")
        return (
            not is_relative
            or PurePosixPath(user.name).parent
            in (
                PurePosixPath(other.name).parent,
                PurePosixPath(other.name).parent.parent,
            )
            or name.startswith("..")
        )
    return theirs[-1] in ours
