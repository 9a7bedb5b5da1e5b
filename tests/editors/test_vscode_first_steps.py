"""From nothing to a first result, by following what VS Code shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import code_server

OFFER = "Limner's server is not installed yet"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """What pip finds: Limner as it would be released."""
    pytest.importorskip("hatchling", reason="needs hatchling to build what pip installs")
    folder = tmp_path_factory.mktemp("index")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*command, "--wheel-dir", folder, code_server.ROOT], check=True)
    return folder


@pytest.fixture(scope="module")
def server(extension, index, tmp_path_factory):
    """A machine with a Python and no Limner."""
    folders = os.environ["PATH"].split(os.pathsep)
    python = str(Path(sys.base_prefix, "bin"))
    without = [folder for folder in folders if not Path(folder, "limner").exists()]
    environment = {
        "PATH": os.pathsep.join([python, *without]),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FIND_LINKS": str(index),
        # All that Limner needs is there, so that nothing is downloaded; Limner itself is not.
        "PIP_IGNORE_INSTALLED": "1",
        "PYTHONPATH": str(Path(pytest.__file__).parents[1]),
    }
    home = tmp_path_factory.mktemp("code")
    settings = {"limner.model": "none"}
    with code_server.started(home, extension, settings, environment) as server:
        yield server


def own(server):
    """The programs that the extension has installed for itself."""
    return list(server.workspace.parent.glob("user/**/environment/bin/limner"))


def test_it_is_offered_once_and_nothing_is_installed_unasked(vscode, server):
    vscode.open("first.html", "<main></main>\n")

    offer = vscode.notification(OFFER)
    expect(offer).to_be_visible()
    expect(vscode.status()).to_have_attribute(
        "aria-label", "Limner is not installed. Click to install it."
    )
    vscode.command("Notifications: Clear All Notifications")

    vscode.open("second.html", "<main></main>\n")
    expect(offer).to_have_count(0)
    assert own(server) == []


def test_escape_at_the_question_installs_nothing(vscode, server):
    vscode.command("Limner: Install or Update...")
    question = vscode.page.locator(".quick-input-widget", has_text="Install Limner")
    expect(question).to_be_visible()

    vscode.press("Escape")

    expect(question).to_be_hidden()
    assert own(server) == []


def test_the_walkthrough_leads_to_a_page_in_the_document(vscode, server):
    vscode.command("Limner: Get Started")
    page = vscode.page.locator(".gettingStartedContainer")
    expect(page).to_contain_text("Get Limner's server")

    page.get_by_role("button", name="Install Limner").click()
    vscode.choose("Limner without an engine")
    expect(vscode.notification("is installed and running")).to_be_visible()
    assert own(server)

    page.get_by_text("From a screenshot to code", exact=True).click()
    page.get_by_role("button", name="Try a Sample Screenshot").click()
    expect(vscode.preview().get_by_role("img", name="The picture: harbour.png")).to_be_visible()
    vscode.accept()

    lines = vscode.page.locator(".editor-instance .view-lines")
    vscode.until(lambda: "from-" in lines.inner_text() or "<style>" in lines.inner_text(), "code")
    vscode.command("Limner: Get Started")
    done = page.locator(".getting-started-step .codicon-getting-started-step-checked")
    expect(done).to_have_count(3)
