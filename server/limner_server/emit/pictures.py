"""Pictures of a page: cropped from the screenshot, named, kept beside the code."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from limner_server.layout.element import Element, Role
from limner_server.perception.image import Picture

FOLDER = "images"

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
        content = self.source.crop(element.box).png()
        for path, known in self.assets.items():
            if known == content:
                return path
        stem = _STEMS.get(element.role, "picture")
        count = sum(path.startswith(f"{FOLDER}/{stem}-") for path in self.assets) + 1
        path = f"{FOLDER}/{stem}-{count}.png"
        self.assets[path] = content
        return path

    def data_uri(self, path: str) -> str:
        """The picture at a relative path as a data URI."""
        return "data:image/png;base64," + base64.b64encode(self.assets[path]).decode("ascii")
