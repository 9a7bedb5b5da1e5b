"""Cancel in VS Code ends the waiting at once, and the work with it."""

import shutil
import time

import pytest
from playwright.sync_api import expect

from streaming_engine import slow_endpoint

PAGE = "<main>\n  \n</main>\n"


@pytest.fixture(scope="module")
def slow():
    """An engine that goes on for minutes."""
    with slow_endpoint() as slow:
        yield slow


@pytest.fixture(scope="module")
def settings(slow):
    url, _, _ = slow
    return {"limner.engineUrl": url, "limner.model": "slow"}


@pytest.fixture
def asked(vscode, slow):
    """Waits until the engine answers, and then until nobody listens."""
    _, begun, left = slow
    begun.clear()
    left.clear()

    class Asked:
        def wait(self):
            vscode.until(begun.is_set, "a request to the engine")

        def is_left(self):
            return vscode.until(left.is_set, "the end of the engine's answer")

    return Asked()


def test_cancel_in_mid_stream_ends_a_paste(vscode, asked, shot):
    vscode.open("pasted.html", PAGE)
    vscode.go_to("pasted.html", 2, 3)
    vscode.paste(shot)
    asked.wait()
    progress = vscode.notification("Code from the pasted picture")

    start = time.monotonic()
    vscode.button(progress, "Cancel")
    expect(progress).to_have_count(0)
    felt = time.monotonic() - start

    assert asked.is_left()
    assert felt < 5
    assert vscode.text("pasted.html") == PAGE


def test_cancel_in_the_preview_closes_it(vscode, asked, shot):
    shutil.copy(shot, vscode.folder / "bread.png")
    vscode.open("previewed.html", PAGE)
    vscode.context_menu("bread.png", "Limner: Code from")
    asked.wait()

    vscode.preview().get_by_role("button", name="Cancel").click()

    expect(vscode.page.locator("iframe.webview")).to_have_count(0)
    assert asked.is_left()
    assert vscode.text("previewed.html") == PAGE


def test_what_was_typed_meanwhile_stays_and_nothing_is_lost(vscode, asked, shot):
    vscode.open("typed.html", PAGE)
    vscode.go_to("typed.html", 2, 3)
    vscode.paste(shot)
    asked.wait()

    vscode.page.keyboard.type("words")

    progress = vscode.notification("Code from the pasted picture")
    expect(progress).to_be_visible()
    vscode.button(progress, "Cancel")
    assert asked.is_left()
    assert vscode.text("typed.html") == PAGE.replace("  \n", "  words\n")
