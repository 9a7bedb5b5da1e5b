"""A table of looks, by the class that stands for each: what a page that is composed is styled with.

Pages from pictures bring measured styles, one a tag. Pages from words share a few looks, as the
style sheet of a person does, and some of them change when they are hovered or the window is wide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from limner_server.emit.node import Node, Style
from limner_server.emit.stylesheet import block

WIDE: Final = "@wide"
"""The state of a look in a window that has room for columns."""

WIDE_QUERY: Final = "@media (min-width: 640px)"

# What browsers add on their own, taken back, by the tags that it is about.
_RESET: Final[dict[str, Style]] = {
    "*, *::before, *::after": {"box-sizing": "border-box", "margin": "0", "padding": "0"},
    "img, svg": {"display": "block", "max-width": "100%"},
    "a": {"color": "inherit", "text-decoration": "none"},
    "ul, ol": {"list-style": "none"},
    "h1, h2, h3, h4": {"font-size": "inherit", "font-weight": "inherit"},
    "button, input, select, textarea": {
        "font": "inherit",
        "color": "inherit",
        "background": "none",
        "border": "0",
    },
    "input::placeholder, textarea::placeholder": {"opacity": "1"},
    "table": {"border-collapse": "collapse"},
    "th": {"text-align": "left"},
    "fieldset, dialog, hr": {"border": "0"},
    "fieldset": {"min-width": "0"},
}
_TOKEN: Final = re.compile(r"var\((--[a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Look:
    """How the tags of one class look.

    Attributes:
        style: declarations; values may be `var(--token)`.
        states: further ones by when they hold: a pseudo-class or pseudo-element as a selector ends
            in it (":hover", ":checked::before"), or `WIDE`.
    """

    style: Style
    states: Mapping[str, Style] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LookTable:
    """All looks of a page.

    Attributes:
        looks: by class; a later one goes before an earlier one where a tag has both.
        tokens: the values that looks share, name (with dashes) to value.
    """

    looks: Mapping[str, Look]
    tokens: Style

    def used(self, page: Node) -> dict[str, Look]:
        """The looks that a page's tags have, in the order of the table."""
        classes = {name for node in page.walk() for name in node.classes}
        return {name: look for name, look in self.looks.items() if name in classes}

    def resolved(self, style: Style) -> Style:
        """Declarations with the values that their tokens stand for."""
        return {
            name: _TOKEN.sub(lambda found: self.tokens[found[1]], value)
            for name, value in style.items()
        }

    def css(self, page: Node, root: str) -> str:
        """The style sheet of a page.

        Args:
            page: its tags have the classes of their looks; the root's own are a rule for `root`.
            root: selector of the page's root.
        """
        looks = self.used(page)
        rules = reset(page)
        wide: dict[str, Style] = {}
        for name, look in looks.items():
            selector = root if name in page.classes else f".{name}"
            if look.style:
                rules[selector] = {**rules.get(selector, {}), **look.style}
            for state, style in look.states.items():
                if state == WIDE:
                    wide[selector] = style
                else:
                    rules[selector + state] = style
        said = {
            token
            for style in [*rules.values(), *wide.values()]
            for value in style.values()
            for token in _TOKEN.findall(value)
        }
        tokens = {name: value for name, value in self.tokens.items() if name in said}
        blocks = [block(":root", tokens)] if tokens else []
        blocks += [block(selector, style) for selector, style in rules.items()]
        if wide:
            inner = "\n\n".join(block(selector, style) for selector, style in wide.items())
            lines = [f"  {line}" if line else "" for line in inner.splitlines()]
            blocks.append("\n".join([f"{WIDE_QUERY} {{", *lines, "}"]))
        return "\n\n".join(blocks)


def reset(page: Node) -> dict[str, Style]:
    """What of the browsers' own style is taken back for the tags that a page has."""
    tags = {node.tag for node in page.walk()} | {"*"}
    return {
        selector: dict(style)
        for selector, style in _RESET.items()
        if tags & {one.partition(":")[0] for one in selector.split(", ")}
    }
