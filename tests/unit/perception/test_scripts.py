"""Languages beyond English: letters with accents, and scripts without blanks."""

import pytest

from limner_server.errors import ToolMissingError
from limner_server.perception.fallback import is_unspaced
from limner_server.perception.fontconfig import match
from limner_server.perception.fonts import faces
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Family
from limner_server.perception.tessdata import tessdata_folder

GERMAN = """<meta charset="utf-8"><body style="margin:40px;font:16px sans-serif">
<h1>Über Größe</h1><p>Die Äpfel für die Straße kosten fünf Euro.</p>"""
CHINESE = """<meta charset="utf-8"><body style="margin:40px;font:16px sans-serif">
<h1>欢迎来到我们的网站</h1><p>这是一个用于测试的页面</p>
<button style="padding:12px;border:0;background:#0a5;color:#fff;font:inherit">立即登录</button>"""


def needs(languages):
    try:
        tessdata_folder(languages)
    except ToolMissingError:
        pytest.skip(f"no Tesseract for {languages}")


def needs_ideographs():
    known = match(Family.SANS, 400, character="\u4e2d")
    missing = match(Family.SANS, 400, character="\U0010fffe")
    if known is None or known == missing:
        pytest.skip("no font with ideographs")


def texts(browser, html, languages):
    scene = perceive(Picture(browser.render(html, 640, 300).image), languages)
    return [line.text for line in scene.lines()]


def test_capitals_keep_their_accents(browser):
    needs("deu")

    found = texts(browser, GERMAN, "deu")

    assert found == ["Über Größe", "Die Äpfel für die Straße kosten fünf Euro."]


def test_ideographs_are_read_as_lines_without_blanks(browser):
    needs("chi_sim")
    needs_ideographs()

    found = texts(browser, CHINESE, "chi_sim")

    assert found == ["欢迎来到我们的网站", "这是一个用于测试的页面", "立即登录"]


def test_a_letter_that_the_page_font_lacks_is_measured_in_the_font_that_sets_it():
    needs_ideographs()

    extent = faces()[0].extent("\u4e2d")

    # An ideograph is as wide as it is high; the box for a missing letter is not.
    assert extent.advance == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize(("character", "expected"), [("a", False), ("ß", False), ("中", True)])
def test_which_scripts_have_no_blanks(character, expected):
    assert is_unspaced(character) is expected
