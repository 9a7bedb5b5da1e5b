"""A diagnostic and the code that it is about, as the rules of quick fixes see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tree_sitter import Node

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit, indentation, line_ending, line_start
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import function_at
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.files import WorkspaceFiles

_QUOTED: Final = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n]*)`")
_BLOCKS: Final = frozenset(
    {"module", "block", "program", "statement_block", "switch_case", "switch_default", "class_body"}
)
_STEP: Final = 4


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that may get rid of a diagnostic.

    Attributes:
        edits: of the diagnostic's file; sorted, none touching another.
        note: what it does, for a person.
        cost: how unlikely it is to be what is wanted, as a negative logarithm.
    """

    edits: tuple[Edit, ...]
    note: str
    cost: float


@dataclass(frozen=True)
class Problem:
    """What a rule is given.

    Attributes:
        tree: of the file's text as it is.
        diagnostic: what is said about it.
        files: of the workspace.
        check: raises where the user took the request back.
    """

    tree: Tree
    diagnostic: Diagnostic
    files: WorkspaceFiles
    check: Callable[[], None]

    @property
    def text(self) -> str:
        """Of the file."""
        return self.tree.text

    @property
    def is_python(self) -> bool:
        """Whether it is Python; else it is JavaScript or TypeScript."""
        return self.tree.language.family == "python"

    @property
    def words(self) -> str:
        """Code and message in one, for a rule's pattern."""
        return f"{self.diagnostic.code}: {self.diagnostic.message}"

    @cached_property
    def quoted(self) -> list[str]:
        """What stands in quotes in the message, in its order."""
        found = _QUOTED.finditer(self.diagnostic.message)
        return [next(part for part in one.groups() if part is not None) for one in found]

    @cached_property
    def span(self) -> Span:
        """What the diagnostic marks; empty for a point."""
        at, lines = self.diagnostic, self.tree.lines
        start = lines.offset(at.line, at.column)
        end = lines.offset(at.end_line, at.end_column) if at.end_line else start
        return Span(start, max(start, end))

    @cached_property
    def node(self) -> Node:
        """The smallest named node that holds what is marked."""
        return self.tree.node(self.span.start, self.span.end)

    @cached_property
    def function(self) -> Function | None:
        """The innermost function around what is marked."""
        return function_at(self.tree, self.span.start)

    def source(self, node: Node | None) -> str:
        """The text of a node; of none, nothing."""
        return self.tree.source(node)

    def spelled(self, text: str) -> Node | None:
        """The node of this text at the mark, or else on its line."""
        at = self.tree.node(self.span.start)
        for node in (at, *self.tree.ancestors(at)):
            if self.source(node) == text:
                return node
        lines, line = self.tree.lines, self.diagnostic.line
        start, end = lines.start(line), lines.end(line)
        word = re.compile(rf"(?<![\w$]){re.escape(text)}(?![\w$])")
        found = word.search(self.text, start, end)
        return self.tree.node(*found.span()) if found else None

    def around(self, *kinds: str, of: Node | None = None) -> Node | None:
        """The nearest node of one of these kinds, from what is marked outward."""
        node = of or self.tree.node(self.span.start)
        chain = (node, *self.tree.ancestors(node))
        return next((one for one in chain if one.type in kinds), None)

    def statement(self, of: Node | None = None) -> Node:
        """The whole statement that a node, or what is marked, stands in."""
        node = of or self.tree.node(self.span.start)
        chain = (node, *self.tree.ancestors(node))
        inside = (one for one in chain if one.parent is not None and one.parent.type in _BLOCKS)
        return next(inside, node)

    def replace(self, node: Node | Span, text: str) -> Edit:
        """The edit that puts a text in place of a node."""
        span = node if isinstance(node, Span) else self.tree.span(node)
        return Edit(*span, text)

    def insert(self, offset: int, text: str) -> Edit:
        """The edit that puts a text at an offset."""
        return Edit(offset, offset, text)

    def before(self, statement: Node, *lines: str) -> Edit:
        """The edit that puts lines above a statement, as far in as it is."""
        start = line_start(self.text, self.tree.span(statement).start)
        indent = indentation(self.text, start)
        return self.insert(start, "".join(indent + line + self.ending for line in lines))

    def after(self, statement: Node, *lines: str) -> Edit:
        """The edit that puts lines below a statement, as far in as it is."""
        span = self.tree.span(statement)
        indent = indentation(self.text, span.start)
        return self.insert(span.end, "".join(self.ending + indent + line for line in lines))

    def delete(self, span: Span) -> Edit:
        """The edit that takes a statement out, with its line where nothing else is on that."""
        lines = self.tree.lines
        first, last = lines.line(span.start), lines.line(max(span.start, span.end - 1))
        start, end = lines.start(first), lines.end(last)
        before, after = self.text[start : span.start], self.text[span.end : end]
        if before.strip() or after.strip(" \t;"):
            blanks = len(after) - len(after.lstrip(" \t;"))
            return Edit(span.start, span.end + blanks, "")
        return Edit(start, lines.start(last + 1) if last < len(lines) else end, "")

    @property
    def ending(self) -> str:
        """The line ending of the file."""
        return line_ending(self.text)

    @cached_property
    def step(self) -> str:
        """By how much the file indents."""
        found = re.search(r"^(\t|  +)\S", self.text, re.MULTILINE)
        if found:
            return found[1]
        return " " * (_STEP if self.is_python else _STEP // 2)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The nodes around a node, the innermost first."""
        return self.tree.ancestors(node)


Rule = Callable[[Problem], Iterator[Fix]]
Rules = tuple[tuple[re.Pattern[str], Rule], ...]


def rules(*lines: tuple[Rule, *tuple[str, ...]]) -> Rules:
    """Rules, each with patterns of the words that it is for: code, colon and message."""
    return tuple((re.compile("|".join(words), re.IGNORECASE), rule) for rule, *words in lines)
