"""Fixes, tests, documentation, code from words, places, answers: asked for by Ctrl+. in VS Code."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from workspaces import MENDED, SHOP, TEST_SHOP

needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
BAKERY = """\
export function Bakery({ order }) {
  return (
    <main>
      <h1>Fresh bread</h1>
      <p>Baked every morning at six</p>
      <button onClick={order}>Order now</button>
    </main>
  );
}
"""


@needs_bwrap
def test_a_function_is_fixed_and_the_proof_is_told(vscode):
    shop = vscode.project("mending", shop__py=SHOP, test_shop__py=TEST_SHOP)
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", SHOP[: SHOP.index("return max")].count("\n") + 1, 6)

    vscode.code_action("Fix `cheapest` so that its tests pass")

    expect(vscode.notification("the failing test passes")).to_be_visible()
    assert vscode.text(f"{shop}/shop.py").rstrip() == MENDED.rstrip()


@needs_bwrap
def test_a_function_gets_tests_in_a_file_that_is_opened(vscode):
    shop = vscode.project("testing", shop__py=MENDED)
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", SHOP[: SHOP.index("return max")].count("\n") + 1, 6)

    vscode.code_action("Write tests for `cheapest`")

    tests = re.compile(r"/testing/(.*test_shop\.py)")
    made = vscode.page.locator(".editor-instance .monaco-editor[data-uri$='test_shop.py']")
    expect(made).to_be_visible()
    name = tests.search(made.get_attribute("data-uri"))[1]
    assert "def test_" in vscode.text(f"{shop}/{name}")
    assert vscode.notifications()


@needs_bwrap
def test_a_function_is_documented(vscode):
    shop = vscode.project("documenting", shop__py="def double(number):\n    return 2 * number\n")
    vscode.open(f"{shop}/shop.py")
    vscode.go_to(f"{shop}/shop.py", 2, 6)

    vscode.code_action("Document `double`")

    vscode.until(lambda: '    """' in vscode.text(f"{shop}/shop.py"), "a docstring")
    documented = vscode.saved(f"{shop}/shop.py")
    assert documented.startswith('def double(number):\n    """')
    assert documented.endswith("    return 2 * number\n")


def test_a_comment_becomes_a_page_below_it(vscode):
    wish = "a login form with email, password and a button that says Sign in"
    vscode.open("words.html", f"<section>\n  <!-- {wish} -->\n</section>\n")
    vscode.go_to("words.html", 2, 12)

    vscode.code_action("Generate: ")
    vscode.accept()

    vscode.until(lambda: "from-" in vscode.text("words.html"), "the form")
    text = vscode.saved("words.html")
    assert 'type="password"' in text
    assert "Sign in" in text


def test_a_picture_leads_to_its_source(vscode, shot):
    bakery = vscode.project("locating", package__json="{}", Bakery__jsx=BAKERY)
    shutil.copy(shot, vscode.folder / bakery / "shot.png")
    vscode.open(f"{bakery}/notes.md", "The page:\n\n![shot](shot.png)\n")
    vscode.go_to(f"{bakery}/notes.md", 3, 12)

    vscode.code_action("Find the source of shot.png")

    expect(vscode.editor(f"{bakery}/Bakery.jsx")).to_be_visible()
    expect(vscode.notification("Bakery.jsx:")).to_be_visible()


def test_a_question_is_answered_with_its_place(vscode):
    tax = "RATE = 0.2\n\n\ndef with_tax(sum):\n    return sum * RATE\n"
    asking = vscode.project("asking", tax__py=tax)
    vscode.open(f"{asking}/shop.py", "# Where is with_tax defined?\nimport tax\n")
    vscode.go_to(f"{asking}/shop.py", 1, 6)

    vscode.code_action("Ask: Where is with_tax defined?")

    vscode.until(lambda: "tax.py:4" in vscode.seen(), "the answer")
