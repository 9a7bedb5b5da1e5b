"""A text as a syntax tree that is read again at once after an edit.

Trees are tree-sitter's: they stand also for code with errors, and after an edit only what it
touched is parsed anew (Wagner, "Practical Algorithms for Incremental Software Development
Environments", 1998). Nodes count in UTF-8 bytes; ask the tree for spans, which count characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import count
from typing import Any, Final, NamedTuple, TypeVar

import tree_sitter
from tree_sitter import Node

from limner_server.edits import Edit, smallest
from limner_server.perception.syntax.characters import Characters
from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.lines import Lines

T = TypeVar("T")
# The parser reads by such pieces. It looks up now and then: in texts of every kind, however broken,
# at most once for every 21 bytes. Where it does so more often, it goes round in circles.
_PIECE: Final = 1024
_STEPS: Final = 500
_BYTES_A_STEP: Final = 8
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")


class Span(NamedTuple):
    """`[start, end)` in characters of a text."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset <= self.end

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


class Tree:
    """The syntax tree of one text; it does not change.

    A grammar may not come to an end with some texts with errors (tree-sitter-typescript 0.23.2
    with `(""async((=1}`). Such a text has a tree with an error and nothing else.

    Attributes:
        text: what was parsed.
        language: what it was parsed as.
        root: the node of the whole text.
    """

    def __init__(self, text: str, language: Language, parsed: tree_sitter.Tree | None) -> None:
        """Take a parsed text; use `parse`."""
        self.text = text
        self.language = language
        self._parsed = parsed
        # What cannot be read to its end is one error.
        self.root = (parsed or tree_sitter.Parser(language.grammar).parse(b"(")).root_node
        self._once: dict[object, object] = {}

    @classmethod
    def parse(cls, text: str, language: Language, check: Callable[[], None] | None = None) -> Tree:
        """Parse a text: some 200,000 lines a second.

        Args:
            text: of source code; it may have errors.
            language: what it is written in.
            check: raises where the work is not wanted any more.
        """
        return cls(text, language, _parsed(text, language, None, check))

    def edited(self, text: str, check: Callable[[], None] | None = None) -> Tree:
        """The tree of a changed text, of which only what changed is parsed."""
        if text == self.text:
            return self
        if self._parsed is None:
            return Tree.parse(text, self.language, check)
        before, now = _fed(self.text), _fed(text)
        edit = smallest(Edit(0, len(before), now), before)
        old = self._parsed.copy()
        start, end = self._characters.byte(edit.start), self._characters.byte(edit.end)
        new_end = start + len(_bytes(edit.text))
        old.edit(
            start,
            end,
            new_end,
            _point(before, edit.start),
            _point(before, edit.end),
            _point(now, edit.start + len(edit.text)),
        )
        return Tree(text, self.language, _parsed(text, self.language, old, check))

    @property
    def has_errors(self) -> bool:
        """Whether some of the text is not of the language."""
        return self.root.has_error

    @property
    def errors(self) -> list[Span]:
        """What could not be read, and, empty, where something is missing; in order."""
        if not self.has_errors:
            return []
        found = self.captures("(ERROR) @error (MISSING) @missing")
        return sorted({self.span(node) for nodes in found.values() for node in nodes})

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def span(self, node: Node) -> Span:
        """Where a node stands, in characters."""
        convert = self._characters.character
        return Span(convert(node.start_byte), convert(node.end_byte))

    def source(self, node: Node | None) -> str:
        """The text of a node; of none, nothing."""
        return self.span(node).of(self.text) if node else ""

    def node(self, start: int, end: int | None = None) -> Node:
        """The smallest named node that holds `[start, end)`, or the character at `start`."""
        first = self._characters.byte(start)
        last = first if end is None else self._characters.byte(end)
        return self.root.named_descendant_for_byte_range(first, last) or self.root

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The nodes around a node, the innermost first."""
        around = node.parent
        while around:
            yield around
            around = around.parent

    def captures(self, pattern: str, within: Span | None = None) -> dict[str, list[Node]]:
        """The nodes that a pattern names, by name, in the order of the text.

        Args:
            pattern: in the query language of tree-sitter.
            within: only what touches this span; the whole text where omitted.
        """
        cursor = tree_sitter.QueryCursor(self.language.query(pattern))
        if within is not None:
            convert = self._characters.byte
            cursor.set_byte_range(convert(within.start), convert(within.end))
        found = cursor.captures(self.root)
        return {name: sorted(nodes, key=_place) for name, nodes in found.items()}

    def once(self, key: object, make: Callable[[Tree], T]) -> T:
        """What `make` finds in this tree; it is asked only once."""
        if key not in self._once:
            self._once[key] = make(self)
        return self._once[key]  # type: ignore[return-value]

    @cached_property
    def _characters(self) -> Characters:
        return Characters(self.text)


def first_named(node: Node | None) -> Node | None:
    """The first named child of a node, which code with errors may lack."""
    return node.named_child(0) if node is not None and node.named_child_count else None


class _EndlessError(Exception):
    """The grammar does not come to an end with a text."""


def _parsed(
    text: str,
    language: Language,
    old: tree_sitter.Tree | None,
    check: Callable[[], None] | None,
) -> tree_sitter.Tree | None:
    """The parsed text; None where the grammar does not come to an end with it."""
    parser, content = tree_sitter.Parser(language.grammar), _bytes(_fed(text))
    steps = count()
    most = _STEPS + len(content) // _BYTES_A_STEP

    def stop(_offset: int, _has_error: bool) -> bool:
        if check is not None:
            check()
        if next(steps) > most:
            raise _EndlessError
        return False

    def read(byte: int, _point: tuple[int, int]) -> bytes:
        return content[byte : byte + _PIECE]

    before: dict[str, Any] = {} if old is None else {"old_tree": old}
    try:
        return parser.parse(read, progress_callback=stop, **before)
    except _EndlessError:
        return None


def _place(node: Node) -> tuple[int, int]:
    """Sorts nodes by where they start; what is around another comes first."""
    return node.start_byte, -node.end_byte


def _fed(text: str) -> str:
    """The text as grammars know lines to end: a carriage return alone is none to Python's."""
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def _bytes(text: str) -> bytes:
    # An editor may send half a surrogate pair.
    return text.encode("utf-8", "surrogatepass")


def _point(text: str, offset: int) -> tuple[int, int]:
    """The row and the column in bytes, as tree-sitter counts rows: at line feeds alone."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset), len(_bytes(text[start:offset]))
