"""How often variables are read: one that nobody reads was bound for something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.scope import Scope


class Reads:
    """The reads of the variables of a text, counted function by function when asked for.

    Args:
        code: the text and its tree.
        scope: its names.
        identifiers: the identifiers in a node that name variables.
    """

    def __init__(self, code: Code, scope: Scope, identifiers: Callable[[Node], list[Node]]) -> None:
        self._code, self._scope, self._identifiers = code, scope, identifiers
        self._counted: dict[int, Counter[tuple[str, Span]]] = {}

    def within(self, function: Node) -> Counter[tuple[str, Span]]:
        """How often each variable of a function, by its name and scope, is read; none elsewhere."""
        if function.id not in self._counted:
            self._counted[function.id] = self._count(function)
        return self._counted[function.id]

    def _count(self, function: Node) -> Counter[tuple[str, Span]]:
        if function.type not in grammar.FUNCTIONS:
            return Counter()
        bound = self._scope.within(function)
        starts = {name.start for name in bound}
        counted = Counter({(name.text, name.scope): 0 for name in bound})
        scopes: dict[str, list[Span]] = {}
        for text, scope in counted:
            scopes.setdefault(text, []).append(scope)
        for one in self._identifiers(function):
            start = self._code.span(one).start
            around = [span for span in scopes.get(self._code.of(one), ()) if start in span]
            if around and start not in starts:
                innermost = min(around, key=lambda span: span.end - span.start)
                counted[self._code.of(one), innermost] += 1
        return counted
