"""CSS declarations as Tailwind utilities, with the CSS that each utility stands for.

Named values are used where they mean the same in Tailwind 3 and 4; everything else is an arbitrary
value, which both accept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from limner_server.emit.node import Style

Utility = tuple[str, Style]
"""A class name and the declarations that it stands for."""

_SPACING = re.compile(r"^(-?)(\d+(?:\.\d+)?)px$")
_SPACING_STEPS = frozenset(
    [0.5, 1, 1.5, 2, 2.5, 3, 3.5, *range(4, 13), 14, 16, *range(20, 65, 4), 72, 80, 96]
)
_LENGTHS = {
    "margin-top": "mt",
    "margin-bottom": "mb",
    "margin-left": "ml",
    "margin-inline": "mx",
    "width": "w",
    "height": "h",
    "max-width": "max-w",
    "min-height": "min-h",
    "min-width": "min-w",
    "left": "left",
    "top": "top",
}
_KEYWORDS = {
    ("display", "flex"): "flex",
    ("display", "grid"): "grid",
    ("display", "block"): "block",
    ("display", "inline-flex"): "inline-flex",
    ("display", "inline-grid"): "inline-grid",
    ("display", "inline-block"): "inline-block",
    ("place-items", "center"): "place-items-center",
    ("align-self", "flex-start"): "self-start",
    ("align-self", "flex-end"): "self-end",
    ("align-self", "center"): "self-center",
    ("align-items", "flex-end"): "items-end",
    ("cursor", "pointer"): "cursor-pointer",
    ("appearance", "none"): "appearance-none",
    ("object-fit", "cover"): "object-cover",
    ("overflow", "hidden"): "overflow-hidden",
    ("overflow-x", "auto"): "overflow-x-auto",
    ("resize", "vertical"): "resize-y",
    ("text-decoration", "line-through"): "line-through",
    ("text-decoration", "none"): "no-underline",
    ("font-weight", "500"): "font-medium",
    ("font-weight", "600"): "font-semibold",
    ("font-weight", "800"): "font-extrabold",
    ("font-variant-numeric", "tabular-nums"): "tabular-nums",
    ("border-radius", "9999px"): "rounded-full",
    ("min-height", "100vh"): "min-h-screen",
    ("outline-offset", "2px"): "outline-offset-2",
    ("background", "none"): "bg-transparent",
    ("flex-direction", "column"): "flex-col",
    ("flex-wrap", "wrap"): "flex-wrap",
    ("flex", "none"): "flex-none",
    ("flex", "1"): "flex-1",
    ("align-items", "center"): "items-center",
    ("align-items", "flex-start"): "items-start",
    ("justify-content", "space-between"): "justify-between",
    ("justify-content", "center"): "justify-center",
    ("justify-content", "flex-end"): "justify-end",
    ("position", "relative"): "relative",
    ("position", "absolute"): "absolute",
    ("text-align", "left"): "text-left",
    ("text-align", "center"): "text-center",
    ("text-align", "right"): "text-right",
    ("text-decoration", "underline"): "underline",
    ("white-space", "nowrap"): "whitespace-nowrap",
    ("font-weight", "400"): "font-normal",
    ("font-weight", "700"): "font-bold",
    ("font-style", "italic"): "italic",
    ("list-style", "disc"): "list-disc",
    ("list-style", "decimal"): "list-decimal",
    ("border-radius", "6px"): "rounded-md",
    ("border-radius", "8px"): "rounded-lg",
    ("border-radius", "12px"): "rounded-xl",
    ("border-radius", "16px"): "rounded-2xl",
    ("border-radius", "50%"): "rounded-full",
    ("table-layout", "fixed"): "table-fixed",
    ("background-size", "cover"): "bg-cover",
}
_FONT_SIZES = {
    "12px": "text-xs",
    "14px": "text-sm",
    "16px": "text-base",
    "18px": "text-lg",
    "20px": "text-xl",
    "24px": "text-2xl",
    "30px": "text-3xl",
    "36px": "text-4xl",
    "48px": "text-5xl",
    "60px": "text-6xl",
}
_COLOURS = {"#ffffff": "white", "#000000": "black"}
_SIDES = {"top": "t", "right": "r", "bottom": "b", "left": "l"}


def utilities(style: Style) -> list[Utility]:
    """Translate declarations, one after the other.

    Args:
        style: the declarations of one tag, the line height included wherever a font size is.
    """
    return [utility for name, value in style.items() for utility in _translate(name, value)]


def _translate(name: str, value: str) -> Iterable[Utility]:
    if (name, value) in _KEYWORDS:
        return [(_KEYWORDS[name, value], {name: value})]
    if name in _TRANSLATORS and (name not in _FORMS or re.fullmatch(_FORMS[name], value)):
        return _TRANSLATORS[name](value)
    if name in _LENGTHS:
        return [(f"{_LENGTHS[name]}-{_length(value)}", {name: value})]
    if name.startswith("border-") and re.fullmatch(_FORMS["border"], value):
        return _border(name, value)
    return [(f"[{name}:{_arbitrary(value)}]", {name: value})]


def _family(value: str) -> str:
    # Quotes would end the attribute that the class stands in.
    quoted = value.replace('"', "'")
    return "font-sans" if value.startswith("system-ui") else f"[font-family:{_arbitrary(quoted)}]"


def _outline(value: str) -> Iterator[Utility]:
    width, _, colour = value.split(" ")
    yield "outline", {"outline-style": "solid"}
    step = width.removesuffix("px")
    yield f"outline-{step if step in '1248' else f'[{width}]'}", {"outline-width": width}
    yield f"outline-{_colour(colour)}", {"outline-color": colour}


def _length(value: str) -> str:
    """A length as Tailwind names it: a step of four pixels, or the value itself."""
    if value in ("auto", "0"):
        return value
    if value == "100%":
        return "full"
    match = _SPACING.match(value)
    if match is None or match[1]:
        return f"[{value}]"
    steps = float(match[2]) / 4
    return f"{steps:g}" if steps in _SPACING_STEPS else f"[{value}]"


def _gap(value: str) -> Iterator[Utility]:
    if " " not in value:
        yield f"gap-{_length(value)}", {"gap": value}
        return
    rows, columns = value.split(" ")
    yield f"gap-y-{_length(rows)}", {"row-gap": rows}
    yield f"gap-x-{_length(columns)}", {"column-gap": columns}


def _background(value: str) -> Iterator[Utility]:
    if value.startswith("#"):
        yield f"bg-{_colour(value)}", {"background-color": value}
    else:
        yield f"bg-[{_arbitrary(value)}]", {"background-image": value}


def _columns(value: str) -> Iterator[Utility]:
    count = value.removeprefix("repeat(").removesuffix(", 1fr)")
    yield f"grid-cols-{count}", {"grid-template-columns": f"repeat({count}, minmax(0, 1fr))"}


def _padding(value: str) -> Iterator[Utility]:
    parts = value.split(" ")
    top, right, bottom, left = (parts * 4)[:4] if len(parts) != 3 else [*parts, parts[1]]
    if top == right == bottom == left:
        yield f"p-{_length(top)}", {"padding": top}
        return
    if top == bottom:
        yield f"py-{_length(top)}", {"padding-block": top}
    else:
        yield f"pt-{_length(top)}", {"padding-top": top}
        yield f"pb-{_length(bottom)}", {"padding-bottom": bottom}
    if left == right:
        yield f"px-{_length(left)}", {"padding-inline": left}
    else:
        yield f"pr-{_length(right)}", {"padding-right": right}
        yield f"pl-{_length(left)}", {"padding-left": left}


def _border(name: str, value: str) -> Iterator[Utility]:
    width, _, colour = value.split(" ")
    side = _SIDES.get(name.removeprefix("border-"), "")
    stem = f"border-{side}" if side else "border"
    yield (
        (stem if width == "1px" else f"{stem}-[{width}]"),
        {
            f"{name}-width": width,
            f"{name}-style": "solid",
        },
    )
    yield f"border-{_colour(colour)}", {"border-color": colour}


def _colour(value: str) -> str:
    return _COLOURS.get(value, f"[{value}]")


def _arbitrary(value: str) -> str:
    """A value inside brackets: spaces are written as underscores."""
    return value.replace(", ", ",").replace("_", r"\_").replace(" ", "_")


_SIDE = r"-?\d+(?:\.\d+)?(?:px|rem|em|%)?"
_FORMS = {
    "padding": rf"{_SIDE}(?: {_SIDE}){{0,3}}",
    "gap": rf"{_SIDE}(?: {_SIDE})?",
    "background": r"#[0-9a-f]{6}|linear-gradient\(.*\)",
    "border": r"[\d.]+px solid (?:#[0-9a-f]{6}|transparent)",
    "outline": r"[\d.]+px solid #[0-9a-f]{6}",
    "grid-template-columns": r"repeat\(\d+, 1fr\)",
    "font-size": r"[\d.]+(?:px|rem|em)",
    "line-height": r"[\d.]+(?:px|rem|em)?",
    "color": r"#[0-9a-f]{6}",
    "border-radius": r"[\d.]+(?:px|rem|em|%)",
}
"""What a value must look like to be told by a utility of its own."""

_TRANSLATORS: dict[str, Callable[[str], Iterable[Utility]]] = {
    "padding": _padding,
    "gap": _gap,
    "background": _background,
    "background-image": lambda value: [
        (f"bg-[{value.replace(chr(34), chr(39))}]", {"background-image": value})
    ],
    "border": lambda value: _border("border", value),
    "outline": _outline,
    "font-family": lambda value: [(_family(value), {"font-family": value})],
    "accent-color": lambda value: [(f"accent-{_colour(value)}", {"accent-color": value})],
    "grid-template-columns": _columns,
    "font-size": lambda value: [(_FONT_SIZES.get(value, f"text-[{value}]"), {"font-size": value})],
    "line-height": lambda value: [(f"leading-[{value}]", {"line-height": value})],
    "color": lambda value: [(f"text-{_colour(value)}", {"color": value})],
    "border-radius": lambda value: [(f"rounded-[{value}]", {"border-radius": value})],
    "box-shadow": lambda value: [(f"shadow-[{_arbitrary(value)}]", {"box-shadow": value})],
}
