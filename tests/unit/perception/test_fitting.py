"""Fonts are recovered from text that the browser drew."""

import pytest

from limner_server.perception.contrast import measure_contrast, smooth_regions
from limner_server.perception.fitting import GOOD, fit_text
from limner_server.perception.fontconfig import EM
from limner_server.perception.fonts import faces
from limner_server.perception.image import Picture
from limner_server.perception.ink import measure_ink
from limner_server.perception.scene import Box, Family


@pytest.fixture(scope="module")
def ink_of(browser):
    """Draws a text in a style and measures its ink."""

    def draw(text, style, page=""):
        html = (
            f"<body style='margin:20px;{page}'>"
            f"<span style='font-family:sans-serif;white-space:nowrap;{style}'>{text}</span>"
        )
        picture = Picture(browser.render(html, 700, 120).image)
        contrast = measure_contrast(picture.pixels, smooth_regions(picture.pixels))
        ink = measure_ink(picture.pixels, contrast, Box(0, 0, 700, 120))
        assert ink is not None
        return ink

    return draw


@pytest.mark.parametrize("size", [12, 13.3333, 16, 24, 40])
def test_sizes_are_exact_to_a_hundredth(ink_of, size):
    best = fit_text("Hamburgefonts", ink_of("Hamburgefonts", f"font-size:{size}px"))[0]

    assert best.size == pytest.approx(size, rel=0.012)
    assert best.cost < GOOD


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("family", list(Family))
def test_family_and_weight_are_told_by_the_amount_of_ink(ink_of, family, weight):
    style = f"font-size:18px;font-weight:{weight};font-family:{family}"

    best = fit_text("Quick brown fox", ink_of("Quick brown fox", style))[0]

    assert (best.face.family, best.face.weight) == (family, weight)


def test_light_text_on_dark_is_no_bolder(ink_of):
    ink = ink_of("Quick brown fox", "color:#fff;font-size:16px", "background:#123")

    assert fit_text("Quick brown fox", ink)[0].face.weight == 400
    assert ink.colour == (255, 255, 255)
    assert ink.background == (0x11, 0x22, 0x33)


def test_letter_spacing_does_not_pass_for_size(ink_of):
    ink = ink_of("SPACED LETTERS", "font-size:14px;letter-spacing:3px")

    best = fit_text("SPACED LETTERS", ink)[0]

    assert best.spaced
    assert best.size == pytest.approx(14, rel=0.04)


def test_a_wrong_reading_does_not_fit(ink_of):
    ink = ink_of("Hamburgefonts", "font-size:16px")

    assert fit_text("Hamburg", ink)[0].cost > GOOD


def test_profiles_of_letters_add_up():
    face = faces()[0]

    extent = face.extent("Hxp")

    assert extent.bottom == pytest.approx(face.letter("p").bottom / EM)
    assert extent.top == pytest.approx(face.letter("H").top / EM)
    assert 0 < extent.coverage < extent.width * (extent.top + extent.bottom)
