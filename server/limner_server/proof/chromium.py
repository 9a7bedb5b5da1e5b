"""Finding the installed Chromium, and starting it with nothing allowed."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any, Final

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Playwright
from playwright.sync_api import Error as PlaywrightError

from limner_server.errors import ToolMissingError

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FLAGS: Final = [
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--no-first-run",
    "--renderer-process-limit=1",
    # Even a connection that no request announces (preconnect, DNS prefetch) ends at a closed port.
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
]
REMEDY: Final = "install Chromium or Google Chrome, or set CHROMIUM to its path"


def find_chromium() -> str | None:
    """The path of an installed Chromium: the environment's CHROMIUM, else the first on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def launch(playwright: Playwright) -> Chromium:
    """Start the Chromium there is: an installed one, Playwright's own, else a desktop Chrome.

    Raises:
        ToolMissingError: there is none, or it does not start.
    """
    found = find_chromium()
    failure: PlaywrightError | None = None
    for choice in _choices(found):
        try:
            # Chromium's own sandbox refuses to start for root.
            sandbox = sys.platform != "linux" or os.geteuid() != 0
            return playwright.chromium.launch(
                headless=True, chromium_sandbox=sandbox, args=FLAGS, **choice
            )
        except PlaywrightError as error:
            failure = error
    if found and failure is not None:
        message = f"Chromium at {found} does not start ({first_line(failure)})"
        raise ToolMissingError(message, REMEDY) from failure
    raise ToolMissingError("no Chromium is installed", REMEDY) from failure


def locked_down(chromium: Chromium) -> BrowserContext:
    """A fresh profile without scripts, network, service workers and downloads."""
    return chromium.new_context(
        java_script_enabled=False,
        offline=True,
        service_workers="block",
        accept_downloads=False,
        device_scale_factor=1,
        reduced_motion="reduce",
        color_scheme="light",
    )


def process_id(chromium: Chromium) -> int:
    """Of the browser process, whose end is the end of all the others."""
    session = chromium.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(process["id"]) for process in processes if process["type"] == "browser")


def first_line(error: Exception) -> str:
    """What the error says, without the call log that Playwright adds."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _choices(found: str | None) -> list[dict[str, Any]]:
    if found:
        return [{"executable_path": found}]
    if os.environ.get("CHROMIUM"):
        return []
    return [{}, {"channel": "chrome"}, {"channel": "msedge"}]
