"""A drawn line is registered with the one in the picture to a fraction of a pixel."""

from __future__ import annotations

import pytest

from limner_server.proof.browser import Browser
from limner_server.proposers.registration import Registration, register
from pages import seen

PAGE = """<body style="margin:0"><p style="font:{size}px sans-serif;margin:0;position:absolute;
left:{x}px;top:{y}px;white-space:nowrap;color:#333">Boats leave every forty minutes</p>"""


@pytest.fixture
def registered(browser: Browser):
    def of(wanted: dict[str, float], drawn: dict[str, float]) -> Registration:
        picture, scene = seen(browser, PAGE.format(**wanted), 500, 100)
        rendering = browser.render(PAGE.format(**drawn), 500, 100)
        found = register(picture.pixels, scene.lines()[0], rendering.image, rendering.lines[0])
        assert found is not None
        return found

    return of


def test_a_line_in_its_place_needs_nothing(registered) -> None:
    found = registered({"size": 16, "x": 20, "y": 30}, {"size": 16, "x": 20, "y": 30})

    assert (found.stretch, found.at(20), found.drop) == pytest.approx((1, 0, 0), abs=1e-6)


@pytest.mark.parametrize(("dx", "dy"), [(3, 0), (0, 2), (-5, -4)])
def test_an_offset_is_told(registered, dx: int, dy: int) -> None:
    found = registered({"size": 16, "x": 20 + dx, "y": 30 + dy}, {"size": 16, "x": 20, "y": 30})

    assert found.at(20) == pytest.approx(dx, abs=0.1)
    assert found.drop == dy
    assert found.stretch == pytest.approx(1, abs=0.002)


@pytest.mark.parametrize("size", [15, 17, 20])
def test_a_wrong_size_is_told(registered, size: int) -> None:
    found = registered({"size": size, "x": 20, "y": 30}, {"size": 16, "x": 20, "y": 30})

    assert found.stretch == pytest.approx(size / 16, rel=0.012)
    assert found.at(20) == pytest.approx(0, abs=1)


def test_a_drop_brings_a_line_to_whole_pixels(registered) -> None:
    found = registered({"size": 16, "x": 20, "y": 32}, {"size": 16, "x": 20, "y": 30.3})

    assert found.drop == pytest.approx(1.7, abs=0.01)


def test_where_nothing_is_drawn_there_is_nothing_to_register(browser: Browser) -> None:
    picture, scene = seen(browser, PAGE.format(size=16, x=20, y=30), 500, 100)
    rendering = browser.render(PAGE.format(size=16, x=20, y=30), 500, 100)
    blank = rendering.image.copy()
    blank[:] = 255

    found = register(picture.pixels, scene.lines()[0], blank, rendering.lines[0])

    assert found is None
