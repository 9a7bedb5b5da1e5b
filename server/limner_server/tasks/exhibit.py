"""What a preview shows beside the code: pictures as PNG files, and which lines draw what."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from limner_server.emit.code import Code, Region
from limner_server.perception.scene import Box

if TYPE_CHECKING:
    from limner_server.perception.image import Picture


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture on its way to an editor.

    Attributes:
        png: a PNG file.
        width: in pixels.
        height: in pixels.
    """

    png: bytes
    width: int
    height: int

    @classmethod
    def of(cls, picture: Picture) -> Drawing:
        """The picture as a file."""
        return cls(picture.png(), picture.width, picture.height)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; the file in base64."""
        return {**asdict(self), "png": base64.b64encode(self.png).decode("ascii")}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Drawing:
        """What `to_json` wrote."""
        return cls(base64.b64decode(values["png"]), values["width"], values["height"])


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What a preview shows of a page that was proposed.

    Attributes:
        rendering: what the browser drew of it; None where it drew nothing.
        regions: which part of the picture which of its lines draw.
        assets: files that it refers to, by relative path.
    """

    rendering: Drawing | None
    regions: list[Region] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, code: Code, rendering: Picture | None) -> Exhibit:
        """What is shown of code, and of what the browser drew of it."""
        drawing = Drawing.of(rendering) if rendering is not None else None
        return cls(drawing, code.regions, code.assets)

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "rendering": self.rendering.to_json() if self.rendering is not None else None,
            "regions": regions_json(self.regions),
            "assets": assets_json(self.assets),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Exhibit:
        """What `to_json` wrote."""
        rendering = values["rendering"]
        return cls(
            Drawing.from_json(rendering) if rendering is not None else None,
            regions_from_json(values["regions"]),
            assets_from_json(values["assets"]),
        )


def regions_json(regions: list[Region]) -> list[dict[str, Any]]:
    """Regions as JSON values."""
    return [{**asdict(region), "box": list(region.box)} for region in regions]


def regions_from_json(values: list[dict[str, Any]]) -> list[Region]:
    """What `regions_json` wrote."""
    return [Region(**{**region, "box": Box(*region["box"])}) for region in values]


def assets_json(assets: dict[str, bytes]) -> dict[str, str]:
    """Files as JSON values, in base64."""
    return {path: base64.b64encode(content).decode("ascii") for path, content in assets.items()}


def assets_from_json(values: dict[str, str]) -> dict[str, bytes]:
    """What `assets_json` wrote."""
    return {path: base64.b64decode(text) for path, text in values.items()}
