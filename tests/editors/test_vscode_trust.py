"""A folder that nobody trusts: pictures are read there, and nothing of it is run."""

import json
import re
import shutil
import sys

import pytest
from playwright.sync_api import expect

from workbench import Workbench

PAGE = "<main>\n  \n</main>\n"
CODE = "def cheapest(prices):\n    return max(prices)\n"


@pytest.fixture(scope="module")
def trap(server):
    """A file that is there once anything of the workspace was run."""
    sprung = server.workspace.parent / "sprung"
    spring = f"open({str(sprung)!r}, 'w').close()\n"
    program = server.workspace / "limner"
    program.write_text(f"#!{sys.executable}\n{spring}")
    program.chmod(0o755)
    (server.workspace / ".vscode").mkdir()
    chosen = {"limner.path": str(program), "limner.trusted": "always"}
    (server.workspace / ".vscode/settings.json").write_text(json.dumps(chosen))
    test = (
        f"{spring}from shop import cheapest\n\n\ndef test_it():\n    assert cheapest([1, 2]) == 1\n"
    )
    (server.workspace / "test_shop.py").write_text(test)
    (server.workspace / "shop.py").write_text(CODE)
    (server.workspace / "pyproject.toml").write_text("")
    return sprung


@pytest.fixture(scope="module")
def window(server, desk, trap):  # noqa: ARG001 - set before it is opened
    return Workbench.of(desk, server, trust=False)


def test_a_picture_becomes_code(vscode, shot, trap):
    shutil.copy(shot, vscode.folder / "bread.png")
    vscode.open("page.html", PAGE)
    vscode.go_to("page.html", 2, 3)

    vscode.context_menu("bread.png", "Limner: Code from")
    vscode.accept()

    vscode.until(lambda: "from-" in vscode.text("page.html"), "code")
    assert not trap.exists()


def test_the_status_item_says_so(vscode):
    vscode.open("page.html")

    expect(vscode.status()).to_have_attribute("aria-label", re.compile("Restricted mode"))


def test_a_fix_runs_nothing_and_says_why(vscode, trap):
    vscode.open("shop.py")
    vscode.go_to("shop.py", 2, 6)

    vscode.code_action("Fix `cheapest`")

    vscode.until(lambda: re.search("trust", " ".join(vscode.notifications())), "why not")
    assert not trap.exists()
    assert vscode.text("shop.py") == CODE


def test_it_runs_once_the_folder_is_trusted(vscode, trap):
    vscode.command("Workspaces: Manage Workspace Trust")
    editor = vscode.page.locator(".workspace-trust-editor")
    editor.get_by_role("button", name="Trust", exact=True).first.click()
    vscode.open("shop.py")
    vscode.until(
        lambda: "Restricted" not in (vscode.status().get_attribute("aria-label") or ""), "trust"
    )
    # Now the settings of the folder count, and with them the program that they name.
    vscode.until(trap.exists, "the program that the folder names")
