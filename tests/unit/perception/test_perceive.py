"""Whole scenes, from pages that the browser drew and from pictures that are no pages."""

import numpy as np
import pytest

import bad_pictures
from limner_server.errors import CancelledError, ToolMissingError
from limner_server.perception.image import Picture
from limner_server.perception.ocr import ReadWord, TesseractReader
from limner_server.perception.outline import outline
from limner_server.perception.overlay import overlay
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Border, Box, Colour, Family, Gradient, ShapeKind

PAGE = """
<style>
  body { margin: 0; font: 16px sans-serif; color: #222; background: #f4f6f8; height: 700px }
  body > * { position: absolute }
</style>
<header style="left:0;top:0;width:800px;height:60px;background:#12456b;color:#fff">
  <b style="position:absolute;left:24px;top:18px">White on blue</b>
</header>
<h1 style="left:40px;top:80px;margin:0;font:700 32px serif">A serif heading</h1>
<p style="left:40px;top:140px;margin:0;width:500px">Plain words, and <a href="#">a link</a></p>
<input style="left:40px;top:200px;width:240px;height:36px;box-sizing:border-box;
  border:1px solid #8899aa;border-radius:6px;background:#fff">
<button style="left:300px;top:200px;width:120px;height:36px;border:0;border-radius:8px;
  background:#0a7d4f;color:#fff;font:16px sans-serif">Send it</button>
<div style="left:40px;top:260px;width:300px;height:120px;background:#fff;
  box-shadow:0 6px 16px rgba(0,0,0,.25)">
  <span style="position:absolute;left:20px;top:20px">A card</span></div>
<div style="left:400px;top:260px;width:300px;height:120px;
  background:linear-gradient(90deg,#d02020,#2020d0)"></div>
<hr style="left:40px;top:410px;width:660px;height:2px;border:0;margin:0;background:#c0c0c0">
<div style="left:40px;top:430px;width:40px;height:40px;border-radius:50%;background:#aa3377"></div>
<ul style="left:100px;top:430px;margin:0;padding:0 0 0 24px"><li>first item<li>second item</ul>
<ol style="left:300px;top:430px;margin:0;padding:0 0 0 24px"><li>one thing<li>another thing</ol>
"""


@pytest.fixture(scope="module")
def picture(browser):
    return Picture(browser.render(PAGE, 800, 700).image, "page")


@pytest.fixture(scope="module")
def scene(picture):
    return perceive(picture)


def line(scene, text):
    found = [each for each in scene.lines() if each.text == text]
    assert found, f"{text!r} is not among {[each.text for each in scene.lines()]}"
    return found[0]


def shape_at(scene, *edges):
    best = max(scene.shapes(), key=lambda shape: shape.box.iou(Box(*edges)))
    assert best.box.iou(Box(*edges)) > 0.95, outline(scene)
    return best


def test_texts_are_read_with_font_and_colours(scene):
    assert scene.background == Colour(0xF4, 0xF6, 0xF8)

    white = line(scene, "White on blue")
    assert (white.colour, white.background) == (Colour(255, 255, 255), Colour(0x12, 0x45, 0x6B))
    assert (white.font.size, white.font.weight) == (16, 700)

    heading = line(scene, "A serif heading")
    assert (heading.font.family, heading.font.size) == (Family.SERIF, 32)

    text = line(scene, "Plain words, and a link")
    assert text.colour == Colour(0x22, 0x22, 0x22)
    assert text.font.family is Family.SANS
    assert text.words[-1].colour.blue > 200


def test_list_markers_are_no_text(scene):
    assert line(scene, "first item").bullet == "disc"
    assert line(scene, "second item").bullet == "disc"
    assert line(scene, "one thing").bullet == "decimal"
    assert line(scene, "another thing").bullet == "decimal"


def test_fields_have_border_and_radius(scene):
    field = shape_at(scene, 40, 200, 280, 236)

    assert field.fill == Colour(255, 255, 255)
    assert field.border == Border(1, Colour(0x88, 0x99, 0xAA))
    assert field.radius == pytest.approx(6, abs=1.5)


def test_buttons_hold_their_text(scene):
    button = shape_at(scene, 300, 200, 420, 236)

    assert [each.text for each in button.lines] == ["Send it"]
    assert button.radius == pytest.approx(8, abs=1.5)
    assert button.border is None


def test_a_shadow_is_one_value_and_not_many_frames(scene):
    card = shape_at(scene, 40, 260, 340, 380)

    assert card.shadow is not None
    assert card.shadow.dy == pytest.approx(6, abs=2)
    assert card.shadow.blur == pytest.approx(16, abs=5)
    assert card.shadow.opacity == pytest.approx(0.25, abs=0.08)
    around = Box(10, 230, 370, 409)
    assert [each for each in scene.shapes() if around.contains(each.box)] == [card]


def test_gradients_are_measured(scene):
    fill = shape_at(scene, 400, 260, 700, 380).fill

    assert isinstance(fill, Gradient)
    assert fill.angle == 90
    assert fill.start.distance(Colour(0xD0, 0x20, 0x20)) < 8
    assert fill.end.distance(Colour(0x20, 0x20, 0xD0)) < 8


def test_rules_and_discs_have_their_kinds(scene):
    assert shape_at(scene, 40, 410, 700, 412).kind is ShapeKind.RULE
    assert shape_at(scene, 40, 430, 80, 470).kind is ShapeKind.CIRCLE


def test_ids_count_shapes_and_lines_together(scene):
    ids = [each.id for each in [*scene.shapes(), *scene.lines()]]

    assert sorted(ids) == list(range(len(ids)))


def test_the_scene_can_be_printed_and_drawn(scene, picture):
    printed = outline(scene)

    assert printed.startswith("scene 800x700 #f4f6f8\n")
    assert "16px sans-serif 700: White on blue" in printed
    drawn = overlay(scene, picture)
    assert drawn.pixels.shape == picture.pixels.shape
    assert (drawn.pixels != picture.pixels).any()


def test_words_may_come_from_elsewhere(picture):
    """Everything but the letters is still measured in the pixels."""

    def read(picture, contrast):
        assert contrast.distance.shape == picture.pixels.shape[:2]
        return [ReadWord("White", Box(22, 16, 78, 36), 1.0)]

    (only,) = perceive(picture, read=read).lines()

    assert only.text == "White"
    assert only.colour == Colour(255, 255, 255)
    assert only.box.x0 == pytest.approx(24, abs=2)


def test_a_cancel_is_heard(picture):
    def cancelled():
        raise CancelledError

    with pytest.raises(CancelledError):
        perceive(picture, check=cancelled)


def test_languages_that_are_not_installed_are_named(picture):
    with pytest.raises(ToolMissingError, match="xyz") as caught:
        perceive(picture, languages="xyz")

    assert "tesseract-ocr-xyz" in caught.value.remedy


def test_reading_in_parallel_reads_the_same(picture):
    one = perceive(picture, read=TesseractReader("eng", threads=1))
    four = perceive(picture, read=TesseractReader("eng", threads=4))

    assert outline(one) == outline(four)


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (40, 1), (3, 3)])
def test_tiny_pictures_are_empty_pages(size):
    scene = perceive(Picture(np.full((*size, 3), 9, np.uint8)))

    assert (scene.height, scene.width) == size
    assert scene.lines() == scene.shapes() == []


def test_a_blank_picture_is_its_colour():
    scene = perceive(Picture(np.full((300, 400, 3), (10, 200, 30), np.uint8)))

    assert scene.background == Colour(10, 200, 30)
    assert scene.shapes() == []


@pytest.mark.parametrize("image", [bad_pictures.noise(), bad_pictures.photo()])
def test_noise_and_photographs_are_pictures_without_text(image):
    scene = perceive(Picture(np.asarray(image)))

    assert scene.lines() == []
    assert len(scene.shapes()) < 20
