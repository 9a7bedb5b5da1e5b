"""Examples in user interface: the workspace's pages and components, drawn, and what is where."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from limner_adapters.data.generate import label_page
from limner_adapters.data.reading import NoisyReader
from limner_adapters.data.renderer import DrawnPage, Renderer
from limner_adapters.examples import Example, Task
from limner_adapters.quality.case import Case
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.search import Search
from limner_adapters.tuning.secrets import redact
from limner_adapters.tuning.sources import Sources, chance
from limner_adapters.tuning.views.views import View, views_of
from limner_server.errors import ImageError, InputError, RenderError
from limner_server.proposers.labels import write_answer
from limner_server.proposers.relabel import messages

# Of a desktop, and of a phone.
_WIDTHS: Final = (1280, 390)
_MOST_VIEWS: Final = 400
# A view with less on it than so many questioned nodes teaches nothing.
_FEWEST_NODES: Final = 3


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A view at one width."""

    view: View
    width: int
    page: DrawnPage


def find_components(search: Search) -> Iterator[Found]:
    """The static pages, templates, components and stories of a workspace, each as it looks.

    Args:
        search: where, and for which model.

    Raises:
        ToolMissingError: there are some, but no Chromium to draw them with.
    """
    views = _views(search)
    if not views:
        return
    with Renderer() as renderer:
        for view in views:
            for width in _WIDTHS:
                search.check()
                try:
                    page = renderer.draw(view.html, width)
                    yield from _found(search, _Drawn(view, width, page))
                except (RenderError, ImageError):
                    # What cannot be drawn, or not be read back, teaches nothing.
                    continue


def _views(search: Search) -> list[View]:
    """The views of all files, no more than are of use; nothing secret is on them."""
    sources: Sources = search.sources
    found: list[View] = []
    for path in sorted(sources.pages, key=lambda path: chance(sources.name(path))):
        search.check()
        text = sources.text(path)
        if text is None:
            continue
        try:
            found += views_of(sources, path, redact(text)[0])
        except InputError:
            # No template that can be filled in without the program around it.
            sources.left_out["cannot be drawn alone"] += 1
        if len(found) >= _MOST_VIEWS:
            break
    return found[:_MOST_VIEWS]


def _found(search: Search, drawn: _Drawn) -> Iterator[Found]:
    """The questions that would be asked about a picture of a view, with their right answers."""
    view, page, root = drawn.view, drawn.page, search.sources.root
    name = f"{view.file}{f'#{view.name}' if view.name else ''} at {drawn.width}"
    reader = NoisyReader(page.truth.words, random.Random(name))
    case: Case | None = Case(
        Task.UI, name, root, view.file, texts={view.file: view.html}, width=drawn.width
    )
    for question, labels in label_page(page, reader):
        if len(question.elements) < _FEWEST_NODES:
            continue
        asked = tuple(messages(question, page.pixels))
        example = Example(Task.UI, asked, write_answer(labels), name)
        yield Found(example, view.file, case)
        # The case is the whole picture, and counts once.
        case = None
