"""The rows of a terminal: strips of text on one height, each read as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from limner_server.perception.glyphs import Strip

# Lower than this share of the usual height, a strip is of dots, dashes or marks.
_LOW = 0.6
# How far letters reach below those without tails, as a share of a row's height.
_TAIL = 0.25


def group_rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips by row, top to bottom; a low one goes to the row that it stands in."""
    if not strips:
        return []
    usual = median(strip.y1 - strip.y0 for strip in strips)
    tall = [strip for strip in strips if strip.y1 - strip.y0 >= _LOW * usual]
    groups: list[list[Strip]] = []
    for strip in sorted(tall, key=_middle):
        if groups and _middle(strip) - median(map(_middle, groups[-1])) < 0.5 * usual:
            groups[-1].append(strip)
        else:
            groups.append([strip])
    for strip in strips:
        if strip.y1 - strip.y0 < _LOW * usual:
            _add_low(strip, groups, usual)
    return sorted(groups, key=lambda group: median(map(_middle, group)))


def _add_low(strip: Strip, groups: list[list[Strip]], usual: float) -> None:
    for group in groups:
        top, bottom = min(one.y0 for one in group), max(one.y1 for one in group)
        if top - 0.1 * usual <= _middle(strip) <= bottom + 0.3 * usual:
            group.append(strip)
            return
    groups.append([strip])


def _middle(strip: Strip) -> float:
    return (strip.y0 + strip.y1) / 2


def whole_rows(groups: Sequence[Sequence[Strip]]) -> list[Strip]:
    """One strip for each row, as high as its letters and underscores are.

    Read whole, what is faint between its parts is read with them: commas, dots, underscores.
    """
    if not groups:
        return []
    usual = median(strip.y1 - strip.y0 for group in groups for strip in group)
    rows = []
    for group in groups:
        high = [one for one in group if one.y1 - one.y0 >= _LOW * usual] or list(group)
        top, bottom = min(one.y0 for one in high), max(one.y1 for one in high)
        lowest = max(bottom, round(top + (1 + _TAIL) * usual))
        rows.append(Strip(min(one.x0 for one in group), top, max(one.x1 for one in group), lowest))
    return [_apart(row, rows[at + 1 :]) for at, row in enumerate(rows)]


def _apart(row: Strip, below: Sequence[Strip]) -> Strip:
    """The row without what reaches into the next."""
    following = min((one.y0 for one in below if one.y0 > row.y0), default=row.y1)
    return row._replace(y1=max(min(row.y1, following - 1), row.y0 + 1))
