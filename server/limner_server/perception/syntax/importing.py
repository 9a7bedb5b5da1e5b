"""One import of one name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from limner_server.edits import line_start
from limner_server.perception.syntax.tree import Span, Tree

EVERYTHING: Final = "*"
# A shebang, or what PEP 263 says about the encoding.
_INTERPRETER: Final = re.compile(r"#!|#.*coding[:=]")


@dataclass(frozen=True, slots=True)
class Import:
    """A name that a file takes from a module.

    Attributes:
        module: as written: "os.path", "..pkg", "./local", "node:fs".
        name: what is taken from it: "" for the module itself, "*" for all that it has, "default"
            for the default export of JavaScript.
        alias: the name that it is bound to in the file; "" where it binds none.
        span: of the part that says so, "b as c".
        statement: of the whole statement.
        is_top: whether it is at the top level, not in a function, `if` or `try`.
    """

    module: str
    name: str
    alias: str
    span: Span
    statement: Span
    is_top: bool


def after_line(tree: Tree, offset: int) -> int:
    """The start of the line after the one that holds an offset, or the end of the text."""
    lines = tree.lines
    line = lines.line(offset)
    return lines.start(line + 1) if line < len(lines) else len(tree.text)


def after_blank_lines(tree: Tree, offset: int) -> int:
    """The start of the first line that is not blank, from the start of a line on."""
    head = tree.text[offset:].lstrip()
    return line_start(tree.text, len(tree.text) - len(head)) if head else offset


def after_opening(tree: Tree) -> int:
    """The start of the line after the comment that a file begins with.

    A comment that stands right above code is about that code, unless it is for an interpreter.
    """
    lines, last, kept = tree.lines, 0, 0
    for child in tree.root.children:
        span = tree.span(child)
        first = lines.line(span.start)
        if last and first > last + 1:
            kept = last
            break
        if child.type not in ("comment", "hash_bang_line"):
            break
        last = lines.line(max(span.start, span.end - 1))
        if _INTERPRETER.match(span.of(tree.text)):
            kept = last
    else:
        kept = last
    return after_line(tree, lines.start(kept)) if kept else 0
