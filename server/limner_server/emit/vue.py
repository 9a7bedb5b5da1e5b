"""A page as a Vue single-file component."""

from __future__ import annotations

from html import escape

from limner_server.emit.code import Region
from limner_server.emit.html import HTML
from limner_server.emit.node import Node
from limner_server.emit.printer import Printer, Syntax


def _text(text: str) -> str:
    """Escape a text for a template, where doubled braces begin an expression."""
    return escape(text, quote=False).replace("{{", "{{ '{{' }}")


TEMPLATE = Syntax(attribute=HTML.attribute, text=_text, self_closing=True)


def component(page: Node, css: str) -> tuple[str, list[Region]]:
    """Write a page as a component with its style; returns it and its regions."""
    printer = Printer(TEMPLATE)
    printer.lines.append("<template>")
    printer.write(page, 1)
    printer.lines += ["</template>", "", "<style>", *css.splitlines(), "</style>", ""]
    return "\n".join(printer.lines), printer.regions
