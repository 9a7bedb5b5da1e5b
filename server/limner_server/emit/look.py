"""How things look: the CSS of fills, borders, corners, shadows and type."""

from __future__ import annotations

from limner_server.emit.node import Style
from limner_server.emit.units import px
from limner_server.layout.element import Paragraph
from limner_server.layout.typography import Typography
from limner_server.perception.scene import Border, Font, Gradient, Shadow, Shape

_SIDE_NAMES = {"t": "top", "r": "right", "b": "bottom", "l": "left"}


def root_style(typography: Typography) -> Style:
    """The declarations of the page's root, which every text inherits."""
    return {
        "font-family": str(typography.family),
        "font-size": px(typography.size),
        "line-height": f"{typography.leading:g}",
        "color": typography.colour.hex,
    }


def shape_style(shape: Shape) -> Style:
    """The look of a shape: background, border, corners and shadow."""
    style: Style = {}
    if isinstance(shape.fill, Gradient):
        start, end = shape.fill.start.hex, shape.fill.end.hex
        style["background"] = f"linear-gradient({shape.fill.angle}deg, {start}, {end})"
    elif shape.fill is not None:
        style["background"] = shape.fill.hex
    if shape.border is not None:
        style.update(_border_style(shape.border))
    if shape.radius >= 1:
        circular = shape.radius >= min(shape.box.width, shape.box.height) / 2 - 1
        square = abs(shape.box.width - shape.box.height) <= 2
        style["border-radius"] = "50%" if circular and square else px(round(shape.radius))
    if shape.shadow is not None:
        style["box-shadow"] = _shadow_value(shape.shadow)
    return style


def _border_style(border: Border) -> Style:
    value = f"{px(border.width)} solid {border.colour.hex}"
    if set(border.sides) == set("trbl"):
        return {"border": value}
    return {f"border-{_SIDE_NAMES[side]}": value for side in "trbl" if side in border.sides}


def _shadow_value(shadow: Shadow) -> str:
    return f"0 {px(shadow.dy)} {px(shadow.blur)} rgb(0 0 0 / {round(100 * shadow.opacity)}%)"


def text_style(paragraph: Paragraph, inherited: Typography) -> Style:
    """The type of a paragraph, as far as it differs from what it inherits."""
    style = font_style(paragraph.font, inherited)
    if abs(paragraph.line_height - inherited.leading * paragraph.font.size) > 0.05:
        style["line-height"] = leading(paragraph.line_height, paragraph.font.size)
    if paragraph.colour != inherited.colour:
        style["color"] = paragraph.colour.hex
    return style


def font_style(font: Font, inherited: Typography) -> Style:
    """A font, as far as it differs from what is inherited."""
    style: Style = {}
    if font.family != inherited.family:
        style["font-family"] = str(font.family)
    if abs(font.size - inherited.size) > 0.05:
        style["font-size"] = px(font.size)
    if font.weight != inherited.weight:
        style["font-weight"] = str(font.weight)
    if abs(font.spacing) > 0.05:
        style["letter-spacing"] = px(font.spacing)
    if font.italic:
        style["font-style"] = "italic"
    return style


def leading(line_height: float, size: float) -> str:
    """Write a line height: as a multiple where a short one is exact, else in pixels."""
    for digits in (1, 2, 3):
        ratio = round(line_height / size, digits)
        if abs(ratio * size - line_height) < 0.04:
            return f"{ratio:g}"
    return px(line_height)
