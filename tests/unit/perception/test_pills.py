"""Small plates with text are boxes with a line, however near their letters stand."""

import pytest

from limner_server.perception.image import Picture
from limner_server.perception.outline import outline
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Colour


@pytest.mark.parametrize("text", ["New", "OK", "Pro", "12"])
@pytest.mark.parametrize(("size", "radius"), [(11, 9), (12, 4)])
def test_a_pill_is_a_box_in_its_own_colour_around_its_text(browser, text, size, radius):
    pill = (
        f'<span style="display:inline-block;margin:20px;padding:2px 8px;background:#123b2a;'
        f'color:#fff;border-radius:{radius}px;font:{size}px sans-serif">{text}</span>'
    )

    scene = perceive(Picture(browser.render(f"<body>{pill}", 200, 80).image, "pill"))

    assert [line.text for line in scene.lines()] == [text], outline(scene)
    (box,) = scene.shapes()
    assert box.fill == Colour(0x12, 0x3B, 0x2A)
    assert box.lines[0].colour.distance(Colour(255, 255, 255)) < 24


def test_round_letters_are_no_plates(browser):
    page = '<body><b style="font:700 40px sans-serif">BOO Day 80</b>'

    scene = perceive(Picture(browser.render(page, 400, 100).image, "letters"))

    assert [line.text for line in scene.lines()] == ["BOO Day 80"]
    assert scene.shapes() == []
