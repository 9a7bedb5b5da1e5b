"""Scenes with next to nothing in them are laid out and written all the same."""

from __future__ import annotations

import pytest

from limner_server.emit import Stack
from limner_server.perception.scene import Scene, ShapeKind
from limner_server.proposers.trace import trace
from sketch import GREY, box, picture, scene, text


@pytest.mark.parametrize("stack", list(Stack))
@pytest.mark.parametrize(
    "drawn",
    [
        scene(1, 1),
        scene(),
        scene(lines=[text("x", 0, 20)]),
        scene(shapes=[box(0, 0, 800, 600, fill=None, kind=ShapeKind.PICTURE)]),
        scene(shapes=[box(10, 10, 60, 60, border=GREY), box(30, 30, 90, 90, border=GREY)]),
    ],
    ids=["one pixel", "empty", "one letter", "a photo", "two overlapping frames"],
)
def test_a_bare_scene_becomes_code(drawn: Scene, stack: Stack) -> None:
    code = trace(drawn, picture(drawn.width, drawn.height), stack)

    assert code.text
    assert 'data-limner="0"' in code.html
