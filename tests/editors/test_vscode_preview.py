"""The preview beside the editor: look, compare, choose, by mouse and by keys."""

import re
import shutil

import pytest
from playwright.sync_api import expect

PAGE = "<main>\n  \n</main>\n"


@pytest.fixture
def draft(vscode, shot):
    """Opens a page, and beside it the preview of a picture that is to go into it."""

    def opened(name, picture=shot):
        shutil.copy(picture, vscode.folder)
        vscode.open(name, PAGE)
        vscode.go_to(name, 2, 3)
        vscode.context_menu(picture.name, "Limner: Code from")
        preview = vscode.preview()
        expect(preview.get_by_role("button", name="Accept")).to_be_visible()
        return preview

    return opened


def test_it_shows_the_picture_what_is_drawn_the_score_and_the_code(vscode, draft):
    preview = draft("shown.html")

    for name in ("The picture: shot.png", "What candidate 1 draws"):
        picture = preview.get_by_role("img", name=name)
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    expect(preview.locator("summary")).to_contain_text(re.compile(r"Looks \d+ ?% like the picture"))
    expect(preview.get_by_role("listbox", name="Lines of code")).to_contain_text("Fresh bread")
    preview.locator("summary").click()
    expect(preview.get_by_text("Texts found")).to_be_visible()
    assert vscode.text("shown.html") == PAGE


def test_accept_puts_it_in_as_one_step_to_undo(vscode, draft):
    draft("accepted.html")

    vscode.accept()

    vscode.until(lambda: "from-" in vscode.text("accepted.html"), "the code")
    vscode.focus("accepted.html")
    vscode.press("Control+Z")
    vscode.until(lambda: vscode.text("accepted.html") == PAGE, "the text from before")


def test_discard_changes_nothing_and_closes_it(vscode, draft):
    preview = draft("discarded.html")

    preview.get_by_role("button", name="Discard").click()

    expect(vscode.page.locator("iframe.webview")).to_have_count(0)
    assert vscode.text("discarded.html") == PAGE


def test_discard_puts_back_what_stood_there_before_a_paste(vscode, shot):
    vscode.open("pasted.html", PAGE)
    vscode.go_to("pasted.html", 2, 3)
    vscode.paste(shot)
    vscode.button(vscode.notification("Code from"), "Show Preview")

    vscode.preview().get_by_role("button", name="Discard").click()

    vscode.until(lambda: vscode.text("pasted.html") == PAGE, "the text from before")


def test_another_candidate_takes_the_place_of_the_first(vscode, draft, large_shot):
    preview = draft("exchanged.html", large_shot)
    candidates = preview.get_by_role("radio")
    assert candidates.count() > 1
    vscode.accept()
    vscode.until(lambda: "from-" in vscode.text("exchanged.html"), "the code")
    first = vscode.saved("exchanged.html")

    candidates.nth(1).check(force=True)
    preview.get_by_role("button", name="Use This Instead").click()

    vscode.until(lambda: vscode.saved("exchanged.html") != first, "the other code")
    assert vscode.saved("exchanged.html").count("A room above the sea") == 1


def test_the_slider_moves_by_keys_and_by_mouse(draft):
    slider = draft("slid.html").get_by_role("slider")

    slider.focus()
    before = int(slider.get_attribute("aria-valuenow"))
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", str(before + 2))
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", "0")
    slider.press("End")
    slider.drag_to(slider.locator("xpath=.."), target_position={"x": 60, "y": 60})

    assert 0 < int(slider.get_attribute("aria-valuenow")) < 50


def test_a_line_shows_its_part_of_the_picture_and_the_other_way_round(vscode, draft):
    preview = draft("hovered.html")
    outline = preview.locator(".outline")
    line = preview.get_by_role("option").filter(has_text="Fresh bread").last
    expect(outline).to_be_hidden()

    line.hover()
    expect(outline).to_be_visible()
    box = outline.bounding_box()
    vscode.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(preview.locator(".line.marked").filter(has_text="Fresh bread").first).to_be_visible()


def test_the_cursor_shows_what_its_line_draws_once_it_stands_in_the_document(vscode, draft):
    preview = draft("followed.html")
    vscode.accept()
    vscode.until(lambda: "from-" in vscode.text("followed.html"), "the code")
    lines = vscode.saved("followed.html").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Order now" in text)

    vscode.go_to("followed.html", line, 8)

    expect(preview.locator(".outline")).to_be_visible()


def test_keys_alone_do_it_all(vscode, draft):
    draft("keyed.html")
    vscode.command("Limner: Open the Last Preview")
    expect(vscode.page.locator("iframe.webview")).to_be_focused()

    vscode.press("Control+Enter")

    vscode.until(lambda: "from-" in vscode.text("keyed.html"), "the code")


def test_it_loads_nothing_from_outside(vscode, draft):
    preview = draft("closed.html")

    policy = preview.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert vscode.outside == []
