"""The few looks of a page's boxes: near-misses of the measurement snapped to one another.

Cards of one kind have one radius and one shadow; measured, they differ by a pixel here and there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from limner_server.layout.element import Element
from limner_server.perception.scene import Border, Shadow, Shape

_T = TypeVar("_T")

_RADIUS = 2.0
_SHADOW = 3.0
_OPACITY = 0.05
_COLOUR = 8


def snap_looks(root: Element) -> None:
    """Give boxes that look alike one look: the most frequent of theirs."""
    kinds: list[list[Element]] = []
    for element in root.walk():
        shape = element.shape
        if shape is None or (shape.border is None and shape.shadow is None and not shape.radius):
            continue
        kind = next((kind for kind in kinds if _alike(kind[0].shape, shape)), None)
        if kind is None:
            kinds.append([element])
        else:
            kind.append(element)
    for kind in kinds:
        _unify(kind)


def _unify(kind: list[Element]) -> None:
    looks = [element.shape for element in kind if element.shape is not None]
    radius = _favourite([shape.radius for shape in looks])
    border = _favourite([shape.border for shape in looks])
    shadow = _favourite([shape.shadow for shape in looks])
    for element in kind:
        if element.shape is not None:
            element.shape = replace(element.shape, radius=radius, border=border, shadow=shadow)


def _favourite(values: Sequence[_T]) -> _T:
    tally = Counter(repr(value) for value in values)
    favourite = tally.most_common(1)[0][0]
    return next(value for value in values if repr(value) == favourite)


def _alike(a: Shape | None, b: Shape) -> bool:
    if a is None or a.kind is not b.kind or a.fill != b.fill:
        return False
    if abs(a.radius - b.radius) > _RADIUS:
        return False
    return _alike_borders(a.border, b.border) and _alike_shadows(a.shadow, b.shadow)


def _alike_borders(a: Border | None, b: Border | None) -> bool:
    if a is None or b is None:
        return a is b
    alike = a.width == b.width and set(a.sides) == set(b.sides)
    return alike and a.colour.distance(b.colour) <= _COLOUR


def _alike_shadows(a: Shadow | None, b: Shadow | None) -> bool:
    if a is None or b is None:
        return a is b
    near = abs(a.dy - b.dy) <= _SHADOW and abs(a.blur - b.blur) <= _SHADOW
    return near and abs(a.opacity - b.opacity) <= _OPACITY
