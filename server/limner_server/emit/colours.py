"""Names for colours, as a person would call them in a style sheet."""

from __future__ import annotations

import colorsys

_HUES = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (160, "green"),
    (195, "teal"),
    (255, "blue"),
    (290, "purple"),
    (345, "pink"),
    (360, "red"),
)


def name_colours(colours: list[str], text: str, background: str) -> dict[str, str]:
    """Name colours as custom properties.

    Args:
        colours: `#rrggbb`, most used first.
        text: the colour of the page's prevailing text, named for that.
        background: the page's own colour, named for that.

    Returns:
        Colour to property name, such as `--teal` or `--grey-2`; no name twice.
    """
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for colour in colours:
        if colour == text:
            base = "text"
        elif colour == background:
            base = "background"
        else:
            base = _hue_name(colour)
        counts[base] = counts.get(base, 0) + 1
        names[colour] = f"--{base}" if counts[base] == 1 else f"--{base}-{counts[base]}"
    return names


def _hue_name(colour: str) -> str:
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if lightness > 0.985:
        return "white"
    if lightness < 0.06:
        return "black"
    if chroma < 0.08:
        return "grey"
    return next(name for limit, name in _HUES if hue * 360 <= limit)
