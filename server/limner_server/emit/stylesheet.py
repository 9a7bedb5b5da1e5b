"""The style sheet: one class for each look, named, with shared values as custom properties."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from limner_server.emit.colours import name_colours
from limner_server.emit.node import Node, Style

RESET: dict[str, Style] = {
    "*, *::before, *::after": {"box-sizing": "border-box", "margin": "0", "padding": "0"},
    "img": {"display": "block"},
    "a": {"color": "inherit", "text-decoration": "none"},
    "ul, ol": {"list-style": "none"},
    "h1, h2, h3, h4, h5, h6": {"font-size": "inherit", "font-weight": "inherit"},
    "button, input, select, textarea": {
        "font": "inherit",
        "color": "inherit",
        "background": "none",
        "border": "0",
    },
    "::placeholder": {"color": "inherit", "opacity": "1"},
    "textarea": {"resize": "none"},
    "table": {"border-collapse": "collapse"},
    "th, td": {"text-align": "left", "vertical-align": "top", "font-weight": "inherit"},
    "hr": {"border": "0"},
}
"""What browsers add on their own, taken back: the page then says all that it needs."""

_HEX = re.compile(r"#[0-9a-f]{6}\b")
_SIZE_STEPS = ("2xs", "xs", "sm", "md", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl")
_BASE_STEP = _SIZE_STEPS.index("md")


@dataclass(slots=True)
class Stylesheet:
    """A page's style.

    Attributes:
        properties: custom properties of the root, name (with dashes) to value.
        rules: selector to declarations, in order.
    """

    properties: Style = field(default_factory=dict)
    rules: dict[str, Style] = field(default_factory=dict)

    def text(self) -> str:
        """The sheet as CSS, one declaration a line."""
        blocks = {":root": self.properties, **self.rules} if self.properties else self.rules
        return "\n\n".join(block(selector, style) for selector, style in blocks.items())


def make_stylesheet(page: Node) -> Stylesheet:
    """Give every tag of a page its class and collect the classes.

    Args:
        page: the root; its tags receive their `classes`. Equal styles share one class.
    """
    sheet = Stylesheet(rules={selector: dict(style) for selector, style in RESET.items()})
    if page.tag == "body":
        sheet.rules["body"] = dict(page.style)
    known: dict[tuple[tuple[str, str], ...], str] = {}
    taken: Counter[str] = Counter()
    for node in page.walk():
        if node.tag == "body" or not node.style:
            continue
        key = tuple(sorted(node.style.items()))
        if key not in known:
            taken[node.name] += 1
            count = taken[node.name]
            known[key] = node.name if count == 1 else f"{node.name}-{count}"
            sheet.rules["." + known[key]] = dict(node.style)
        node.classes = [known[key]]
    _share_values(sheet, page)
    return sheet


def _share_values(sheet: Stylesheet, page: Node) -> None:
    """Turn colours, font sizes and gaps that several rules use into custom properties."""
    own = [style for selector, style in sheet.rules.items() if selector not in RESET]
    colours = Counter(
        colour for style in own for value in style.values() for colour in _HEX.findall(value)
    )
    shared = [colour for colour, count in colours.most_common() if count > 1]
    names = name_colours(shared, page.style.get("color", ""), page.style.get("background", ""))
    sizes = _named_sizes(own, page.style.get("font-size", "16px"))
    gaps = Counter(style["gap"] for style in own if "gap" in style and " " not in style["gap"])
    spaces = _named_spaces([gap for gap, count in gaps.items() if count > 1])
    for style in own:
        for name, value in style.items():
            if name == "font-size" and value in sizes:
                style[name] = f"var({sizes[value]})"
            elif name == "gap" and value in spaces:
                style[name] = f"var({spaces[value]})"
            else:
                style[name] = _HEX.sub(
                    lambda match: f"var({names[match[0]]})" if match[0] in names else match[0],
                    value,
                )
    for table in (names, sizes, spaces):
        sheet.properties.update({name: value for value, name in table.items()})


def _named_sizes(styles: list[Style], base: str) -> dict[str, str]:
    """Name the page's font sizes by steps around its base size: `--font-sm`, `--font-lg`."""
    values = {style["font-size"] for style in styles if "font-size" in style} | {base}
    ordered = sorted(values, key=_pixels)
    middle = ordered.index(base)
    names: dict[str, str] = {}
    for index, value in enumerate(ordered):
        step = _BASE_STEP + index - middle
        if 0 <= step < len(_SIZE_STEPS):
            names[value] = f"--font-{_SIZE_STEPS[step]}"
    return names


def _named_spaces(values: list[str]) -> dict[str, str]:
    ordered = sorted(values, key=_pixels)
    return {value: f"--space-{index + 1}" for index, value in enumerate(ordered)}


def _pixels(value: str) -> float:
    return float(value.removesuffix("px"))


def block(selector: str, style: Style) -> str:
    """A rule as CSS, one declaration a line."""
    lines = [f"  {name}: {value};" for name, value in style.items()]
    return "\n".join([f"{selector} {{", *lines, "}"])
