"""Code that VS Code shows behind the cursor while the user types."""

import pytest
from playwright.sync_api import expect

from scripted_engine import scripted_engine


@pytest.fixture(scope="module")
def settings():
    with scripted_engine("return 2 * number") as (engine, _):
        yield {"limner.engineUrl": engine.base_url, "limner.model": engine.model}


def test_what_the_engine_says_is_shown_while_typing_and_taken_with_tab(vscode):
    vscode.open("numbers.py", "def double(number):")
    vscode.until_idle()
    vscode.go_to("numbers.py", 1, 20)

    vscode.page.keyboard.type("\n    ")

    ghost = vscode.page.locator(".ghost-text-decoration")
    expect(ghost.first).to_be_visible()
    shown = "".join(ghost.all_inner_texts()).replace("\u00a0", " ")
    assert shown == "return 2 * number"
    vscode.press("Tab")
    vscode.until(lambda: vscode.text("numbers.py").endswith("    return 2 * number"), "the code")
