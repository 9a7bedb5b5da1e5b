"""What stands at the top of the code that a model wrote: imports, helpers, tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Helper:
    """A definition that is no test.

    Attributes:
        names: that it binds.
        code: its source at the left margin.
        uses: the names in it.
    """

    names: tuple[str, ...]
    code: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Helpers:
    """The helpers of a file, by what they bind."""

    all: Sequence[Helper] = ()
    _by_name: Mapping[str, Helper] = field(init=False)

    def __post_init__(self) -> None:
        named = {name: one for one in self.all for name in one.names}
        object.__setattr__(self, "_by_name", named)

    def needed(self, uses: Iterable[str]) -> tuple[tuple[Helper, ...], frozenset[str]]:
        """The helpers that some names need, those that others need too, and all names in them.

        What needs another comes after it, in the order of the file where that leaves a choice.
        """
        found: dict[int, Helper] = {}
        names = set(uses)
        open_ = list(names)
        while open_:
            helper = self._by_name.get(open_.pop())
            if helper is not None and id(helper) not in found:
                found[id(helper)] = helper
                open_ += helper.uses - names
                names |= helper.uses
        return tuple(one for one in self.all if id(one) in found), frozenset(names)


def whole_lines(tree: Tree, node: Node) -> str:
    """A node's source at the left margin, as far as its first line is indented."""
    span = tree.span(node)
    start = tree.lines.start(tree.lines.line(span.start))
    indent = tree.text[start : span.start]
    source = span.of(tree.text)
    if not indent or indent.strip():
        return source
    first, *others = source.split("\n")
    return "\n".join([first, *(line.removeprefix(indent) for line in others)])
