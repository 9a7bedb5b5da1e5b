"""The browser draws pages that nobody trusts, and survives them."""

from __future__ import annotations

import threading
import time

import pytest

from limner_server.errors import RenderError, ToolMissingError
from limner_server.perception.scene import Colour
from limner_server.proof.browser import Browser
from limner_server.proof.chromium import find_chromium


def test_it_measures_texts_and_elements(browser: Browser) -> None:
    page = """<body style="margin:0"><main data-limner="1"><h1 data-limner="2" style="margin:0;
        font:20px sans-serif;color:#a00">Ferry</h1></main></body>"""

    drawn = browser.render(page, 400, 300)

    assert drawn.image.shape == (300, 400, 3)
    (line,) = drawn.lines
    assert (line.text, line.element, line.tag, line.size) == ("Ferry", 2, "h1", 20)
    assert line.colour == Colour(170, 0, 0)
    assert line.box.y0 < line.baseline < line.box.y1
    assert [(e.tag, e.element, e.depth, e.parent) for e in drawn.elements] == [
        ("body", -1, 0, -1),
        ("main", 1, 1, 0),
        ("h1", 2, 2, 1),
    ]


def test_a_wrapped_text_gives_a_line_for_each_line_box(browser: Browser) -> None:
    drawn = browser.render('<p style="width:60px;font:16px sans-serif">aaaa bbbb cccc', 400, 300)

    assert [line.text for line in drawn.lines] == ["aaaa", "bbbb", "cccc"]
    assert [line.baseline for line in drawn.lines] == sorted(line.baseline for line in drawn.lines)


def test_fields_show_their_values_and_placeholders(browser: Browser) -> None:
    page = """<input value="Ada"><input placeholder="Your name"><input type="password" value="abc">
        <select><option>Adult<option selected>Child</select><textarea>Dear Sir</textarea>
        <input type="checkbox" value="on">"""

    drawn = browser.render(page, 900, 200)

    shown = [line.text for line in drawn.lines]
    assert shown == ["Ada", "Your name", "\u2022\u2022\u2022", "Child", "Dear Sir"]


@pytest.mark.parametrize(
    "style",
    [
        "color:transparent",
        "opacity:0",
        "visibility:hidden",
        "color:#fff",
        "position:absolute;left:-900px",
        "height:0;overflow:hidden",
        "position:absolute;clip:rect(0,0,0,0)",
        "clip-path:inset(50%)",
    ],
)
def test_text_that_nobody_sees_does_not_count(browser: Browser, style: str) -> None:
    drawn = browser.render(f'<div style="width:200px;{style}">hidden</div>', 400, 300)

    assert drawn.lines == []


def test_a_translucent_colour_is_laid_over_its_background(browser: Browser) -> None:
    drawn = browser.render('<p style="color:rgba(0,0,0,.5)">half', 400, 300)

    assert drawn.lines[0].colour.distance(Colour(128, 128, 128)) <= 1


def test_a_page_reaches_nothing_and_runs_nothing(browser: Browser) -> None:
    page = """<meta http-equiv="refresh" content="0;url=http://192.0.2.1/">
        <link rel="stylesheet" href="http://192.0.2.1/a.css"><img src="http://192.0.2.1/a.png">
        <iframe src="file:///etc/hostname"></iframe><script>document.write("script")</script>
        <p>only this<img onerror="document.body.textContent='handler'" src="x">"""

    drawn = browser.render(page, 400, 300)

    assert [line.text for line in drawn.lines] == ["only this"]
    assert drawn.refused >= 3


def test_a_data_uri_is_part_of_the_page(browser: Browser) -> None:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9' fill='red'/></svg>"
    )

    drawn = browser.render(
        f'<body style="margin:0"><img src="data:image/svg+xml,{drawing}">', 100, 100
    )

    assert tuple(drawn.image[4, 4]) == (255, 0, 0)
    assert drawn.refused == 0


def test_an_endless_page_is_cut(browser: Browser) -> None:
    drawn = browser.render('<div style="height:900000px">tall', 200, 100)

    assert drawn.image.shape == (200, 200, 3)
    assert drawn.height > 900_000


def test_it_starts_again_where_it_died(browser: Browser) -> None:
    browser.start()
    assert browser._session is not None
    browser._session.kill()

    drawn = browser.render("<p>alive", 200, 100)

    assert [line.text for line in drawn.lines] == ["alive"]


def test_any_thread_may_render(browser: Browser) -> None:
    seen: list[str] = []

    def render(name: str) -> None:
        seen.append(browser.render(f"<p>{name}", 200, 100).lines[0].text)

    threads = [threading.Thread(target=render, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == ["a", "b", "c"]


@pytest.mark.skipif(find_chromium() is None, reason="no Chromium installed")
def test_a_page_that_never_ends_is_ended() -> None:
    rules = "".join(
        f"i:nth-last-of-type(3n+{k}) ~ i:not(:has(~ i.c{k})){{color:red}}" for k in range(4000)
    )
    page = f"<style>{rules}</style>" + "<i>x</i>" * 4000

    with Browser(time_limit=1.0) as impatient:
        impatient.start()
        begin = time.monotonic()
        with pytest.raises(RenderError, match="longer than 1 s"):
            impatient.render(page, 400, 300)
        spent = time.monotonic() - begin
        after = impatient.render("<p>next", 400, 300)

    assert spent < 20
    assert [line.text for line in after.lines] == ["next"]


def test_no_chromium_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with Browser() as missing, pytest.raises(ToolMissingError) as raised:
        missing.start()

    assert "CHROMIUM" in raised.value.remedy
