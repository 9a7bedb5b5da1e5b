"""Puts docstrings where they belong, between quotes, and touches nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Final

from limner_server.edits import Edit, indentation, line_ending
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.targets import PythonFile, Target

_PREFIX: Final = re.compile(r"[A-Za-z]*")
_STEP: Final = re.compile(r"^([ \t]+)\S", re.MULTILINE)


def literal_span(file: PythonFile, target: Target) -> Span | None:
    """Where the docstring stands, with its quotes; None where there is none."""
    node = target.node
    if not node.body or not isinstance(node.body[0], ast.Expr):
        return None
    value = node.body[0].value
    if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
        return None
    return Span(
        _offset(file, value.lineno, value.col_offset),
        _offset(file, value.end_lineno or value.lineno, value.end_col_offset or 0),
    )


def indent_of(file: PythonFile, target: Target) -> str:
    """The blanks that the body stands behind."""
    if target.header is None:
        return ""
    text, first = file.tree.text, target.node.body[0]
    start = _offset(file, _first_line(first), 0)
    own_line = file.tree.lines.line(target.header.end) < _first_line(first)
    if own_line:
        return indentation(text, start)
    return indentation(text, target.header.start) + _unit(text)


def inserted(file: PythonFile, target: Target, lines: Sequence[str], habits: Habits) -> Edit:
    """A docstring where there is none, or in place of an empty one.

    Args:
        file: that it goes into.
        target: what it belongs to.
        lines: of it, neither indented nor between quotes.
        habits: how it is written.
    """
    text, ending = file.tree.text, line_ending(file.tree.text)
    indent = indent_of(file, target)
    literal = between_quotes(lines, habits, indent, ending)
    if (old := literal_span(file, target)) is not None:
        return Edit(old.start, old.end, literal)
    if target.header is None:
        return _of_module(file, literal, ending)
    end = target.header.end
    line_end = file.tree.lines.end(file.tree.lines.line(end))
    rest = text[end:line_end].strip()
    gap = ending if isinstance(target.node, ast.ClassDef) and _needs_gap(file, target) else ""
    if rest and not rest.startswith("#"):
        blanks = len(text[end:line_end]) - len(text[end:line_end].lstrip())
        return Edit(end, end + blanks, f"{ending}{indent}{literal}{ending}{gap}{indent}")
    line = file.tree.lines.line(end)
    start = file.tree.lines.start(line + 1) if line < len(file.tree.lines) else line_end
    head = "" if start > line_end else ending
    return Edit(start, start, f"{head}{indent}{literal}{ending}{gap}")


def between_quotes(lines: Sequence[str], habits: Habits, indent: str, ending: str) -> str:
    """Lines as a string literal whose later lines stand behind `indent`."""
    quote = habits.quote
    raw = any("\\" in line for line in lines)
    prefix = "r" if raw else ""
    held = [line.replace(quote, quote[0] * 2 + " " + quote[0]) for line in lines]
    if len(held) == 1 and not held[0].endswith(quote[0]):
        return f"{prefix}{quote}{held[0]}{quote}"
    rest = [indent + line if line.strip() else "" for line in held]
    first = held[0] if not habits.below else f"{ending}{rest[0]}"
    return ending.join([f"{prefix}{quote}{first}", *rest[1:], f"{indent}{quote}"])


def _of_module(file: PythonFile, literal: str, ending: str) -> Edit:
    """Behind the comments that a file begins with: its interpreter, its encoding, its licence."""
    text, lines = file.tree.text, file.tree.lines
    line = 1
    while line <= len(lines) and text[lines.start(line) : lines.end(line)].startswith("#"):
        line += 1
    at = lines.start(line) if line <= len(lines) else len(text)
    head = ""
    if line > 1 and (at == len(text) or line > len(lines)):
        head = "" if text.endswith(("\n", "\r")) else ending
    if line > 2 or (line == 2 and not text.startswith(("#!", "# -*-", "# coding"))):
        head += ending if text[lines.start(line - 1) : lines.end(line - 1)].strip("# ") else ""
    rest = text[at:]
    blanks = re.match(r"[ \t\f]*(?:\r\n|\n|\r)", rest)
    tail = ending if blanks or not rest.strip() else ending * 2
    return Edit(at, at, f"{head}{literal}{tail}")


def _needs_gap(file: PythonFile, target: Target) -> bool:
    """Whether a blank line is wanted below the docstring of a class."""
    if target.header is None:
        return False
    line = file.tree.lines.line(target.header.end) + 1
    if line > len(file.tree.lines):
        return False
    below = file.tree.text[file.tree.lines.start(line) : file.tree.lines.end(line)]
    return bool(below.strip()) and below.strip() not in ("pass", "...")


def _offset(file: PythonFile, line: int, column: int) -> int:
    """A place of `ast`, which counts bytes, in characters of the text."""
    lines, text = file.tree.lines, file.tree.text
    start = lines.start(line)
    content = text[start : lines.end(line)]
    if content.isascii():
        return start + column
    return start + len(content.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))


def _first_line(statement: ast.stmt) -> int:
    """Where a statement begins, with its decorators."""
    marks: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in marks)])


def _unit(text: str) -> str:
    """What one step of indentation is in a file."""
    found = _STEP.search(text)
    if found and found[1].startswith("\t"):
        return "\t"
    return "    "


def literal_parts(literal: str) -> tuple[str, str, str] | None:
    """A string literal as prefix, quotes and what is between; None of several ones or f-strings."""
    prefix = _PREFIX.match(literal)
    head = prefix.group() if prefix else ""
    rest = literal[len(head) :]
    for quote in ('"""', "'''", '"', "'"):
        if rest.startswith(quote) and rest.endswith(quote) and len(rest) >= 2 * len(quote):
            inner = rest[len(quote) : -len(quote)]
            if len(quote) == 1 and re.search(rf"(?<!\\){quote}", inner):
                return None
            return (head, quote, inner) if quote not in inner else None
    return None
