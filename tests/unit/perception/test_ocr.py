"""Words are read by whichever Tesseract there is."""

import shutil
import sys

import pytest

from limner_server.errors import ToolMissingError
from limner_server.perception.contrast import measure_contrast, smooth_regions
from limner_server.perception.glyphs import find_strips
from limner_server.perception.image import Picture
from limner_server.perception.ocr import TesseractReader
from limner_server.perception.tessdata import tessdata_folder
from limner_server.perception.underlines import split_underlines

PAGE = """
<body style="margin:0;font:16px sans-serif;background:#fff">
<p style="margin:20px">Black on white, <a href="#">underlined link</a></p>
<p style="margin:0;padding:20px;background:#0b3d91;color:#fff">White on blue</p>
<p style="margin:20px"><span style="background:#ffd43b;color:#664d03;font-size:11px;
  padding:2px 6px;border-radius:8px">small badge</span></p>
<p style="margin:0;padding:20px;color:#fff;background:linear-gradient(90deg,#7a1fa2,#c2185b)">
  Upon a gradient</p>
<p style="margin:20px;font:700 40px sans-serif">Bold Goods</p>
"""
SENTENCES = (
    "Black on white, underlined link",
    "White on blue",
    "small badge",
    "Upon a gradient",
    "Bold Goods",
)


@pytest.fixture(scope="module")
def page(browser):
    picture = Picture(browser.render(PAGE, 500, 330).image)
    contrast, rules = split_underlines(
        measure_contrast(picture.pixels, smooth_regions(picture.pixels))
    )
    return picture, contrast, rules


def texts(words):
    """The words as sentences, by rows."""
    rows = {}
    for word in sorted(words, key=lambda word: word.box.x0):
        rows.setdefault(round(word.box.y1 / 20), []).append(word.text)
    return " / ".join(" ".join(row) for _, row in sorted(rows.items()))


def test_text_of_any_colour_on_any_colour_is_read(page):
    picture, contrast, _ = page

    found = texts(TesseractReader("eng")(picture, contrast))

    for sentence in SENTENCES:
        assert all(word in found for word in sentence.split()), found


def test_the_command_reads_where_the_library_is_missing(page, monkeypatch):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    picture, contrast, _ = page

    found = texts(TesseractReader("eng")(picture, contrast))

    assert "White on blue" in found
    assert "Bold Goods" in found


def test_without_any_tesseract_the_remedy_is_named(page, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    picture, contrast, _ = page

    with pytest.raises(ToolMissingError, match="not installed") as caught:
        TesseractReader("eng")(picture, contrast)

    assert "apt-get install tesseract-ocr" in caught.value.remedy


def test_language_files_are_found_for_several_languages():
    if shutil.which("tesseract") is None:
        pytest.skip("no Tesseract installed")

    assert (tessdata_folder("eng") / "eng.traineddata").is_file()
    with pytest.raises(ToolMissingError, match=r"eng\+xyz"):
        tessdata_folder("eng+xyz")


def test_empty_area_is_not_read(page):
    """Strips cover the lines of text and hardly anything else."""
    _, contrast, _ = page

    strips = find_strips(contrast)

    assert 5 <= len(strips) <= 8
    assert all(strip.y1 - strip.y0 < 50 for strip in strips)


def test_underlines_are_taken_off_before_letters_are_measured(page):
    _, contrast, rules = page

    (underline,) = [rule for rule in rules if 120 < rule.width < 140]

    assert underline.height <= 2
    row = contrast.distance[int(underline.y0), int(underline.x0) : int(underline.x1)]
    assert (row == 0).mean() > 0.8
