"""Form controls as Chromium draws them are shapes, not letters."""

import pytest

from limner_server.perception.image import Picture
from limner_server.perception.outline import outline
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Box, ShapeKind

PAGE = """
<style>
  body { margin: 0; font: 16px sans-serif; color: #222; background: #fff; height: 420px }
  label, select, input[type=password] { position: absolute; left: 30px; margin: 0 }
</style>
<label style="top:20px"><input type="radio" name="a" checked> Morning visit</label>
<label style="top:60px"><input type="radio" name="a"> Afternoon visit</label>
<label style="top:100px"><input type="checkbox" checked> Newsletter</label>
<label style="top:140px"><input type="checkbox"> Accept the terms</label>
<select style="top:180px"><option>Norway</select>
<select style="top:220px;width:240px;padding:8px 12px;border:1px solid #bbb;border-radius:6px;
  background:#fff;font-size:15px"><option>Lighthouse</select>
<input type="password" value="secretword" style="top:280px">
<input type="password" value="secretword" style="top:320px;width:240px;padding:10px;
  border:1px solid #bbb;border-radius:6px;font-size:16px">
<label style="top:380px">O snow, © 2026 Overview</label>
"""


@pytest.fixture(scope="module")
def scene(browser):
    return perceive(Picture(browser.render(PAGE, 400, 420).image, "controls"))


def test_only_labels_options_and_dots_are_read(scene):
    assert [line.text for line in scene.lines()] == [
        "Morning visit",
        "Afternoon visit",
        "Newsletter",
        "Accept the terms",
        "Norway",
        "Lighthouse",
        "••••••••••",
        "••••••••••",
        "O snow, © 2026 Overview",
    ], outline(scene)
    assert not any(line.bullet for line in scene.lines())


def test_a_radio_button_is_a_circle_and_its_dot_lies_inside(scene):
    rings = [
        shape
        for shape in scene.root.children
        if shape.kind is ShapeKind.CIRCLE and shape.border is not None
    ]

    assert [ring.box.width for ring in rings] == [13, 13]
    assert [len(ring.children) for ring in rings] == [1, 0]
    assert rings[0].children[0].kind is ShapeKind.CIRCLE


def test_a_caret_is_an_icon_at_the_right_end_of_its_field(scene):
    field = max(scene.shapes(), key=lambda shape: shape.box.iou(Box(30, 220, 270, 258)))

    caret = field.children[0]

    assert caret.kind is ShapeKind.ICON
    assert field.box.x1 - caret.box.x1 < 10


def test_dots_of_a_slide_show_are_no_password(browser):
    dot = '<i style="display:inline-block;width:8px;height:8px;margin:4px;border-radius:4px;'
    dots = f'{dot}background:#123"></i>' * 5

    shown = perceive(Picture(browser.render(f"<body>{dots}", 300, 100).image, "dots"))

    assert not shown.lines()
