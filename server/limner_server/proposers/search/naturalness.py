"""How natural code looks after a change, beside how it looked before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit, line_end, line_start
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.subject import Subject

_WORD: Final = re.compile(r"[^\W\d]\w*")
# A change of more text than this is not looked into.
_LONGEST: Final = 300
_PIECES: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SAME: Final = re.compile(
    r"(?<![\w.\])])([A-Za-z_][\w.]*) *"
    r"(?:===?|!==?|<=?|>=?|-|//?|%|and|or|&&|\|\|)"
    r" *\1(?![\w(.\[])"
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a function: how often its names are read, and the words said of it."""

    reads: dict[str, int]
    words: frozenset[str]


class Naturalness:
    """Corrects the cost of changes by what can be seen without running them."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._functions: dict[int, _Context] = {}
        self._nodes: dict[int, _Context] = {}

    def cost(self, change: Change, node: Node) -> float:
        """The cost of the change, more where it leaves nonsense, less where it reads well."""
        text = self._subject.code.text
        old, new = [], []
        for edit in change.edits:
            old += _WORD.findall(text, edit.start, edit.end)
            new += _WORD.findall(edit.text)
        context = self._context(node)
        cost = change.cost
        for name in {*old}:
            # A name that nobody reads any more was hardly written for nothing.
            reads = context.reads.get(name, 0)
            if reads and reads <= old.count(name) - new.count(name):
                cost += 0.8
        added = {*new}.difference(old)
        for name in added:
            if context.reads.get(name) == 0:
                cost -= 1.2
        if any(piece in context.words for name in added for piece in pieces(name)):
            cost -= 0.4
        if self._same(change):
            cost += 3.0
        return max(cost, 0.1)

    def _same(self, change: Change) -> bool:
        """Whether something is now compared with, or taken from, itself."""
        text = self._subject.code.text
        start = line_start(text, change.edits[0].start)
        end = line_end(text, change.edits[-1].end)
        if end - start > _LONGEST:
            return False
        moved = tuple(
            Edit(edit.start - start, edit.end - start, edit.text) for edit in change.edits
        )
        before = text[start:end]
        after = Change(moved, "", 0.0).applied(before)
        return len(_SAME.findall(after)) > len(_SAME.findall(before))

    def _context(self, node: Node) -> _Context:
        """What is known of the function around the node."""
        if node.id not in self._nodes:
            function = self._subject.surroundings(node)
            if function.id not in self._functions:
                words = frozenset(word for word in self._said(function) if len(word) > 2)
                self._functions[function.id] = _Context(self._reads(function), words)
            self._nodes[node.id] = self._functions[function.id]
        return self._nodes[node.id]

    def _reads(self, function: Node) -> dict[str, int]:
        """How often each name that the function binds is read in it; 0 where never."""
        if function.type not in grammar.FUNCTIONS:
            return {}
        code = self._subject.code
        bound = self._subject.scope.within(function)
        starts = {name.start for name in bound}
        counted = dict.fromkeys((name.text for name in bound), 0)
        for one in self._subject.identifiers_in(function):
            name = code.of(one)
            if name in counted and code.span(one)[0] not in starts:
                counted[name] += 1
        return counted

    def _said(self, function: Node) -> list[str]:
        code = self._subject.code
        holder = function
        name = function.child_by_field_name("name")
        if name is None and function.parent is not None:
            name = function.parent.child_by_field_name("name")
            holder = function.parent.parent or function.parent
        said = code.of(name) if name is not None else ""
        body = function.child_by_field_name("body")
        if body is not None and body.named_children:
            first = body.named_children[0]
            if self._subject.is_docstring(first):
                said += " " + code.of(first)
        before = holder.prev_sibling
        if before is not None and before.type == "comment":
            said += " " + code.of(before)
        return [piece for word in _WORD.findall(said) for piece in pieces(word)]


@lru_cache(maxsize=4096)
def pieces(name: str) -> tuple[str, ...]:
    """The words that a name is made of: `max_depth` and `maxDepth` of "max" and "depth"."""
    return tuple(piece.lower() for piece in _PIECES.findall(name))
