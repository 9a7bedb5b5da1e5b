"""A page as a React component."""

from __future__ import annotations

from html import escape

from limner_server.emit.code import Region
from limner_server.emit.node import Node
from limner_server.emit.printer import Printer, Syntax

STYLESHEET = "Page.css"
"""The file that the component imports its style from."""

# What HTML and JSX call differently, among the attributes that pages use.
_NAMES = {
    "for": "htmlFor",
    "checked": "defaultChecked",
    "tabindex": "tabIndex",
    "colspan": "colSpan",
    "rowspan": "rowSpan",
    "autocomplete": "autoComplete",
    "inputmode": "inputMode",
    "maxlength": "maxLength",
    "datetime": "dateTime",
    "readonly": "readOnly",
    "stroke-width": "strokeWidth",
    "stroke-linecap": "strokeLinecap",
    "stroke-linejoin": "strokeLinejoin",
}
_FLAGS = frozenset({"checked", "disabled", "hidden", "multiple", "open", "required"})
# Controls whose value the user changes; the value of others is said as it is.
_CONTROLS = frozenset({"input", "select", "textarea"})


def _attribute(tag: str, name: str, value: str) -> str:
    written = _NAMES.get(name, name)
    if name == "value" and tag in _CONTROLS:
        written = "defaultValue"
    return written if name in _FLAGS and not value else f'{written}="{escape(value)}"'


def _text(text: str) -> str:
    """Escape a text for JSX, where braces begin an expression."""
    escaped = escape(text, quote=False)
    return escaped.replace("{", "&#123;").replace("}", "&#125;")


JSX = Syntax(attribute=_attribute, text=_text, self_closing=True, class_name="className")


def component(page: Node, name: str = "Page") -> tuple[str, list[Region]]:
    """Write a page as a component in a module of its own; returns it and its regions."""
    printer = Printer(JSX)
    printer.lines += [
        f'import "./{STYLESHEET}";',
        "",
        f"export default function {name}() {{",
        "  return (",
    ]
    printer.write(page, 2)
    printer.lines += ["  );", "}", ""]
    return "\n".join(printer.lines), printer.regions
