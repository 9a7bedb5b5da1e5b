"""How well pages are read: what their parts are called, and how the code that is shipped looks.

A page is drawn, and read back by the perception that screenshots are read by. What its parts are is
told by the page itself; it is held against the tree that the code would be written from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from limner_adapters.data.match import Matches, match, neutral_role
from limner_adapters.data.renderer import DrawnPage, Renderer
from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measure, Outcome
from limner_server.errors import CancelledError, EngineError, InputError, RenderError
from limner_server.layout.arrange import arrange
from limner_server.layout.element import Element, Role
from limner_server.layout.roles import assign_roles
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.proof.browser import Browser
from limner_server.proposers.relabel import relabel
from limner_server.tasks.request import CodeRequest
from limner_server.tasks.screenshot import scene_to_code

# What says no more than that something is there.
_PLAIN: Final = frozenset({Role.DIV, Role.SPAN, Role.P})
# Share of leaves from which two elements are around the same.
_ALIKE: Final = 0.5


@dataclass(slots=True)
class Marks:
    """Counts of what is called rightly in a tree.

    Attributes:
        parts: nodes with nothing in them.
        right: those of them that are called what the page's author calls them.
        wanted: elements around others that the author wrote, but for mere divisions.
        said: such elements of the tree.
        shared: those that both have.
    """

    parts: int = 0
    right: int = 0
    wanted: int = 0
    said: int = 0
    shared: int = 0
    figures: dict[Measure, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.parts:
            self.figures[Measure.ROLES] = self.right / self.parts
        if self.wanted:
            self.figures[Measure.GROUPS] = 2 * self.shared / (self.wanted + self.said)


@contextmanager
def drawn(cases: Sequence[Case]) -> Iterator[dict[str, DrawnPage]]:
    """The pages of cases by their names, as far as they can be drawn.

    Raises:
        ToolMissingError: there is no Chromium.
    """
    if not cases:
        yield {}
        return
    with Renderer() as renderer:
        pages = {case.name: page for case in cases if (page := _page(case, renderer)) is not None}
    yield pages


def _page(case: Case, renderer: Renderer) -> DrawnPage | None:
    try:
        return renderer.draw(case.text, case.width)
    except (InputError, RenderError):
        return None


def measure_page(case: Case, page: DrawnPage, asking: Asking, browser: Browser | None) -> Outcome:
    """What a page's parts are called; with a browser also how the code of its picture looks.

    Raises:
        CancelledError: it was cancelled.
        ToolMissingError: there is no Tesseract.
    """
    picture = Picture(page.pixels, case.name)
    scene = perceive(picture, check=asking.run.check)
    tree = assign_roles(arrange(scene, picture), scene, picture)
    engine, alone = asking.engine(case.task, case.root)
    seconds = dict[Measure, float]()
    if engine is not None:
        begin = perf_counter()
        try:
            tree = relabel(tree, scene, picture, engine, asking.run)
            seconds[Measure.SECONDS] = perf_counter() - begin
        except CancelledError:
            raise
        except EngineError as problem:
            alone = problem.message
    figures = marks(tree, match(tree, page.truth)).figures | seconds
    if browser is not None:
        one = asking.contender
        request = CodeRequest(engine_url=one.url, model=one.model, root=case.root)
        answer = scene_to_code(scene, picture, request, asking.run, browser)
        if "looks" in answer.proof.figures:
            figures[Measure.LOOKS] = answer.proof.figures["looks"]
    return Outcome(case.task, case.name, figures, alone=alone)


def marks(tree: Element, matches: Matches) -> Marks:
    """What is called rightly in a tree.

    Args:
        tree: of a page.
        matches: what the page's author wrote, found again in this very tree.
    """
    spans = dict[int, tuple[int, int]]()
    _span(tree, 0, spans)
    parts = right = 0
    wanted = [
        (role, spans[first][0], spans[last][1])
        for (first, last), roles in matches.of_range.items()
        for role in roles
    ]
    said = []
    for element in tree.walk():
        if element is tree:
            continue
        span, roles = spans[id(element)], matches.of_node.get(id(element), [])
        if element.children:
            said.append((element.role, *span))
            wanted += [(role, *span) for role in roles]
        else:
            *outer, own = roles or [neutral_role(element)]
            parts += 1
            right += _same(element.role, own)
            wanted += [(role, *span) for role in outer]
    wanted, said = ([one for one in some if one[0] not in _PLAIN] for some in (wanted, said))
    return Marks(parts, right, len(wanted), len(said), _shared(wanted, said))


# A role, and from which to which of a tree's leaves it goes.
_Span = tuple[Role, int, int]


def _span(element: Element, start: int, spans: dict[int, tuple[int, int]]) -> int:
    """Note from which to which leaf an element goes, and all in it; return where it ends."""
    end = start
    for child in element.children:
        end = _span(child, end, spans)
    end = max(end, start + 1)
    spans[id(element)] = start, end
    return end


def _shared(wanted: Sequence[_Span], said: Sequence[_Span]) -> int:
    """How many there are in both: of one role, and mostly around the same."""
    left, count = [*said], 0
    for role, start, end in wanted:
        alike = [(_overlap(one, start, end), one) for one in left if one[0] is role]
        overlap, best = max(alike, default=(0.0, None), key=lambda pair: pair[0])
        if best is not None and overlap >= _ALIKE:
            left.remove(best)
            count += 1
    return count


def _overlap(one: _Span, start: int, end: int) -> float:
    """The leaves that are in both, of those that are in either."""
    _, first, last = one
    both = max(min(last, end) - max(first, start), 0)
    return both / (last - first + end - start - both)


def _same(one: Role, other: Role) -> bool:
    """Whether two roles are the same; a plain text is one, whatever it is written in."""
    return one is other or {one, other} <= _PLAIN
