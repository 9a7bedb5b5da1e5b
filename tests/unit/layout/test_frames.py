"""Borders belong to the fill inside them; a frame across other boxes is a misreading."""

from __future__ import annotations

from limner_server.layout.frames import tidy_frames
from sketch import GREY, WHITE, box, text


def test_a_frame_takes_the_fill_right_inside_it() -> None:
    label = text("Search", 60, 70)
    frame = box(40, 40, 340, 90, fill=None, border=GREY, radius=6)
    frame.children = [box(41, 44, 339, 89, fill=WHITE, lines=[label])]

    ((merged,), _) = tidy_frames([frame], [])

    assert (merged.box, merged.fill, merged.lines) == (frame.box, WHITE, [label])
    assert merged.border == frame.border
    assert merged.children == []


def test_a_frame_with_a_small_box_in_it_keeps_it() -> None:
    frame = box(40, 40, 340, 90, fill=None, border=GREY)
    frame.children = [box(60, 50, 100, 80)]

    assert tidy_frames([frame], []) == ([frame], [])


def test_a_frame_that_cuts_through_another_box_is_opened() -> None:
    label = text("Between", 60, 125)
    card = box(40, 40, 340, 120, border=GREY)
    phantom = box(40, 100, 340, 220, fill=None, border=GREY, lines=[label])

    assert tidy_frames([card, phantom], []) == ([card], [label])
