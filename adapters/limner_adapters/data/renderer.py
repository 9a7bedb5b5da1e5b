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
from playwright.sync_api import sync_playwright

from limner_adapters.data.truth import Truth, read_truth
from limner_server.proof.chromium import launch

MAX_HEIGHT: Final = 2000  # pixels of a page that are looked at
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
        self._playwright = sync_playwright().start()
        try:
            self._chromium = launch(self._playwright)
            context = self._chromium.new_context(java_script_enabled=False, offline=True)
            self._page = context.new_page()
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

    def draw(self, html: str, width: int) -> DrawnPage:
        """Draw one document in a window of `width` pixels."""
        self._page.set_viewport_size({"width": width, "height": 300})
        self._page.set_content(html, wait_until="load")
        found = self._page.evaluate(_READ, {"limit": MAX_HEIGHT})
        height = int(min(max(found["height"], 40), MAX_HEIGHT))
        self._page.set_viewport_size({"width": width, "height": height})
        shot = self._page.screenshot(type="png")
        pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
        return DrawnPage(pixels, read_truth(found))
