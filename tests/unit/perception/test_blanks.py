"""Two words that were read as one are two again; letters that are spaced out stay together."""

import pytest

from limner_server.perception.blanks import split_at_blank
from limner_server.perception.contrast import measure_contrast, smooth_regions
from limner_server.perception.ocr import ReadWord
from limner_server.perception.scene import Box


def drawn(browser, html):
    """The contrast of a page with one line of text, and the box of its ink."""
    image = browser.render(f'<body style="margin:20px;font:700 28px sans-serif">{html}', 400, 80)
    pixels = image.image
    ink = (pixels < 128).all(axis=2)
    rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
    box = Box(columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    return measure_contrast(pixels, smooth_regions(pixels)), box


@pytest.mark.parametrize(("left", "right"), [("€", "118"), ("4", "of"), ("Room", "12")])
def test_a_blank_in_the_picture_parts_words(browser, left, right):
    contrast, box = drawn(browser, f"{left} {right}")

    parts = split_at_blank(ReadWord(left + right, box, 0.9), contrast)

    assert [part.text for part in parts] == [left, right]
    assert parts[0].box.x1 < parts[1].box.x0


@pytest.mark.parametrize("style", ["", "letter-spacing:10px", "font-family:monospace"])
def test_one_word_stays_one(browser, style):
    contrast, box = drawn(browser, f'<span style="{style}">Harbour</span>')

    parts = split_at_blank(ReadWord("Harbour", box, 0.9), contrast)

    assert [part.text for part in parts] == ["Harbour"]


@pytest.mark.parametrize(
    ("font", "text"), [("16px sans-serif", "{{#name}}"), ("14px monospace", "max_count=10):")]
)
def test_signs_that_keep_a_distance_stay_together(browser, font, text):
    contrast, box = drawn(browser, f'<span style="font:{font}">{text}</span>')

    parts = split_at_blank(ReadWord(text, box, 0.9), contrast)

    assert [part.text for part in parts] == [text]
