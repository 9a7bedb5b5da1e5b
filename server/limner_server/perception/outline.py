"""The scene as text, one shape or line of text a line, indented by containment."""

from __future__ import annotations

from limner_server.perception.scene import Box, Colour, Gradient, Scene, Shape, TextLine


def outline(scene: Scene) -> str:
    """Print a scene for a person to read."""
    rows = [f"scene {scene.width}x{scene.height} {scene.background.hex}"]
    _describe_inside(scene.root, 1, rows)
    return "\n".join(rows) + "\n"


def _describe_inside(shape: Shape, depth: int, rows: list[str]) -> None:
    inside: list[Shape | TextLine] = [*shape.children, *shape.lines]
    for item in sorted(inside, key=lambda part: part.id):
        described = _text_row(item) if isinstance(item, TextLine) else _shape_row(item)
        rows.append("  " * depth + described)
        if isinstance(item, Shape):
            _describe_inside(item, depth + 1, rows)


def _text_row(line: TextLine) -> str:
    font = line.font
    marks = [f"{font.size:g}px", font.family.value, str(font.weight)]
    marks += ["italic"] * font.italic + ["underlined"] * line.underlined
    marks += [line.bullet] if line.bullet else []
    return f"{line.id} text {_place(line.box)} {line.colour.hex} {' '.join(marks)}: {line.text}"


def _shape_row(shape: Shape) -> str:
    parts = [str(shape.id), shape.kind.value, _place(shape.box)]
    if shape.fill is not None:
        parts.append(_fill(shape.fill))
    if shape.border is not None:
        border = shape.border
        sides = "" if border.sides == "trbl" else f" {border.sides}"
        parts.append(f"border {border.width:g}px {border.colour.hex}{sides}")
    if shape.radius:
        parts.append(f"radius {shape.radius:g}px")
    if shape.shadow is not None:
        parts.append(
            f"shadow {shape.shadow.dy:g}px {shape.shadow.blur:g}px {shape.shadow.opacity:g}"
        )
    return " ".join(parts)


def _fill(fill: Colour | Gradient) -> str:
    if isinstance(fill, Gradient):
        return f"gradient {fill.angle}deg {fill.start.hex} {fill.end.hex}"
    return fill.hex


def _place(box: Box) -> str:
    return f"{box.x0:g},{box.y0:g} {box.width:g}x{box.height:g}"
