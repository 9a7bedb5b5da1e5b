"""From a picture of a running application to the lines that draw it, without any model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.drawn.read import ReadText
from limner_server.perception.scene import Box
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.locating.evidence import Found
from limner_server.proposers.locating.located import DrawnPlace
from limner_server.proposers.locating.ranking import Ranked, rank
from limner_server.proposers.locating.search import search
from limner_server.proposers.locating.sighting import Sighting, sightings

# What a picture must have in common with a file that draws it, in all and of itself. Of pictures
# of other applications up to 3.2 and 0.10 were measured, of pages among their own 4.0 and 0.17 at
# the least; a part of a page has less in all and more of itself, one full of data the other way.
_ENOUGH: Final = ((0.3, 0.2), (0.8, 0.13), (5.0, 0.05))
# A file is shown beside the best where it draws what that does not, or nearly as much.
_NEARLY: Final = 0.6
_LEAST_NEW: Final = 0.8
# Of a file beside the best so much less is asked for than of one elsewhere.
_KIN: Final = 0.02
_STRANGER: Final = 0.2
_MOST_FILES: Final = 6
_MOST_PLACES: Final = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a picture.

    Attributes:
        places: the most telling first, file by file.
        ranked: the files, the likeliest first.
        texts: of the picture that could be looked for.
        files: how many files were looked at.
        is_of_workspace: whether the picture is of this workspace at all.
    """

    places: tuple[DrawnPlace, ...]
    ranked: Sequence[Ranked]
    texts: Sequence[Sighting]
    files: int
    is_of_workspace: bool


def find_places(
    files: WorkspaceFiles,
    texts: dict[Path, str],
    read: Sequence[ReadText],
    check: Callable[[], None],
) -> Finding:
    """Find the lines of a workspace that draw the texts of a picture.

    Args:
        files: of the workspace.
        texts: what an editor shows in place of files, by absolute path.
        read: the texts of the picture.
        check: raises where the work is not wanted any more.
    """
    wanted = sightings(read)
    searched = search(files, texts, wanted, check)
    ranked = rank(searched, wanted, files)
    is_of_workspace = bool(ranked) and _is_enough(ranked[0])
    places = _places(ranked, files) if is_of_workspace else ()
    return Finding(places, ranked, wanted, searched.files, is_of_workspace)


def _is_enough(best: Ranked) -> bool:
    return any(best.score >= score and best.share >= share for score, share in _ENOUGH)


def _places(ranked: Sequence[Ranked], files: WorkspaceFiles) -> tuple[DrawnPlace, ...]:
    best = ranked[0]
    explained: set[Sighting] = set()
    places: list[DrawnPlace] = []
    shown = 0
    for one in ranked:
        if shown and not _is_worth_showing(one, best, explained):
            continue
        places += _places_of(one, best.score, files)
        explained |= set(one.weights)
        shown += 1
        if shown >= _MOST_FILES or len(places) >= _MOST_PLACES:
            break
    return tuple(places[:_MOST_PLACES])


def _is_worth_showing(one: Ranked, best: Ranked, explained: set[Sighting]) -> bool:
    """Whether a file says more than the best, or is nearly as good."""
    if one.evidence.standing < best.evidence.standing:
        return False  # It only repeats what source says.
    if one.score >= _NEARLY * best.score:
        return True
    new = sum(one.weights[key] for key in set(one.weights) - explained)
    is_kin = _first_folder(one) == _first_folder(best)
    return new >= _LEAST_NEW and one.score >= (_KIN if is_kin else _STRANGER) * best.score


def _first_folder(one: Ranked) -> str:
    return one.evidence.name.partition("/")[0] if "/" in one.evidence.name else ""


def _places_of(one: Ranked, best: float, files: WorkspaceFiles) -> list[DrawnPlace]:
    """The places of a file, the most telling first; what it draws many times once."""
    lines = Lines(files.text(one.evidence.path))
    places: dict[Drawn, list[Found]] = {}
    # What stands in large letters says what the picture is of: a heading goes first.
    ordered = sorted(one.weights, key=lambda each: -one.weights[each] * each.prominence)
    for sighting in ordered:
        found = one.evidence.found[sighting]
        places.setdefault(found.match.drawn, []).append(found)
    standing = min(one.score / best, 1.0)
    return [_place(one, found, lines, standing) for found in places.values()]


def _place(one: Ranked, drawn: Sequence[Found], lines: Lines, standing: float) -> DrawnPlace:
    """The place of a text; of one that is broken into lines around all of these."""
    found = min(drawn, key=lambda each: each.match.index)
    parts = {each.match.index: each.match.sighting.read for each in reversed(drawn)}
    read = [parts[index] for index in sorted(parts)]
    return DrawnPlace(
        one.evidence.path,
        lines.line(found.offset),
        lines.column(found.offset),
        found.match.drawn.shown,
        " ".join(text.text for text in read),
        reduce(Box.union, (text.box for text in read)),
        round(found.match.quality * found.sure * standing, 3),
        found.translation,
    )
