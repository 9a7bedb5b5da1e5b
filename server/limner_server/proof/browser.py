"""The installed Chromium, kept warm, renders pages that nobody trusts.

A candidate page may have been written by a model from a stranger's screenshot, so it gets nothing:
no scripts, no network (every request but the page itself is refused and counted), no files.
"""

from __future__ import annotations

import base64
import binascii
import functools
import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from importlib import resources
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import CDPSession, Page, Playwright, Request, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from limner_server.errors import RenderError
from limner_server.proof.chromium import first_line, launch, locked_down, process_id
from limner_server.proof.measured import read_elements, read_lines
from limner_server.proof.rendering import Rendering

Result = TypeVar("Result")

# A name that never resolves (RFC 2606): requests for it are answered here, all others refused.
ORIGIN: Final = "http://page.invalid/"
HEADERS: Final = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "script-src 'none'; object-src 'none'",
}
MEASURE: Final = (resources.files(__package__) / "measure.js").read_text(encoding="utf-8")
# Seconds that starting or ending Chromium may take on top of a page's own limit.
GRACE: Final = 10.0


class Browser:
    """One headless Chromium; starts at the first page, restarts where it died.

    May be used from any thread: Playwright's objects belong to one thread, which is kept here, and
    pages are rendered one after the other.

    Attributes:
        time_limit: seconds that one page may take; then Chromium is killed.
    """

    def __init__(self, time_limit: float = 20.0) -> None:
        """Start nothing yet."""
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._session: _Session | None = None

    def __enter__(self) -> Self:
        """Hand out the browser itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def start(self) -> None:
        """Start Chromium ahead of the first page.

        Raises:
            ToolMissingError: no Chromium is installed, or it does not start.
        """
        with self._lock:
            self._on_thread(self._running)

    def render(self, html: str, width: int, height: int) -> Rendering:
        """Render a page.

        Args:
            html: one self-contained document; whatever it refers to is refused.
            width: of the viewport in CSS pixels, one device pixel each.
            height: of the viewport; the image is as tall as the page, between 1 and 2 times this.

        Raises:
            ToolMissingError: no Chromium is installed, or it does not start.
            RenderError: the page took too long, or Chromium died over it twice.
        """
        body = html.encode("utf-8", errors="replace")

        return self._drawn(lambda: self._running().render(body, width, height))

    def _drawn(self, draw: Callable[[], Result]) -> Result:
        """What `draw` makes of a page; tried again where Chromium dies over it."""
        with self._lock:
            try:
                return self._on_thread(draw)
            except PlaywrightError:
                self._drop()
            try:
                return self._on_thread(draw)
            except PlaywrightError as error:
                self._drop()
                why = first_line(error)
                raise RenderError(f"the page could not be rendered ({why})") from error

    def evaluate(self, html: str, width: int, height: int, script: str) -> Any:
        """Render a page as `render` does, and return what a script of ours finds on it, as JSON.

        Raises:
            ToolMissingError: no Chromium is installed, or it does not start.
            RenderError: the page took too long, or Chromium died over it twice.
        """
        body = html.encode("utf-8", errors="replace")
        return self._drawn(lambda: self._running().evaluate(body, width, height, script))

    def close(self) -> None:
        """End Chromium; a later `render` starts it again."""
        with self._lock:
            self._drop()

    def _running(self) -> _Session:
        """The session, started where there is none; only ever called on the browser's thread."""
        if self._session is None:
            self._session = _Session(self.time_limit)
        return self._session

    def _on_thread(self, work: Callable[[], Result]) -> Result:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="limner-browser")
        future = self._thread.submit(work)
        try:
            return future.result(self.time_limit + GRACE)
        except (FutureTimeoutError, PlaywrightTimeoutError) as error:
            # A renderer that is busy does not answer; killing it also frees the waiting thread.
            if self._session is not None:
                self._session.kill()
            self._drop()
            message = f"the page took longer than {self.time_limit:.0f} s to render"
            raise RenderError(message) from error

    def _drop(self) -> None:
        thread, session = self._thread, self._session
        self._thread = self._session = None
        if thread is None:
            return
        if session is not None:
            closing = thread.submit(session.close)
            try:
                closing.result(GRACE)
            except FutureTimeoutError:
                session.kill()
        thread.shutdown(wait=False)


@functools.cache
def warm_browser() -> Browser:
    """The process's own browser, kept warm between requests; it ends with the process."""
    return Browser()


class _Session:
    """A running Chromium with one page. Lives and dies on one thread, but for `kill`."""

    def __init__(self, time_limit: float) -> None:
        self._playwright: Playwright = sync_playwright().start()
        try:
            self._chromium = launch(self._playwright)
            self._pid = process_id(self._chromium)
            context = locked_down(self._chromium)
            context.set_default_timeout(time_limit * 1000)
            context.route("**/*", self._answer)
            self._page: Page = context.new_page()
            self._cdp: CDPSession = context.new_cdp_session(self._page)
        except BaseException:
            self._playwright.stop()
            raise
        self._body = b""
        self._served = False
        self._refused = 0

    def render(self, body: bytes, width: int, height: int) -> Rendering:
        self._body, self._served, self._refused = body, False, 0
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.goto(ORIGIN, wait_until="load")
        limit = 2 * height
        found: dict[str, Any] = self._page.evaluate(MEASURE, {"limit": limit})
        tall = int(min(max(found["height"], height), limit))
        image = self._photograph(width, tall, beyond=tall > height)
        refused = self._refused
        # A page that holds pictures and thousands of nodes is not kept until the next one comes.
        self._page.goto("about:blank")
        return Rendering(
            image=image,
            lines=read_lines(found["lines"], image),
            elements=read_elements(found["elements"]),
            refused=refused,
            height=float(found["height"]),
        )

    def evaluate(self, body: bytes, width: int, height: int, script: str) -> Any:
        self._body, self._served, self._refused = body, False, 0
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.goto(ORIGIN, wait_until="load")
        found = self._page.evaluate(script)
        self._page.goto("about:blank")
        return found

    def _photograph(self, width: int, height: int, *, beyond: bool) -> npt.NDArray[np.uint8]:
        options = {
            "format": "png",
            "optimizeForSpeed": True,
            "captureBeyondViewport": beyond,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        }
        shot = self._cdp.send("Page.captureScreenshot", options)
        try:
            picture = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
        except (binascii.Error, OSError) as error:
            raise RenderError("Chromium gave back a broken screenshot") from error
        return np.asarray(picture)

    def _answer(self, route: Route) -> None:
        if not self._served and _asks_for_the_page(route.request):
            self._served = True
            route.fulfill(status=200, headers=HEADERS, body=self._body)
            return
        self._refused += 1
        if route.request.is_navigation_request():
            # A refresh that leads away: with no content the browser stays where it is.
            route.fulfill(status=204)
        else:
            route.abort()

    def close(self) -> None:
        with suppress(PlaywrightError):
            self._chromium.close()
        self._playwright.stop()

    def kill(self) -> None:
        """End Chromium from any thread, whatever it is doing."""
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self._pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def _asks_for_the_page(request: Request) -> bool:
    top = request.frame.parent_frame is None
    return top and request.url == ORIGIN and request.is_navigation_request()
