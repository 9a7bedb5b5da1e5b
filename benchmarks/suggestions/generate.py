"""Components described in words, written by what a fresh machine has, and looked at by others.

What is on a page is told by Playwright's own roles, labels and texts, not by the prover.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright
from section import MISSED, Section

from limner_server.emit.code import Stack
from limner_server.errors import LimnerError
from limner_server.proof.chromium import launch
from limner_server.proof.verdict import Status
from limner_server.tasks.generate import generate
from limner_server.tasks.request import GenerateRequest
from limner_server.tasks.task import Run
from suggestions.described.component import Component
from suggestions.described.held_out import HELD_OUT
from suggestions.described.measured import COMPONENTS
from suggestions.described.once_held_out import ONCE_HELD_OUT
from suggestions.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

TARGET: Final = 25
_WIDTH: Final = 1280
_HEIGHT: Final = 800
# The other stacks write the same tree: so many of the descriptions are looked at in each.
_IN_EACH_STACK: Final = 6


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of one description."""

    missing: tuple[str, ...]
    seconds: float
    proven: bool

    @property
    def is_whole(self) -> bool:
        """Whether all that it names is there."""
        return not self.missing


def described(name: str, wanted: Wanted) -> Section:
    """Thirty descriptions, with the model that comes along."""
    section = _measured(name, COMPONENTS[: wanted.first], wanted)
    whole = section.figures["whole"]
    target = TARGET if wanted.first is None else round(len(COMPONENTS[: wanted.first]) * 5 / 6)
    section.held[f"{target} render with every named part present"] = whole >= target
    return section


def held_out(name: str, wanted: Wanted) -> Section:
    """Others, that were written when the lexicon was done."""
    return _measured(name, HELD_OUT[: wanted.first], wanted)


def once_held_out(name: str, wanted: Wanted) -> Section:
    """Those that were held out before, and have been looked at since."""
    return _measured(name, ONCE_HELD_OUT[: wanted.first], wanted)


def in_each_stack(name: str, wanted: Wanted) -> Section:
    """Some of them in every stack."""
    some = COMPONENTS[: min(_IN_EACH_STACK, wanted.first or _IN_EACH_STACK)]
    figures: dict[str, object] = {"of": len(some)}
    missed: list[str] = []
    with _page() as page:
        for stack in Stack:
            written = [_write(one, stack, page) for one in some]
            figures[stack] = sum(one.is_whole for one in written)
            missed += [f"{stack}: {', '.join(one.missing)}" for one in written if one.missing]
    held = {"every stack draws what HTML draws": not missed}
    return Section(name, {**figures, MISSED: missed}, held)


def _measured(name: str, components: Sequence[Component], wanted: Wanted) -> Section:
    missed: list[str] = []
    written: list[_Written] = []
    with _page() as page:
        for component in components:
            one = _write(component, Stack.HTML, page)
            written.append(one)
            if one.missing:
                missed.append(f"“{component.words[:50]}…”: {', '.join(one.missing)}")
            wanted.tell(f"{'whole' if one.is_whole else 'PARTS'}  {component.words[:70]}")
    figures = {
        "whole": sum(one.is_whole for one in written),
        "of": len(written),
        "said to be proven": sum(one.proven for one in written),
        "proven though parts are missing": sum(one.proven and not one.is_whole for one in written),
        "median seconds": round(median(one.seconds for one in written), 2),
        MISSED: missed,
    }
    return Section(name, figures)


def _write(component: Component, stack: Stack, page: Page) -> _Written:
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        request = GenerateRequest(Path(folder), what=component.words, stack=stack)
        try:
            made = generate(request, Run())
        except LimnerError as problem:
            return _Written((problem.message,), perf_counter() - start, proven=False)
    seconds = perf_counter() - start
    if made.result.code is None:
        return _Written(("a page",), seconds, proven=False)
    page.set_content(made.result.code.html)
    missing = tuple(look.what for look in component.looks if not look.is_there(page))
    return _Written(missing, seconds, made.proof.status is Status.PROVEN)


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        try:
            context = chromium.new_context(
                offline=True, viewport={"width": _WIDTH, "height": _HEIGHT}
            )
            yield context.new_page()
        finally:
            chromium.close()
