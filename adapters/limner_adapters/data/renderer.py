"""Draws generated pages: picture and truth of each, from one warm Chromium."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import resources
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from limner_adapters.data.truth import Truth, read_truth
from limner_server.errors import RenderError
from limner_server.proof.chromium import launch

MAX_HEIGHT: Final = 2000  # pixels of a page that are looked at
_FIRST_HEIGHT: Final = 300  # of the window, in which the page's height is measured
_HEIGHT: Final = "() => Math.max(document.documentElement.scrollHeight, document.body.scrollHeight)"
_READ: Final = (resources.files(__package__) / "truth.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class DrawnPage:
    """A page as it looks and as it was written.

    Attributes:
        pixels: shape (height, width, 3), RGB.
        truth: its elements and words.
    """

    pixels: npt.NDArray[np.uint8]
    truth: Truth


class Renderer:
    """One Chromium for many pages of our own making; a context manager."""

    def __enter__(self) -> Self:
        """Start Chromium.

        Raises:
            ToolMissingError: there is none.
        """
        self._pages: dict[float, Page] = {}
        self._playwright = sync_playwright().start()
        try:
            self._chromium = launch(self._playwright)
        except BaseException:
            self._playwright.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End Chromium."""
        self._chromium.close()
        self._playwright.stop()

    def draw(self, html: str, width: int, scale: float = 1.0) -> DrawnPage:
        """Draw one document.

        Args:
            html: the document.
            width: of the window in CSS pixels.
            scale: pixels of the picture to a CSS pixel.

        Raises:
            RenderError: Chromium cannot draw it.
        """
        try:
            return self._draw(html, width, scale)
        except PlaywrightError as error:
            raise RenderError("Chromium could not draw a page", "draw another") from error

    def _draw(self, html: str, width: int, scale: float) -> DrawnPage:
        page = self._page(scale)
        limit = MAX_HEIGHT / scale
        page.set_viewport_size({"width": width, "height": _FIRST_HEIGHT})
        page.set_content(html, wait_until="load")
        height = int(min(max(page.evaluate(_HEIGHT), 40), limit))
        # Only now is everything where the picture shows it: some of it is measured by the window.
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(_READ, {"limit": limit})
        shot = page.screenshot(type="png")
        pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
        return DrawnPage(pixels, read_truth(found, scale))

    def _page(self, scale: float) -> Page:
        """A window for pages of this scale."""
        if scale not in self._pages:
            context = self._chromium.new_context(
                java_script_enabled=False, offline=True, device_scale_factor=scale
            )
            self._pages[scale] = context.new_page()
        return self._pages[scale]
