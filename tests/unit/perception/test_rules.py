"""Rules are thin straight lines that differ from what is beside them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.regions import connected_regions
from limner_server.perception.rules import find_rules
from limner_server.perception.scene import Box

WIDTH, HEIGHT = 200, 100
GREY, WHITE, BLUE = (236, 240, 243), (255, 255, 255), (39, 108, 218)


def rules_of(*painted: tuple[Box, tuple[int, int, int]]) -> list[Box]:
    pixels: NDArray[np.uint8] = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
    for (x0, y0, x1, y1), colour in painted:
        pixels[int(y0) : int(y1), int(x0) : int(x1)] = colour
    return [rule.box for rule in find_rules(pixels, connected_regions(pixels))]


def test_a_line_across_a_plate_is_a_rule() -> None:
    line = Box(20, 50, 180, 52)

    assert rules_of((line, BLUE)) == [line]


def test_a_step_between_two_colours_is_none() -> None:
    card = Box(20, 54, 180, 90)

    assert rules_of((Box(20, 50, 180, 54), (245, 247, 249)), (card, WHITE)) == []


def test_a_bar_along_the_whole_upper_edge_is_a_rule() -> None:
    bar = Box(0, 0, WIDTH, 4)

    assert rules_of((bar, BLUE), (Box(0, 4, WIDTH, 50), WHITE)) == [bar]


def test_a_bar_along_the_whole_lower_edge_is_a_rule() -> None:
    bar = Box(0, HEIGHT - 4, WIDTH, HEIGHT)

    assert rules_of((bar, BLUE)) == [bar]


def test_a_card_that_the_edge_cuts_off_is_none() -> None:
    assert rules_of((Box(20, HEIGHT - 5, 180, HEIGHT), WHITE)) == []
