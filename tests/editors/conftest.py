"""Real editors, each test a person in front of one."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import code_server
from limner_server.proof.chromium import find_chromium
from workbench import Workbench

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/editors" in item.nodeid:
            item.add_marker("e2e")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Show with a test that fails what its window looked like."""
    report = yield
    window = getattr(item, "funcargs", {}).get("window")
    if call.when == "call" and report.failed and window is not None:
        report.sections.append(("window", shoot(window, item.name)))
    return report


def shoot(window, name):
    """Keep a picture of a window among those of this run; where it is."""
    folder = Path(os.environ.get("LIMNER_SHOTS", str(window.folder.parent)))
    path = folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}.png"
    window.page.screenshot(path=path)
    return str(path)


@pytest.fixture(scope="session")
def extension(tmp_path_factory):
    """The extension as it would be released."""
    if reason := code_server.why_not():
        pytest.skip(reason)
    return code_server.packaged(tmp_path_factory.mktemp("extension"))


@pytest.fixture(scope="session")
def chromium():
    """The browser that shows VS Code."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def settings():
    """Of the user, beside where Limner is; a module may have others."""
    # A model takes its time and may not be there; what it does has tests of its own.
    return {"limner.model": "none"}


@pytest.fixture(scope="module")
def server(extension, settings, tmp_path_factory):
    """A VS Code of this module's own."""
    settings = {"limner.path": str(code_server.LIMNER), **settings}
    with code_server.started(tmp_path_factory.mktemp("code"), extension, settings) as server:
        yield server


@pytest.fixture(scope="module")
def desk(chromium):
    """One person's browser: what it keeps, all windows share."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, permissions=permissions)
    yield context
    context.close()


@pytest.fixture(scope="module")
def window(server, desk):
    """A window of a person who trusts the folder."""
    return Workbench.of(desk, server)


@pytest.fixture
def vscode(window):
    """The window with nothing open."""
    yield window
    window.clear()
