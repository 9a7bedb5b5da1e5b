"""What looks are made of: rows, columns, type, boxes, rings of focus."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Style

RING: Final = {"outline": "2px solid var(--accent)", "outline-offset": "2px"}
FONT: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'


def row(gap: str, **more: str) -> Style:
    """Side by side, `gap` apart; further declarations with underscores for dashes."""
    return {
        "display": "flex",
        "align-items": "center",
        "gap": gap,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def column(gap: str, **more: str) -> Style:
    """One below the other, `gap` apart; further declarations with underscores for dashes."""
    return {
        "display": "flex",
        "flex-direction": "column",
        "gap": gap,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def typed(size: str, leading: str, weight: str = "", colour: str = "") -> Style:
    """A size of type with its line height; weight and colour where they are given."""
    style = {"font-size": size, "line-height": leading}
    if weight:
        style["font-weight"] = weight
    if colour:
        style["color"] = colour
    return style


BOX: Final = {
    "background": "var(--surface)",
    "border": "1px solid var(--border)",
    "border-radius": "12px",
}
CONTROL: Final = {
    "width": "100%",
    "min-height": "44px",
    "padding": "10px 12px",
    "background": "var(--surface)",
    "border": "1px solid var(--control)",
    "border-radius": "8px",
    "color": "var(--text)",
}
