"""Pictures of a page: cropped from the screenshot, named, kept beside the code."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import cv2
import numpy as np

from limner_server.layout.element import Element, Role
from limner_server.perception.image import Picture

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
        return self._keep(self.source.crop(element.box), _STEMS.get(element.role, "picture"))

    def add_backdrop(self, element: Element) -> str:
        """Crop what is behind an element's texts and return its relative path."""
        crop = self.source.crop(element.box)
        texts = np.zeros(crop.pixels.shape[:2], np.uint8)
        for part in element.walk():
            for line in part.paragraph.lines if part.paragraph is not None else []:
                x0, y0 = line.box.x0 - element.box.x0, line.box.y0 - element.box.y0
                x1, y1 = line.box.x1 - element.box.x0, line.box.y1 - element.box.y0
                texts[max(int(y0) - 2, 0) : int(y1) + 3, max(int(x0) - 2, 0) : int(x1) + 3] = 255
        clean = cv2.inpaint(crop.pixels, texts, _INPAINT_RADIUS, cv2.INPAINT_TELEA)
        return self._keep(Picture(clean, crop.name), "backdrop")

    def _keep(self, picture: Picture, stem: str) -> str:
        content = picture.png()
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
