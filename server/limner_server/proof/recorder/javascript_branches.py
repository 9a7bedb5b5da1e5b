"""Where JavaScript branches: what V8's counts of blocks tell of lines and of ways taken.

V8 counts blocks, of which a line may have several (`a ? b : c`), so that a way leads to a
character, not to a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.javascript_scopes import FUNCTIONS
from limner_server.perception.syntax.tree import Tree, first_named

_STATEMENTS: Final = """[
  (expression_statement) (lexical_declaration) (variable_declaration) (return_statement)
  (throw_statement) (if_statement) (for_statement) (for_in_statement) (while_statement)
  (do_statement) (switch_statement) (try_statement) (break_statement) (continue_statement)
] @statement"""
_DECISIONS: Final = """[
  (if_statement) (ternary_expression) (binary_expression) (switch_statement) (for_statement)
  (for_in_statement) (while_statement)
] @decision"""
_FUNCTIONS: Final = " ".join(("[", *(f"({name})" for name in sorted(FUNCTIONS)), "] @function"))
_SHORT: Final = frozenset({"&&", "||", "??"})
_LOOPS: Final = frozenset({"for_statement", "for_in_statement", "while_statement"})


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a decision.

    Attributes:
        line: of the decision, 1-based.
        end: the offset that stands for the way in an arc.
        at: the offset whose count tells how often it was taken.
        less: where the way is what is left: the offset of the decision, whose count has to be
            larger than that at `at`; None for a way with a block of its own.
    """

    line: int
    end: int
    at: int
    less: int | None = None


class Points:
    """The places of a file whose counts tell which lines and ways a case took.

    Args:
        tree: of the file.

    Attributes:
        branches: as of `Recorder`, each way named by the offset that it leads to.
        statements: the lines that can be run by a call.
    """

    def __init__(self, tree: Tree) -> None:
        self._lines = dict(_lines(tree))
        self._ways = [*_ways(tree), *_entries(tree)]
        offsets = {*self._lines, *(way.at for way in self._ways)}
        offsets |= {way.less for way in self._ways if way.less is not None}
        self._offsets = sorted(offsets)
        self._text = tree.text
        self.statements = frozenset(self._lines.values())
        found: dict[int, set[int]] = {}
        for way in _ways(tree):
            found.setdefault(way.line, set()).add(way.end)
        self.branches = {line: frozenset(ends) for line, ends in found.items() if len(ends) > 1}

    @property
    def offsets(self) -> list[int]:
        """The places, in UTF-16 code units, in order."""
        if self._text.isascii():
            return self._offsets
        units, done, found = 0, 0, []
        for offset in self._offsets:
            units += len(self._text[done:offset].encode("utf-16-le", "surrogatepass")) // 2
            done = offset
            found.append(units)
        return found

    def ran(self, counts: Sequence[int]) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
        """The lines that ran and the ways that were taken, by the counts at `offsets`."""
        if len(counts) != len(self._offsets):
            return frozenset(), frozenset()
        of = dict(zip(self._offsets, counts, strict=True))
        lines = frozenset(line for offset, line in self._lines.items() if of[offset])
        arcs = frozenset(
            (way.line, way.end)
            for way in self._ways
            if (of[way.at] if way.less is None else of[way.less] > of[way.at])
        )
        return lines, arcs


def _lines(tree: Tree) -> Iterator[tuple[int, int]]:
    """The statements that stand in functions: where each begins, and its line."""
    for node in tree.captures(_STATEMENTS).get("statement", []):
        if any(around.type in FUNCTIONS for around in tree.ancestors(node)):
            start = tree.span(node).start
            yield start, tree.lines.line(start)
    for node in tree.captures(_FUNCTIONS).get("function", []):
        body = node.child_by_field_name("body")
        if body is not None and body.type != "statement_block":
            start = tree.span(body).start
            yield start, tree.lines.line(start)


def _ways(tree: Tree) -> Iterator[Way]:
    for node in tree.captures(_DECISIONS).get("decision", []):
        start = tree.span(node).start
        line = tree.lines.line(start)
        if node.type == "binary_expression":
            yield from _short(tree, node, line)
        elif node.type == "switch_statement":
            for case in _cases(node):
                inside = tree.span(case).start
                yield Way(line, inside, inside)
        elif node.type in _LOOPS:
            body = _first(node.child_by_field_name("body"))
            after = node.next_named_sibling
            if body is not None and after is not None and after.type != "comment":
                inside, behind = tree.span(body).start, tree.span(after).start
                yield Way(line, inside, inside)
                yield Way(line, behind, behind)
        else:
            yield from _either(tree, node, line, start)


def _short(tree: Tree, node: Node, line: int) -> Iterator[Way]:
    operator = node.child_by_field_name("operator")
    right = node.child_by_field_name("right")
    if operator is None or right is None or operator.type not in _SHORT:
        return
    start, inside = tree.span(node).start, tree.span(right).start
    yield Way(line, inside, inside)
    yield Way(line, tree.span(node).end, inside, less=start)


def _either(tree: Tree, node: Node, line: int, start: int) -> Iterator[Way]:
    taken = _first(node.child_by_field_name("consequence"))
    if taken is None:
        return
    inside = tree.span(taken).start
    yield Way(line, inside, inside)
    other = node.child_by_field_name("alternative")
    if other is not None and other.type == "else_clause":
        other = first_named(other)
    other = _first(other)
    if other is not None:
        elsewhere = tree.span(other).start
        yield Way(line, elsewhere, elsewhere)
    else:
        yield Way(line, tree.span(node).end, inside, less=start)


def _entries(tree: Tree) -> Iterator[Way]:
    """Into each function: a callback may never be called."""
    for node in tree.captures(_FUNCTIONS).get("function", []):
        body = _first(node.child_by_field_name("body"))
        if body is not None:
            start = tree.span(body).start
            yield Way(tree.lines.line(tree.span(node).start), start, start)


def _cases(node: Node) -> Iterator[Node]:
    body = node.child_by_field_name("body")
    for case in body.named_children if body is not None else ():
        found = case.children_by_field_name("body")
        if found:
            yield found[0]


def _first(node: Node | None) -> Node | None:
    """What runs first of a block; the node itself where it is none."""
    if node is None or node.type != "statement_block":
        return node
    inner = [one for one in node.named_children if one.type != "comment"]
    return inner[0] if inner else None
