"""The page of VS Code's preview, in a real browser: what it shows, by mouse and by keys alone."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from limner_server.proof.chromium import find_chromium
from webview import Webview, choice, draft, picture, proof, why_not

RED, BLUE = (255, 0, 0), (0, 0, 255)
WORKING = {
    "kind": "working",
    "title": "Code from login.png",
    "message": "Reading the picture",
    "fraction": 0.25,
    "code": "",
}


@pytest.fixture(scope="module")
def chromium():
    if reason := why_not():
        pytest.skip(reason)
    if find_chromium() is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def webview(chromium):
    """The page in a tab of 600 x 800; it may complain of nothing."""
    page = chromium.new_page(viewport={"width": 600, "height": 800})
    webview = Webview(page)
    yield webview
    assert webview.complaints == []
    page.close()


def pixel(webview, across):
    """The colour at a share of the stage's width, near its bottom."""
    stage = webview.page.locator(".stage")
    image = Image.open(io.BytesIO(stage.screenshot())).convert("RGB")
    return image.getpixel((int(across * image.width), image.height - 8))


def press(webview, *keys):
    for key in keys:
        webview.page.keyboard.press(key)


def test_it_asks_for_what_to_show_once_it_hears(webview):
    assert webview.told() == [{"kind": "ready"}]


def test_a_request_shows_how_far_it_is_and_what_it_writes(webview):
    webview.tell(**WORKING)

    bar = webview.page.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(webview.page.get_by_role("status").filter(has_text="Reading")).to_be_visible()
    expect(webview.page.get_by_role("listbox")).to_be_hidden()
    webview.tell(**{**WORKING, "fraction": None, "code": "<main>\n  <h1>"})
    assert bar.get_attribute("aria-valuenow") is None
    expect(webview.page.get_by_role("option")).to_have_text(["1<main>", "2  <h1>"])


def test_long_code_is_followed_while_it_is_written(webview):
    lines = [f"<p>{number}</p>" for number in range(200)]
    for written in (100, 200):
        webview.tell(**{**WORKING, "code": "\n".join(lines[:written])})

    expect(webview.page.get_by_role("option").last).to_be_in_viewport()


def test_what_was_written_shows_what_it_draws_once_it_is_measured(webview):
    drafted = draft()
    webview.tell(**{**WORKING, "code": drafted["reply"]["code"]})
    expect(webview.page.locator(".drawing")).to_have_count(0)

    webview.tell(**drafted)

    expect(webview.page.locator(".drawing")).to_have_count(3)


@pytest.mark.parametrize("key", ["Escape", "Tab+Enter"])
def test_a_request_is_cancelled_by_keys(webview, key):
    webview.tell(**WORKING)

    press(webview, *key.split("+"))

    assert webview.told()[-1] == {"kind": "cancel"}


def test_it_says_why_there_is_nothing_to_show(webview):
    webview.tell(kind="failed", title="Code from login.png", message="no Tesseract: install `it`")

    expect(webview.page.get_by_role("alert")).to_have_text("No Tesseract: install it")
    webview.page.get_by_role("button", name="Close").click()
    assert webview.told()[-1] == {"kind": "close"}


def test_picture_and_drawing_lie_on_each_other_with_a_slider_between(webview):
    webview.tell(**draft())
    slider = webview.page.get_by_role("slider")

    assert (pixel(webview, 0.45), pixel(webview, 0.55)) == (RED, BLUE)
    slider.focus()
    press(webview, "ArrowRight", "ArrowRight", "PageUp")
    expect(slider).to_have_attribute("aria-valuetext", "64% picture, 36% drawn")
    assert (pixel(webview, 0.6), pixel(webview, 0.68)) == (RED, BLUE)
    press(webview, "Home")
    assert pixel(webview, 0.1) == BLUE
    press(webview, "End")
    assert pixel(webview, 0.9) == RED


def test_the_slider_is_dragged(webview):
    webview.tell(**draft())
    stage = webview.page.locator(".stage").bounding_box()

    webview.page.get_by_role("slider").hover()
    webview.page.mouse.down()
    webview.page.mouse.move(stage["x"] + 0.2 * stage["width"], stage["y"] + 40)
    webview.page.mouse.up()

    expect(webview.page.get_by_role("slider")).to_have_attribute("aria-valuenow", "20")


def test_a_line_shows_which_part_of_the_picture_it_draws(webview):
    webview.tell(**draft())

    webview.page.get_by_role("option").nth(1).hover()

    stage = webview.page.locator(".stage").bounding_box()
    outline = webview.page.locator(".outline").bounding_box()
    scale = stage["width"] / 400
    found = [
        (outline["x"] - stage["x"]) / scale,
        (outline["y"] - stage["y"]) / scale,
        outline["width"] / scale,
        outline["height"] / scale,
    ]
    assert found == pytest.approx([40, 30, 200, 60], abs=1)


def test_a_part_of_the_picture_shows_which_lines_draw_it(webview):
    webview.tell(**draft())
    stage = webview.page.locator(".stage")
    scale = stage.bounding_box()["width"] / 400
    marked = webview.page.locator(".marked")

    stage.hover(position={"x": 60 * scale, "y": 50 * scale})
    expect(marked).to_have_text(['2  <h1 class="title">refined trace</h1>'])
    stage.hover(position={"x": 60 * scale, "y": 200 * scale})
    expect(marked).to_have_count(3)
    webview.page.get_by_role("heading").hover()
    expect(marked).to_have_count(0)
    assert webview.told() == [{"kind": "ready"}]


def test_of_what_is_in_the_document_a_part_leads_there(webview):
    webview.tell(**draft(placed=0))
    stage = webview.page.locator(".stage")
    scale = stage.bounding_box()["width"] / 400

    stage.hover(position={"x": 60 * scale, "y": 50 * scale})
    assert webview.told()[-1] == {"kind": "point", "box": [40, 30, 240, 90]}
    stage.click(position={"x": 60 * scale, "y": 50 * scale})
    assert webview.told()[-1] == {"kind": "reveal", "box": [40, 30, 240, 90]}


def test_the_cursor_in_the_document_shows_what_its_line_draws(webview):
    webview.tell(**draft(placed=0))

    webview.tell(kind="part", box=[40, 30, 240, 90])
    expect(webview.page.locator(".outline")).to_be_visible()
    expect(webview.page.locator(".marked")).to_have_count(1)
    webview.tell(kind="part", box=None)
    expect(webview.page.locator(".outline")).to_be_hidden()


def test_all_is_reached_and_done_by_keys(webview):
    webview.tell(**draft())
    reached = []
    for _ in range(6):
        press(webview, "Tab")
        reached.append(webview.focused())

    assert [name.split("  ")[0][:18] for name in reached] == [
        "Accept",
        "Discard",
        "Looks 99% like the",
        "1Refined trace97.0",
        "Between the pictur",
        "Lines of code",
    ]
    press(webview, "ArrowDown")
    expect(webview.page.get_by_role("option", selected=True)).to_contain_text("<h1")
    expect(webview.page.locator(".outline")).to_be_visible()


def test_a_candidate_is_chosen_by_its_number(webview):
    webview.tell(**draft())

    press(webview, "2", "7")

    expect(webview.page.get_by_role("radio", name="Model")).to_be_checked()
    expect(webview.page.get_by_role("option").nth(1)).to_contain_text("model</h1>")
    assert webview.told()[1:] == [{"kind": "choose", "choice": 1}]


def test_accept_turns_into_what_can_be_done_next(webview):
    webview.tell(**draft())
    webview.page.get_by_role("button", name="Accept").click()
    assert webview.told()[-1] == {"kind": "accept"}

    webview.tell(kind="standing", chosen=0, placed=0, busy=False)
    expect(webview.page.get_by_role("button")).to_have_text(["Close", "Discard"])
    expect(webview.page.get_by_text("In the document").last).to_be_visible()
    assert webview.focused() == "Close"
    press(webview, "2")
    expect(webview.page.get_by_role("button")).to_have_text(["Use This Instead", "Discard"])
    expect(webview.page.get_by_text("Candidate 1 is in the document")).to_be_visible()


def test_what_was_measured_opens_below_the_verdict(webview):
    webview.tell(**draft())
    webview.page.get_by_text("What was measured").click()

    figures = webview.page.locator("dl > div")
    expect(figures).to_have_text(["Score97.4%", "Looks99.6%", "Texts in fitting tags50.0%"])
    expect(webview.page.get_by_text("3.2 s: scene 1.2 s, proof 2.0 s")).to_be_visible()


def test_what_is_not_proven_says_so_and_how_it_could_be(webview):
    unproven = proof(
        status="unproven", summary="no browser", remedy="install `chromium`", figures={}
    )
    webview.tell(**draft(choices=[choice("trace", proof=unproven, rendering="")]))

    expect(webview.page.get_by_text("Unproven: no browser")).to_be_visible()
    expect(webview.page.get_by_role("radio")).to_have_count(0)
    expect(webview.page.get_by_role("slider")).to_be_hidden()
    expect(webview.page.get_by_alt_text("The picture: login.png")).to_be_visible()
    webview.page.get_by_text("What was measured").click()
    expect(webview.page.get_by_text("install chromium")).to_be_visible()


def test_other_code_than_pages_is_shown_as_what_it_changes(webview):
    diff = "--- a/cart.py\n+++ b/cart.py\n@@ -1 +1 @@\n-total = 0\n+total = 1\n"
    webview.tell(**draft(stack=None, shot=None, choices=[], code=diff))

    expect(webview.page.locator(".removed")).to_have_text("-total = 0")
    expect(webview.page.locator(".added")).to_have_text("+total = 1")
    expect(webview.page.locator(".stage")).to_be_hidden()


def test_whatever_texts_say_is_text(webview):
    evil = '<img src="http://evil.invalid/x.png" onerror="document.title = 1"><b>bold</b>'
    reply = draft(
        proof=proof(summary=evil, remedy=evil),
        engine=evil,
        timings={evil: 1.0},
        choices=[choice(evil, code=evil, proof=proof(summary=evil, figures={evil: 1.0}))] * 2,
    )
    webview.tell(**{**reply, "title": evil})

    assert webview.page.locator("b").count() == 0
    assert webview.page.locator("img").count() == 2
    expect(webview.page.get_by_role("heading")).to_have_text(evil)


@pytest.mark.parametrize(("width", "height"), [(380, 480), (600, 800), (1200, 760)])
def test_all_of_it_fits_whatever_the_room(webview, width, height):
    webview.page.set_viewport_size({"width": width, "height": height})
    tall = {"uri": picture("#ff0000", 400, 2400), "width": 400, "height": 2400}
    webview.tell(**draft(shot=tall))

    assert webview.page.evaluate("document.documentElement.scrollWidth") == width
    for role in ("button", "radio", "slider", "listbox"):
        for control in webview.page.get_by_role(role).all():
            box = control.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    expect(webview.page.get_by_role("option").first).to_be_in_viewport()


def test_nothing_moves_for_those_who_do_not_want_it(webview):
    webview.page.emulate_media(reduced_motion="reduce")
    webview.tell(**{**WORKING, "fraction": None})

    assert webview.page.evaluate("document.getAnimations().length") == 0
