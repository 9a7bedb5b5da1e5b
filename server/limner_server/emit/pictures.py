"""Pictures of a page: cropped from the screenshot, named, kept beside the code."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np

from limner_server.layout.element import Element, Role
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box

FOLDER = "images"

# How far around a text its background is looked for, in pixels.
_INPAINT_RADIUS = 3

_STEMS = {Role.ICON: "icon", Role.AVATAR: "avatar", Role.CHART: "chart"}


@dataclass(slots=True)
class Pictures:
    """The pictures that a page shows.

    Attributes:
        source: the screenshot that they are cropped from.
        assets: PNG files by relative path, in order of first use.
    """

    source: Picture
    assets: dict[str, bytes] = field(default_factory=dict)

    def add(self, element: Element) -> str:
        """Crop an element's picture and return its relative path; equal pictures share one."""
        return self._keep(_crop(self.source, element.box), _STEMS.get(element.role, "picture"))

    def add_backdrop(self, element: Element) -> str:
        """Crop what is behind an element's texts and return its relative path."""
        paragraphs = [part.paragraph for part in element.walk() if part.paragraph is not None]
        texts = tuple(line.box for paragraph in paragraphs for line in paragraph.lines)
        return self._keep(_backdrop(self.source, element.box, texts), "backdrop")

    def _keep(self, content: bytes, stem: str) -> str:
        for path, known in self.assets.items():
            if known == content:
                return path
        count = sum(path.startswith(f"{FOLDER}/{stem}-") for path in self.assets) + 1
        path = f"{FOLDER}/{stem}-{count}.png"
        self.assets[path] = content
        return path

    def data_uri(self, path: str) -> str:
        """The picture at a relative path as a data URI."""
        return "data:image/png;base64," + base64.b64encode(self.assets[path]).decode("ascii")


# A page is written many times while it is refined, and most of its pictures stay as they are.
@lru_cache(maxsize=256)
def _crop(source: Picture, box: Box) -> bytes:
    return source.crop(box).png()


@lru_cache(maxsize=16)
def _backdrop(source: Picture, box: Box, texts: tuple[Box, ...]) -> bytes:
    crop = source.crop(box)
    covered = np.zeros(crop.pixels.shape[:2], np.uint8)
    for text in texts:
        x0, y0 = text.x0 - box.x0, text.y0 - box.y0
        x1, y1 = text.x1 - box.x0, text.y1 - box.y0
        covered[max(int(y0) - 2, 0) : int(y1) + 3, max(int(x0) - 2, 0) : int(x1) + 3] = 255
    clean = cv2.inpaint(crop.pixels, covered, _INPAINT_RADIUS, cv2.INPAINT_TELEA)
    return Picture(clean, crop.name).png()
