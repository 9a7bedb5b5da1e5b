"""A page as one HTML document with a style sheet in its head."""

from __future__ import annotations

from html import escape

from limner_server.emit.code import Region
from limner_server.emit.node import Node
from limner_server.emit.printer import Printer, Syntax


def _attribute(tag: str, name: str, value: str) -> str:
    del tag
    return f'{name}="{escape(value)}"' if value or name in ("alt", "value") else name


HTML = Syntax(attribute=_attribute, text=lambda text: escape(text, quote=False))


def document(page: Node, title: str, css: str, *, marked: bool = False) -> tuple[str, list[Region]]:
    """Write a whole document.

    Args:
        page: the body, its classes given.
        title: of the page.
        css: the style sheet's text.
        marked: whether elements carry `data-limner`.

    Returns:
        The document and which of its lines draw which element.
    """
    printer = Printer(HTML, marked)
    printer.lines += [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '  <meta charset="utf-8">',
        '  <meta name="viewport" content="width=device-width, initial-scale=1">',
        f"  <title>{HTML.text(title)}</title>",
        "  <style>",
        *(f"    {line}" if line else "" for line in css.splitlines()),
        "  </style>",
        "</head>",
    ]
    if page.tag == "body":
        printer.write(page, 0)
    else:
        printer.lines.append("<body>")
        printer.write(page, 1)
        printer.lines.append("</body>")
    printer.lines += ["</html>", ""]
    return "\n".join(printer.lines), printer.regions
