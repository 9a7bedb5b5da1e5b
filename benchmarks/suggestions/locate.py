"""Screenshots of applications, searched for in their source among two thousand other files."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from section import Section

from limner_server.perception.image import Picture
from limner_server.proof.browser import Browser
from limner_server.proof.verdict import Status
from limner_server.proposers.locating.located import DrawnPlace
from limner_server.tasks.locate import locate
from limner_server.tasks.request import LocateRequest
from limner_server.tasks.task import Run
from suggestions.decoys import make_decoys
from suggestions.screens import HELD_OUT, SCREENS, Screen, can_draw, make_workspace, picture_of
from suggestions.wanted import Wanted

_OTHERS: Final = 2000
_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Sought:
    """What came of a screen.

    Attributes:
        screen: that was searched for.
        places: that were found, the likeliest first.
        seconds: on the clock, with reading the picture.
        alone: whether a workspace without the application says that nothing is of it.
    """

    screen: Screen
    places: tuple[DrawnPlace, ...]
    seconds: float
    alone: bool

    @property
    def file_first(self) -> bool:
        """Whether the first place is in the right file."""
        return bool(self.places) and self.places[0].path.as_posix().endswith(f"/{self.screen.file}")

    @property
    def line_near(self) -> bool:
        """Whether the first place stands near the right line of the right file."""
        return self.file_first and abs(self.places[0].line - self.screen.line) <= _NEAR


def screens(name: str, wanted: Wanted) -> Section:
    """The ten screens that the search was made with."""
    return _section(name, SCREENS, wanted)


def held_out(name: str, wanted: Wanted) -> Section:
    """Five further screens, written when the search was done."""
    return _section(name, HELD_OUT, wanted)


def _section(name: str, asked: Sequence[Screen], wanted: Wanted) -> Section:
    why = can_draw()
    if why:
        return Section(name, skipped=why)
    asked = asked[: wanted.first]
    found = search(asked, wanted)
    files = sum(one.file_first for one in found)
    lines = sum(one.line_near for one in found)
    slowest = max(one.seconds for one in found)
    share = len(found) / 10
    figures = {
        "screens": len(found),
        "right_file_first": files,
        "right_line_within_3": lines,
        "slowest_seconds": round(slowest, 2),
        "of_none_where_it_is_not": sum(one.alone for one in found),
        "missed": [one.screen.name for one in found if not one.line_near],
    }
    held = {
        "the right file first in 9 of 10": files >= 9 * share,
        "the right line within 3 in 7 of 10": lines >= 7 * share,
        "each under 2 s": slowest < 2,
    }
    return Section(name, figures, held)


def search(asked: Sequence[Screen], wanted: Wanted) -> list[Sought]:
    """Draw the screens, and search for each among the files of its application and many others."""
    found = []
    with tempfile.TemporaryDirectory(prefix="limner-locate-") as name, Browser() as browser:
        folder = Path(name)
        others = folder / "others"
        make_decoys(others, _OTHERS)
        for app in dict.fromkeys(screen.app for screen in asked):
            make_workspace(folder / app, app, asked)
            make_decoys(folder / app, _OTHERS)
        for screen in asked:
            picture = picture_of(screen, browser)
            places, seconds, _ = sought(picture, folder / screen.app)
            _, _, status = sought(picture, others)
            found.append(Sought(screen, places, seconds, status is not Status.PROVEN))
            wanted.tell(_line(found[-1]))
    return found


def sought(picture: Picture, root: Path) -> tuple[tuple[DrawnPlace, ...], float, Status]:
    """Search for a picture; the places, the seconds, and how sure it is."""
    image = f"data:image/png;base64,{base64.b64encode(picture.png()).decode()}"
    start = perf_counter()
    suggestion = locate(LocateRequest(root, image=image), Run())
    return suggestion.result.places, perf_counter() - start, suggestion.proof.status


def _line(one: Sought) -> str:
    first = one.places[0] if one.places else None
    said = "right" if one.line_near else "file " if one.file_first else "WRONG"
    where = f"{first.path.name}:{first.line} “{first.text}”" if first else "nothing"
    also = "" if one.alone else ", but also where it is not"
    line = f"(line {one.screen.line})"
    return f"{one.screen.name:30.30} {said} {one.seconds:5.2f} s  {where} {line}{also}"
