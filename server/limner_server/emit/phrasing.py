"""The content of texts: runs as inline tags."""

from __future__ import annotations

from limner_server.emit.node import Node, Style
from limner_server.layout.element import Element, Paragraph, Role, Run


def write_runs(element: Element, paragraph: Paragraph) -> tuple[Style, list[Node | str]]:
    """Write a text's runs.

    Args:
        element: whose text it is; inside of a link or a button there are no further links.
        paragraph: the text.

    Returns:
        What the element itself declares for all of its text, and its content.
    """
    if len(paragraph.runs) == 1:
        run = paragraph.runs[0]
        style = {"text-decoration": "underline"} if run.underlined else {}
        return style, [run.text]
    children: list[Node | str] = []
    for run in paragraph.runs:
        if run.break_before:
            children.append(Node("br", "br"))
        elif children:
            children.append(" ")
        children.append(_run(run, linked=element.role in (Role.A, Role.BUTTON)))
    return {}, children


def _run(run: Run, *, linked: bool) -> Node | str:
    style: Style = {}
    if run.link:
        style["color"] = run.colour.hex
    if run.underlined:
        style["text-decoration"] = "underline"
    if run.link and not linked:
        if run.bold:
            style["font-weight"] = "700"
        if run.italic:
            style["font-style"] = "italic"
        return Node("a", "text-link", style, {"href": "#"}, [run.text])
    if run.bold:
        return Node("strong", "strong", style, children=[run.text])
    if run.italic:
        return Node("em", "em", style, children=[run.text])
    if style:
        return Node("span", "mark", style, children=[run.text])
    return run.text
