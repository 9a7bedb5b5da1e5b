"""A picture becomes code in VS Code: pasted, dropped, clicked on, or chosen from the palette."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from dragging import drag, drop

PAGE = "<main>\n  \n</main>\n"
# What the picture says, in the elements that it should become.
HEADING = re.compile(r"<h\d[^>]*>Fresh bread</h\d>")


@pytest.fixture
def shown(vscode, shot):
    """The picture as a file of the workspace."""
    shutil.copy(shot, vscode.folder / "bread.png")
    return vscode.folder / "bread.png"


def becomes_code(vscode, name):
    """The whole text, once there is more of it than there was."""
    vscode.until(lambda: "from-" in vscode.text(name), f"code in {name}")
    text = vscode.saved(name)
    assert HEADING.search(text)
    return text


def test_a_pasted_picture_becomes_code_at_the_cursor(vscode, shot):
    vscode.open("pasted.html", PAGE)
    vscode.go_to("pasted.html", 2, 3)

    vscode.paste(shot)

    text = becomes_code(vscode, "pasted.html")
    assert text.startswith("<main>\n")
    assert text.endswith("</main>\n")
    assert "Order now" in text


def test_how_good_it_is_is_told_with_a_way_to_look_closer(vscode, shot):
    vscode.open("told.html", PAGE)
    vscode.go_to("told.html", 2, 3)
    vscode.paste(shot)
    told = vscode.notification(re.compile(r"Code from .*: looks \d+ ?%"))

    vscode.button(told, "Show Preview")

    preview = vscode.preview()
    expect(preview.get_by_role("img", name="The picture")).to_be_visible()
    # It stands in the document already.
    expect(preview.get_by_role("button", name="Close")).to_be_visible()
    assert HEADING.search(vscode.saved("told.html"))


def test_one_undo_takes_it_back(vscode, shot):
    vscode.open("undone.html", PAGE)
    vscode.go_to("undone.html", 2, 3)
    vscode.paste(shot)
    becomes_code(vscode, "undone.html")

    vscode.focus("undone.html")
    vscode.press("Control+Z")

    vscode.until(lambda: vscode.text("undone.html") == PAGE, "the text from before")


def test_text_on_the_clipboard_wins_over_its_picture(vscode, shot):
    vscode.open("both.html", PAGE)
    vscode.go_to("both.html", 2, 3)
    vscode.paste(shot, text="plain words")

    vscode.until(lambda: "plain words" in vscode.text("both.html"), "the text")
    # The picture is offered beside it.
    vscode.page.locator(".post-edit-widget").click()
    rows = vscode.page.locator(".action-widget .monaco-list-row")
    expect(rows.filter(has_text="Limner")).to_have_count(1)
    vscode.press("Escape")
    assert vscode.saved("both.html") == "<main>\n  plain words\n</main>\n"


def test_a_file_of_the_desktop_dropped_into_the_text_becomes_code(vscode, shot):
    editor = vscode.open("dropped.html", PAGE)

    drop(vscode, shot, editor)

    becomes_code(vscode, "dropped.html")


def test_a_file_of_the_explorer_dropped_into_the_text_becomes_code(vscode, shown):
    editor = vscode.open("dragged.html", PAGE)

    drag(vscode, shown.name, editor)

    becomes_code(vscode, "dragged.html")


def test_the_explorer_offers_code_from_a_picture(vscode, shown):
    vscode.open("clicked.html", PAGE)
    vscode.go_to("clicked.html", 2, 3)

    vscode.context_menu(shown.name, "Limner: Code from")
    vscode.accept()

    becomes_code(vscode, "clicked.html")


def test_the_explorer_offers_nothing_on_other_files(vscode):
    vscode.write("notes.txt", "no picture")

    vscode.explorer_row("notes.txt").click(button="right")

    items = vscode.page.locator(".monaco-menu .action-label")
    expect(items.first).to_be_visible()
    assert not [text for text in items.all_inner_texts() if "Limner" in text]


def test_nothing_was_asked_of_the_world_outside(vscode):
    assert vscode.outside == []
