"""Writes elements of HTML."""

from __future__ import annotations

import html
from urllib.parse import quote


def tag(name: str, inner: str = "", classes: str = "", /, **attributes: str) -> str:
    """`<name>` around `inner`; `data_x` becomes `data-x`, `for_` becomes `for`.

    Attributes without a value are left out.
    """
    return f"<{name}{_written(classes, attributes)}>{inner}</{name}>"


def text(name: str, words: str, classes: str = "", /, **attributes: str) -> str:
    """`<name>` around words."""
    return tag(name, html.escape(words), classes, **attributes)


def void(name: str, classes: str = "", /, **attributes: str) -> str:
    """`<name>` that holds nothing and has no end."""
    return f"<{name}{_written(classes, attributes)}>"


def data_uri(svg: str) -> str:
    """An SVG as an address that holds it."""
    return "data:image/svg+xml," + quote(svg, safe=" =():/,;.-<>")


def _written(classes: str, attributes: dict[str, str]) -> str:
    named = {"class": " ".join(classes.split()), **attributes}
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for name, value in named.items()
        if value
    )
