"""From a file that draws something to documents that show it, with nothing needed from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_adapters.tuning.sources import Sources
from limner_adapters.tuning.views.other_templates import from_handlebars, from_svelte, from_vue
from limner_adapters.tuning.views.react import components_of
from limner_adapters.tuning.views.standing import standing
from limner_adapters.tuning.views.templates import filled_in


@dataclass(frozen=True, slots=True)
class View:
    """Something to look at.

    Attributes:
        file: that draws it, relative to the workspace.
        name: which of several; "" where the file draws only one.
        html: a document that stands alone.
    """

    file: str
    name: str
    html: str


def views_of(sources: Sources, path: Path, text: str) -> list[View]:
    """What a file draws.

    Args:
        sources: of the workspace.
        path: of the file.
        text: what it says.

    Raises:
        InputError: it can only be drawn by the program around it.
    """
    make = _KINDS.get(path.suffix.lower())
    if make is None:
        return []
    return [
        View(sources.name(path), name, standing(html, path, sources.root))
        for name, html in make(sources, path, text)
        if html.strip()
    ]


def _page(sources: Sources, path: Path, text: str) -> list[tuple[str, str]]:
    """HTML as it is; with the marks of a template, filled in."""
    if "{{" in text or "{%" in text:
        return [("", filled_in(sources.root, path, text))]
    return [("", text)]


def _vue(sources: Sources, path: Path, text: str) -> list[tuple[str, str]]:
    return [("", filled_in(sources.root, path, from_vue(text)))]


def _svelte(sources: Sources, path: Path, text: str) -> list[tuple[str, str]]:
    return [("", filled_in(sources.root, path, from_svelte(text)))]


def _handlebars(sources: Sources, path: Path, text: str) -> list[tuple[str, str]]:
    return [("", filled_in(sources.root, path, from_handlebars(text)))]


_KINDS: Final[dict[str, Callable[[Sources, Path, str], list[tuple[str, str]]]]] = {
    ".html": _page,
    ".htm": _page,
    ".jinja": _page,
    ".jinja2": _page,
    ".j2": _page,
    ".njk": _page,
    ".vue": _vue,
    ".svelte": _svelte,
    ".hbs": _handlebars,
    ".jsx": components_of,
    ".tsx": components_of,
}
