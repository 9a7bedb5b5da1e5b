"""What VS Code's palette and the explorer offer of Limner, where no picture is pasted."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from workspaces import MENDED, SHOP, TEST_SHOP

needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
MAX = SHOP[: SHOP.index("return max")].count("\n") + 1
BAKERY = "export const Bakery = () => <main><h1>Fresh bread</h1><p>Order now</p></main>;\n"


@needs_bwrap
def test_fix_this(vscode):
    shop = vscode.project("mending", shop__py=SHOP, test_shop__py=TEST_SHOP)
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", MAX, 6)

    vscode.command("Limner: Fix This, and Prove It")

    vscode.until(lambda: vscode.text(f"{shop}/shop.py").rstrip() == MENDED.rstrip(), "the fix")
    expect(vscode.notification("the failing test passes")).to_be_visible()


@needs_bwrap
def test_write_tests_for_this(vscode):
    shop = vscode.project("testing", shop__py=MENDED)
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", MAX, 6)

    vscode.command("Limner: Write Tests for This")

    made = vscode.page.locator(".editor-instance .monaco-editor[data-uri$='test_shop.py']")
    expect(made).to_contain_text("def test_")


@needs_bwrap
def test_document_this(vscode):
    shop = vscode.project("documenting", shop__py="def double(number):\n    return 2 * number\n")
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", 2, 6)

    vscode.command("Limner: Document This")

    vscode.until(lambda: '    """' in vscode.text(f"{shop}/shop.py"), "a docstring")


def test_generate_from_words_shows_the_page_before_it_goes_in(vscode):
    vscode.open("words.html", "<section>\n  \n</section>\n")
    vscode.go_to("words.html", 2, 3)

    vscode.command("Limner: Generate Code from Words...")
    vscode.answer("a login form with email, password and a button that says Sign in")
    expect(vscode.preview().get_by_role("img", name="What candidate 1 draws")).to_be_visible()
    vscode.accept()

    vscode.until(lambda: "from-" in vscode.text("words.html"), "the form")
    assert 'type="password"' in vscode.saved("words.html")


def test_ask_about_this_code(vscode):
    tax = "RATE = 0.2\n\n\ndef with_tax(sum):\n    return sum * RATE\n"
    asking = vscode.project("asking", tax__py=tax, shop__py="import tax\n")
    vscode.open(f"{asking}/shop.py")

    vscode.command("Limner: Ask about This Code...")
    vscode.answer("Where is with_tax defined?")

    vscode.until(lambda: "tax.py:4" in vscode.seen(), "the answer")


def test_the_stack_is_chosen_for_the_workspace(vscode):
    vscode.open("stack.html", "<main></main>\n")

    vscode.command("Limner: Choose the Stack of Generated Pages...")
    vscode.choose("Tailwind")

    kept = vscode.folder / ".vscode/settings.json"
    vscode.until(kept.exists, "settings of the workspace")
    vscode.until(lambda: json.loads(kept.read_text()) == {"limner.stack": "tailwind"}, "the stack")
    vscode.command("Limner: Choose the Stack of Generated Pages...")
    expect(vscode.page.locator(".quick-input-list")).to_contain_text(
        re.compile(r"Tailwind.*\(now\)")
    )
    vscode.choose("Automatic")
    vscode.until(lambda: "auto" in kept.read_text(), "the stack")


def test_a_picture_is_asked_for_where_none_is_named(vscode, shot):
    shutil.copy(shot, vscode.folder / "asked.png")
    vscode.open("asked.html", "<main>\n  \n</main>\n")
    vscode.go_to("asked.html", 2, 3)

    vscode.command("Limner: Code from This Image")
    vscode.choose("asked.png")
    vscode.accept()

    vscode.until(lambda: "from-" in vscode.text("asked.html"), "code")
    assert "Fresh bread" in vscode.saved("asked.html")


def test_the_explorer_leads_from_a_picture_to_its_source(vscode, shot):
    bakery = vscode.project("locating", package__json="{}", Bakery__jsx=BAKERY)
    vscode.open(f"{bakery}/package.json")
    shutil.copy(shot, vscode.folder / bakery / "bakery.png")
    # Pages that other tests made of the same picture draw it as well.
    for page in vscode.folder.glob("*.html"):
        page.unlink()

    vscode.context_menu("bakery.png", "Limner: Find the Source")

    expect(vscode.editor(f"{bakery}/Bakery.jsx")).to_be_visible()
    expect(vscode.notification("Bakery.jsx:")).to_be_visible()


def test_a_clipboard_that_the_server_cannot_see_is_pasted_from_instead(vscode):
    # It is the browser's here, and perhaps on another machine.
    vscode.open("clipboard.html", "<main></main>\n")

    vscode.command("Limner: Code from the Clipboard's Picture")

    expect(vscode.notification("press Ctrl+V")).to_be_visible()


def test_what_is_missing_on_this_machine_is_listed(vscode):
    vscode.open("doctor.html", "<main></main>\n")

    vscode.command("Limner: Look for What Is Missing on This Machine")

    expect(vscode.page.locator(".quick-input-widget")).to_contain_text("Limner has all it needs")
    vscode.press("Escape")
