"""The scene drawn over its picture, for a person to check."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene, ShapeKind

_SHAPE_COLOURS = {
    ShapeKind.BOX: "#d62728",
    ShapeKind.RULE: "#ff7f0e",
    ShapeKind.CIRCLE: "#9467bd",
    ShapeKind.PICTURE: "#1f77b4",
    ShapeKind.ICON: "#17becf",
}
_TEXT_COLOUR = "#2ca02c"


def overlay(scene: Scene, picture: Picture) -> Picture:
    """Draw every shape's and every line's box over a paler copy of the picture."""
    image = Image.fromarray(picture.pixels)
    image = Image.blend(image, Image.new("RGB", image.size, "white"), 0.35)
    draw = ImageDraw.Draw(image)
    for shape in scene.shapes():
        x0, y0, x1, y1 = shape.box
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), outline=_SHAPE_COLOURS[shape.kind])
        draw.text((x0 + 2, y0 + 1), str(shape.id), fill=_SHAPE_COLOURS[shape.kind])
    for line in scene.lines():
        x0, y0, x1, y1 = line.box
        draw.rectangle((x0 - 1, y0 - 1, x1, y1), outline=_TEXT_COLOUR)
    return Picture(np.asarray(image), picture.name)
