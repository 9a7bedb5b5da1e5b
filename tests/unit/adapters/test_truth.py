from collections.abc import Iterator

import pytest

from limner_adapters.data.renderer import Renderer
from limner_adapters.data.truth import Truth


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer() as renderer:
        yield renderer


def read(renderer: Renderer, body: str, width: int = 400) -> Truth:
    style = "<style>body{font:16px sans-serif;margin:40px}</style>"
    return renderer.draw(f"<!DOCTYPE html>{style}{body}", width).truth


def texts(truth: Truth) -> list[str]:
    return [word.text for word in truth.words]


def test_numbers_of_a_list_are_read_though_no_text_holds_them(renderer):
    truth = read(renderer, "<ol start=3><li>Milk</li><li>Bread</li></ol>")

    assert texts(truth) == ["3.", "Milk", "4.", "Bread"]
    number, milk = truth.words[:2]
    assert number.box.x1 <= milk.box.x0
    assert abs(number.box.centre[1] - milk.box.centre[1]) < 2


def test_what_a_style_sheet_writes_is_read(renderer):
    style = "<style>a + a::before{content:'/';padding:0 6px} b::after{content:'\\e001'}</style>"

    truth = read(renderer, f"{style}<a>Home</a><a>Docs</a><b>x</b>")

    assert texts(truth) == ["Home", "/", "Docs", "x"]
    home, slash, docs, _ = truth.words
    assert home.box.x1 <= slash.box.x0 < slash.box.x1 <= docs.box.x0


def test_fields_say_what_chromium_puts_into_them(renderer):
    truth = read(renderer, "<input type=date><br><input type=file>")

    assert texts(truth) == ["mm/dd/yyyy", "Choose", "File", "No", "file", "chosen"]


def test_a_hint_is_read_from_the_side_where_its_script_begins(renderer):
    field = '<div dir="rtl"><input placeholder="שלום עולם" style="width:300px"></div>'

    truth = read(renderer, field)

    first, second = truth.words
    assert second.box.x1 <= first.box.x0
    assert first.box.x0 > 200


def test_a_text_without_blanks_is_a_word_in_each_line(renderer):
    truth = read(renderer, f"<p>{'森林' * 20}</p>", width=300)

    assert len(truth.words) > 1
    assert "".join(texts(truth)) == "森林" * 20
    assert all(word.box.height < 40 for word in truth.words)


def test_boxes_are_in_pixels_of_the_picture(renderer):
    page = "<!DOCTYPE html><body style='margin:0'><div style='width:50px;height:20px'></div>"

    page_twice = renderer.draw(page, 200, 2.0)

    assert page_twice.pixels.shape[1] == 400
    assert page_twice.truth.nodes[-1].box.x1 == 100


def test_what_hangs_on_the_window_is_read_where_it_is_drawn(renderer):
    end = "<p style='position:fixed;bottom:0;margin:0'>End</p>"

    drawn = renderer.draw(f"<!DOCTYPE html><div style='height:600px'></div>{end}", 300)

    (word,) = drawn.truth.words
    x0, y0, x1, y1 = (round(edge) for edge in word.box)
    assert y0 > 550
    assert (drawn.pixels[y0:y1, x0:x1] < 128).any()
