"""How natural code looks after a change, beside how it looked before."""

from __future__ import annotations

import re
from collections import Counter
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


class Naturalness:
    """Corrects the cost of changes by what can be seen without running them."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._reads: dict[int, Counter[str]] = {}
        self._words: dict[int, frozenset[str]] = {}

    def cost(self, change: Change, node: Node) -> float:
        """The cost of the change, more where it leaves nonsense, less where it reads well."""
        code = self._subject.code
        old = " ".join(code.text[edit.start : edit.end] for edit in change.edits)
        new = " ".join(edit.text for edit in change.edits)
        gone, come = Counter(_WORD.findall(old)), Counter(_WORD.findall(new))
        added, taken = come - gone, gone - come
        cost = change.cost
        reads = self._reads_around(node)
        for name in taken:
            # A name that nobody reads any more was hardly written for nothing.
            if reads.get(name, 0) and reads[name] <= taken[name]:
                cost += 0.8
        for name in added:
            if reads.get(name, 1) == 0:
                cost -= 1.2
        words = self._words_around(node)
        if any(piece in words for name in added for piece in pieces(name)):
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

    def _reads_around(self, node: Node) -> Counter[str]:
        """How often each local name is read in the function around the node; 0 where never."""
        function = self._subject.surroundings(node)
        if function.id not in self._reads:
            code = self._subject.code
            counted: Counter[str] = Counter()
            if function.type in grammar.FUNCTIONS:
                bound = self._subject.scope.within(function)
                starts = {name.start for name in bound}
                names = {name.text for name in bound}
                counted.update(dict.fromkeys(names, 0))
                for one in self._subject.identifiers_in(function):
                    if code.of(one) in names and code.span(one)[0] not in starts:
                        counted[code.of(one)] += 1
            self._reads[function.id] = counted
        return self._reads[function.id]

    def _words_around(self, node: Node) -> frozenset[str]:
        """The words of the function's name and of what is said of it."""
        function = self._subject.surroundings(node)
        if function.id not in self._words:
            self._words[function.id] = frozenset(
                word for word in self._said(function) if len(word) > 2
            )
        return self._words[function.id]

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
