"""Gutters: white stripes between columns, where a cut into rows would take a column's list apart.

Wherever both columns happen to have a gap, a cut runs through either. A list beside a text is
still one group, to the eye: its items look alike and begin at one edge, and what stands beside
them is none of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from limner_server.layout.cuts import Cuts, bounding, columns, ink
from limner_server.layout.element import Element, Role
from limner_server.layout.markers import attach_markers

# Rows this much farther apart than their columns are groups of their own.
_APART = 1.5
# Boxes this near, where their gutter is wider than that, are parts of one.
_TOUCHING, _LEAST_GUTTER = 2.0, 8.0
_FEWEST = 3
_SAME_EDGE = 3.0
_SAME_HEIGHT = 2.0
# Of a series: so few with something of their own beside them, and so many that rows are meant.
_FEW_PAIRED = 0.5
_MOST_PAIRED = 0.75
# Switches, values and buttons at the ends of rows are at most so high.
_HIGHEST_END = 48.0
_LEAST_BESIDE = 0.5
_FILLED = 0.9


@dataclass(slots=True)
class _Series:
    """Things of one look at one left edge in one column, and the row that each stands in."""

    column: int
    items: list[Element]
    places: list[int]


def keep_columns(across: Cuts) -> Cuts:
    """Put rows back together that are columns beside a gutter.

    Args:
        across: a group that was cut into rows.

    Returns:
        The rows, some of them joined; a lone one where all of the group is columns.
    """
    across = _join_touching(across)
    kept = Cuts()
    index = 0
    while index < len(across.parts):
        end = _end_of_stretch(across, index)
        if not _are_columns(across.parts[index:end]):
            end = index + 1
        if index:
            kept.gaps.append(across.gaps[index - 1])
        kept.parts.append([item for part in across.parts[index:end] for item in part])
        index = end
    return kept


def have_ends(across: Cuts, down: Cuts) -> bool:
    """Whether nearly each row ends in one thing of its own at the right, as settings do.

    Args:
        across: a group that was cut into rows.
        down: the same group, cut into columns.
    """
    if not across.found or len(down.parts) != 2:
        return False
    ends = down.parts[1]
    rights = [ink(end).x1 for end in ends]
    highest = max(end.box.height for end in ends)
    if max(rights) - min(rights) > _SAME_EDGE or highest > _HIGHEST_END:
        return False
    own = {id(end) for end in ends}
    single = sum(
        sum(id(item) in own for item in part) == 1 and len(part) > 1 for part in across.parts
    )
    return single == len(ends) >= _MOST_PAIRED * len(across.parts)


def _join_touching(across: Cuts) -> Cuts:
    """Put boxes that touch back together where others are apart beside them: parts of one card."""
    joined = Cuts([list(across.parts[0])])
    for part, gap in zip(across.parts[1:], across.gaps, strict=True):
        both = [*joined.parts[-1], *part]
        if gap <= _TOUCHING and all(item.shape for item in both) and _are_apart(both):
            joined.parts[-1] = both
        else:
            joined.parts.append(list(part))
            joined.gaps.append(gap)
    return joined


def _are_apart(items: list[Element]) -> bool:
    beside = columns(items)
    return beside.found and min(beside.gaps) > _LEAST_GUTTER


def _end_of_stretch(across: Cuts, start: int) -> int:
    """The end of the rows that one gutter runs through, and that stand no farther apart than it."""
    items = list(across.parts[start])
    end = start + 1
    while end < len(across.parts):
        items.extend(across.parts[end])
        beside = columns(items)
        if not beside.found or across.gaps[end - 1] > _APART * min(beside.gaps):
            break
        end += 1
    return end


def _are_columns(parts: list[list[Element]]) -> bool:
    """Whether rows cut through what belongs to the column that it stands in."""
    if len(parts) < _FEWEST:
        return False
    beside = attach_markers(columns([item for part in parts for item in part]))
    if not beside.found:
        return False
    if any(_has_broken_rule(part, beside) for part in parts):
        return True
    if not _stand_beside(parts, beside):
        return False
    found = list(_series(parts, beside))
    if any(_share_rows(one, other) for one in found for other in found):
        return False
    return any(_paired(series, parts, beside) <= _FEW_PAIRED for series in found)


def _stand_beside(parts: list[list[Element]], beside: Cuts) -> bool:
    """Whether most rows along the shortest column have something in another one as well."""
    spans = [bounding([ink(item) for item in column]) for column in beside.parts]
    shortest = min(spans, key=lambda span: span.height)
    along = [
        part
        for part in parts
        if (span := bounding([ink(item) for item in part])).y0 < shortest.y1
        and span.y1 > shortest.y0
    ]
    return sum(columns(part).found for part in along) >= _LEAST_BESIDE * len(along)


def _has_broken_rule(part: list[Element], beside: Cuts) -> bool:
    """Whether each column has a rule of its own, at one height: a table's would run through."""
    rules = [item for item in part if item.role is Role.HR]
    if len(rules) < len(beside.parts):
        return False
    return all(any(_spans(rule, column) for rule in rules) for column in beside.parts)


def _spans(rule: Element, column: list[Element]) -> bool:
    whole = bounding([ink(item) for item in column])
    inside = whole.x0 - 1 <= rule.box.x0 and rule.box.x1 <= whole.x1 + 1
    return inside and rule.box.width >= _FILLED * whole.width


def _series(parts: list[list[Element]], beside: Cuts) -> Iterator[_Series]:
    """The series of all columns that have enough items."""
    rows = {id(item): place for place, part in enumerate(parts) for item in part}
    for number, column in enumerate(beside.parts):
        kinds: list[list[Element]] = []
        for item in column:
            kind = next((kind for kind in kinds if _alike(kind[0], item)), None)
            if kind is None:
                kinds.append([item])
            else:
                kind.append(item)
        for kind in kinds:
            if len(kind) >= _FEWEST:
                yield _Series(number, kind, [rows[id(item)] for item in kind])


def _alike(a: Element, b: Element) -> bool:
    """Whether two things begin at one edge and look the same."""
    if abs(ink(a).x0 - ink(b).x0) > _SAME_EDGE or (a.shape is None) != (b.shape is None):
        return False
    if a.shape is not None and b.shape is not None:
        high = abs(a.box.height - b.box.height) <= _SAME_HEIGHT
        wide = abs(a.box.width - b.box.width) <= _SAME_EDGE
        return a.shape.kind is b.shape.kind and (high or wide)
    if a.paragraph is None or b.paragraph is None:
        return False
    one, other = a.paragraph.font, b.paragraph.font
    return (one.size, one.weight, one.family) == (other.size, other.weight, other.family)


def _share_rows(one: _Series, other: _Series) -> bool:
    """Whether most of a series have one of another column's beside each, as rows have."""
    if one.column == other.column:
        return False
    matched = sum(
        one.places.count(place) == 1 and other.places.count(place) == 1 for place in one.places
    )
    return matched >= _MOST_PAIRED * len(one.items)


def _paired(series: _Series, parts: list[list[Element]], beside: Cuts) -> float:
    """The share of a series whose items stand alone of their kind with something beside them."""
    own = {id(item) for item in beside.parts[series.column]}
    paired = sum(
        series.places.count(place) == 1 and any(id(item) not in own for item in parts[place])
        for place in series.places
    )
    return paired / len(series.items)
