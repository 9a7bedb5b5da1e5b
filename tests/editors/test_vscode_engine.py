"""The engine behind VS Code: one for all windows, back when it was gone, seen in the status bar."""

import re

import psutil
import pytest
from playwright.sync_api import expect

from workbench import Workbench

ENGINE = "limner_model.process"
PAGE = "<main>\n  \n</main>\n"


@pytest.fixture(scope="module")
def settings():
    """None: so the built-in model is asked."""
    return {}


@pytest.fixture
def engines(server):
    """The processes of this user's engine."""

    def found():
        here = server.environment["XDG_RUNTIME_DIR"]
        engines = []
        for process in psutil.process_iter(["cmdline"]):
            try:
                if ENGINE in (process.info["cmdline"] or []):
                    engines += [process] * (process.environ().get("XDG_RUNTIME_DIR") == here)
            except psutil.Error:
                continue
        return engines

    return found


def paste(window, name, shot):
    window.open(name, PAGE)
    window.go_to(name, 2, 3)
    window.paste(shot)
    window.until(lambda: "from-" in window.text(name), f"code in {name}")


def test_the_status_item_tells_of_the_engine_and_what_is_being_done(vscode, shot):
    vscode.open("status.html", PAGE)
    status = vscode.status()
    expect(status).to_have_attribute("aria-label", re.compile("idle.*on this machine", re.DOTALL))
    vscode.go_to("status.html", 2, 3)

    vscode.paste(shot)

    expect(status).to_have_attribute("aria-label", re.compile("busy"))
    vscode.until(lambda: "from-" in vscode.text("status.html"), "code")
    expect(status).to_have_attribute("aria-label", re.compile(r"idle.*running", re.DOTALL))


def test_a_click_on_it_opens_a_menu(vscode):
    vscode.open("menu.html", PAGE)
    vscode.status().click()

    vscode.choose("Show the log")

    expect(vscode.page.locator(".panel .output-view")).to_contain_text("Limner 0.")
    vscode.command("View: Hide Panel")


def test_two_windows_share_one_engine(vscode, desk, server, engines, shot):
    other = Workbench.of(desk, server, trust=None)
    paste(vscode, "one.html", shot)
    paste(other, "other.html", shot)

    assert len(server.running("lsp")) == 2
    assert len(engines()) == 1

    other.clear()
    other.page.close()


def test_an_engine_that_was_killed_comes_back(vscode, engines, shot):
    paste(vscode, "before.html", shot)
    (engine,) = engines()
    engine.kill()

    paste(vscode, "after.html", shot)

    expect(vscode.notification("Code from").last).to_contain_text("like the picture")
    assert [one.pid for one in engines()] != [engine.pid]


def test_a_server_that_was_killed_comes_back(vscode, server, shot):
    vscode.open("killed.html", PAGE)
    (before,) = vscode.until(lambda: server.running("lsp"), "the server")
    before.kill()

    (after,) = vscode.until(
        lambda: [one for one in server.running("lsp") if one.pid != before.pid], "another server"
    )
    paste(vscode, "killed.html", shot)

    assert after.is_running()
    assert vscode.page.locator(".panel .output-view").count() == 0


def test_a_restart_is_a_command(vscode, server):
    vscode.open("restarted.html", PAGE)
    (before,) = vscode.until(lambda: server.running("lsp"), "the server")

    vscode.command("Limner: Restart the Server")

    vscode.until(lambda: before.pid not in {one.pid for one in server.running("lsp")}, "an end")
    vscode.until(lambda: server.running("lsp"), "another server")
    vscode.until_idle()
