"""How natural code looks after a change, beside how it looked before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit, line_end, line_start
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.subject import Subject
from limner_server.proposers.search.words import pieces

_WORD: Final = re.compile(r"[^\W\d]\w*")
# An operation that changes nothing, which nobody writes.
_IDLE: Final = re.compile(
    r"[\w)\]] *(?:(?:\+|-|\*\*) *0(?:\.0*)?|(?:\*|//?|\*\*) *1(?:\.0*)?)(?![\w.])|\[0?:\](?!\w)"
)
# How much likelier it is that a loop's condition asks for something that the loop changes.
_ENDS: Final = 1.5
# A change of more text than this is not looked into.
_LONGEST: Final = 300
# A value with itself.
_SAME: Final = re.compile(
    r"(?<![\w.\])])([A-Za-z_][\w.]*) *"
    r"(?:===?|!==?|<=?|>=?|-|//?|%|and|or|&&|\|\|)"
    r" *\1(?![\w(.\[])"
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a place.

    Attributes:
        reads: how often each variable, by its name and scope, is read in the function.
        names: which variable each name means here.
        words: that are said of the function.
        ends: what a loop changes, where this is its condition and it asks for nothing of that.
    """

    reads: Counter[tuple[str, Span]]
    names: dict[str, Span]
    words: frozenset[str]
    ends: frozenset[str]

    def reads_of(self, name: str) -> int:
        """How often the variable of this name is read; -1 where it is none of the function's."""
        scope = self.names.get(name)
        return -1 if scope is None else self.reads.get((name, scope), -1)


def _welcome(name: str, context: _Context) -> float:
    """What it costs more to read a name here that was not read: less than nothing for some."""
    reads = context.reads_of(name)
    if reads >= 0 and name.startswith("_"):
        # Its binder says that nobody is to read it.
        return 1.0
    return -1.2 if reads == 0 else 0.0


class Naturalness:
    """Corrects the cost of changes by what can be seen without running them."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._places: dict[int, _Context] = {}

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
            reads = context.reads_of(name)
            if 0 < reads <= old.count(name) - new.count(name):
                cost += 0.8
        added = {*new}.difference(old)
        cost += sum(_welcome(name, context) for name in added)
        if added & context.ends:
            cost -= _ENDS
        if any(piece in context.words for name in added for piece in pieces(name)):
            cost -= 0.4
        before, after = self._lines(change)
        for pattern, more in ((_SAME, 3.0), (_IDLE, 1.5)):
            if len(pattern.findall(after)) > len(pattern.findall(before)):
                cost += more
        return max(cost, 0.1)

    def _lines(self, change: Change) -> tuple[str, str]:
        """The lines that are changed, before and after; nothing where there is much of them."""
        text = self._subject.code.text
        start = line_start(text, change.edits[0].start)
        end = line_end(text, change.edits[-1].end)
        if end - start > _LONGEST:
            return "", ""
        moved = tuple(
            Edit(edit.start - start, edit.end - start, edit.text) for edit in change.edits
        )
        before = text[start:end]
        return before, Change(moved, "", 0.0).applied(before)

    def _context(self, node: Node) -> _Context:
        """What is known of the place of the node."""
        if node.id not in self._places:
            reads = self._subject.reads.within(self._subject.surroundings(node))
            words = self._subject.words_around(node)
            names = {name.text: name.scope for name in self._subject.scope.at(node)}
            self._places[node.id] = _Context(reads, names, words, self._unasked(node))
        return self._places[node.id]

    def _unasked(self, node: Node) -> frozenset[str]:
        """What a loop changes, where the node is in its condition, which asks for none of it."""
        inner = node
        for one in self._subject.holders(node):
            condition = one.child_by_field_name("condition")
            if one.type in grammar.LOOPS and condition == inner and condition is not None:
                changed = self._subject.changed_in(one)
                return frozenset() if changed & self._subject.names_in(condition) else changed
            inner = one
        return frozenset()
