"""Where each line of a Python file can lead, as coverage.py counts branches.

A branch is a line with more than one way out: `if`, `while`, `for`, a `case`. Where a line leads is
told by what follows it in the text; conditions that are constant have one way out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# The target of what leaves a function, a class or the module.
OUTSIDE: Final = -1
_EXCLUDED: Final = re.compile(
    r"#\s*(pragma|PRAGMA)[:\s]?\s*(no|NO)\s*(cover|COVER)"
    r"|^\s*(((async )?def .*?)?\)(\s*->.*?)?:\s*)?\.\.\.\s*(#|$)"
    r"|if (typing\.)?TYPE_CHECKING:"
)
_Body = Sequence[ast.stmt]


# How each kind of statement is read.
_READERS: Final[Mapping[type[ast.stmt], str]] = {
    ast.FunctionDef: "_definition",
    ast.AsyncFunctionDef: "_definition",
    ast.ClassDef: "_definition",
    ast.If: "_if",
    ast.While: "_if",
    ast.For: "_for",
    ast.AsyncFor: "_for",
    ast.With: "_with",
    ast.AsyncWith: "_with",
    ast.Try: "_try",
    ast.TryStar: "_try",
    ast.Match: "_match",
}


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of a file and where they lead.

    Attributes:
        statements: the lines that can be run.
        branches: the lines with more than one way out, and where these lead.
        first: of each line that goes on with a statement or its head, the line that begins it.
        heads: of each `with` its line, the first and the last line of its body; inner ones first.
    """

    statements: frozenset[int]
    branches: dict[int, frozenset[int]]
    first: dict[int, int]
    heads: tuple[tuple[int, int, int], ...]

    def arcs(self, run: Iterator[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """The jumps between statements, of those between lines."""
        first = self.first
        both = ((first.get(start, start), first.get(end, end)) for start, end in run)
        arcs = {(start, end) for start, end in both if start != end}
        for head, begin, end in self.heads:
            # What leaves the body comes back to the head, and goes on from there.
            leaving = {arc for arc in arcs if arc[1] == head and begin <= arc[0] <= end}
            going = {arc for arc in arcs if arc[0] == head and arc[1] != begin}
            arcs -= leaving | going
            arcs |= {(start, last) for start, _ in leaving for _, last in going}
        return frozenset(arcs)

    def lines(self, run: Iterator[int]) -> frozenset[int]:
        """The first lines of the statements that lines belong to."""
        return frozenset(self.first.get(line, line) for line in run)


def flow_of(text: str) -> Flow:
    """The flow of a file.

    Raises:
        SyntaxError: it is no Python that is read here.
    """
    return _Reader(text).flow(ast.parse(text))


class _Reader:
    def __init__(self, text: str) -> None:
        lines = text.splitlines()
        self._excluded = {place for place, line in enumerate(lines, 1) if _EXCLUDED.search(line)}
        self._statements: set[int] = set()
        self._branches: dict[int, set[int]] = {}
        self._first: dict[int, int] = {}
        self._heads: list[tuple[int, int, int]] = []
        # Where `continue` and `break` lead, the innermost loop last.
        self._loops: list[tuple[int, int]] = []

    def flow(self, module: ast.Module) -> Flow:
        self._body(module.body, OUTSIDE, is_documented=True)
        branches = {
            line: frozenset(ends - {line} - self._excluded)
            for line, ends in self._branches.items()
            if len(ends - {line} - self._excluded) > 1 and line in self._statements
        }
        heads = tuple(sorted(self._heads, reverse=True))
        return Flow(frozenset(self._statements), branches, self._first, heads)

    def _body(self, body: _Body, after: int, *, is_documented: bool = False) -> None:
        """Read statements; `after` is where the last one leads."""
        for place, statement in enumerate(body):
            if is_documented and not place and _is_text(statement):
                continue
            following = _line(body[place + 1]) if place + 1 < len(body) else after
            self._statement(statement, following)

    def _statement(self, node: ast.stmt, after: int) -> None:
        line = _line(node)
        if line in self._excluded or node.lineno in self._excluded:
            return
        if not isinstance(node, ast.Global | ast.Nonlocal):
            self._statements.add(line)
        if (name := _READERS.get(type(node))) is not None:
            getattr(self, name)(node, after)
        else:
            self._joined(line, node.end_lineno or line)

    def _joined(self, line: int, end: int) -> None:
        for other in range(line + 1, end + 1):
            self._first[other] = line

    def _head(self, node: ast.stmt, last: ast.AST) -> None:
        self._joined(node.lineno, getattr(last, "end_lineno", None) or node.lineno)

    def _definition(self, node: ast.FunctionDef | ast.ClassDef, after: int) -> None:
        del after
        for one in node.decorator_list:
            self._statements.add(one.lineno)
            self._joined(one.lineno, one.end_lineno or one.lineno)
        self._statements.add(node.lineno)
        start = node.body[0].lineno
        for other in range(node.lineno + 1, start):
            self._first[other] = node.lineno
        self._body(node.body, OUTSIDE, is_documented=True)

    def _if(self, node: ast.If | ast.While, after: int) -> None:
        self._head(node, node.test)
        is_loop = isinstance(node, ast.While)
        line = node.lineno
        known = _constant(node.test)
        otherwise = _line(node.orelse[0]) if node.orelse else after
        if is_loop:
            self._loops.append((line, after))
        if known is None:
            body = self._entry(node.body, line, line if is_loop else after)
            self._branches[line] = {body, otherwise}
        if known is not False:
            self._body(node.body, line if is_loop else after)
        if is_loop:
            self._loops.pop()
        if known is not True:
            self._body(node.orelse, after)

    def _for(self, node: ast.For | ast.AsyncFor, after: int) -> None:
        self._head(node, node.iter)
        otherwise = _line(node.orelse[0]) if node.orelse else after
        line = node.lineno
        self._loops.append((line, after))
        self._branches[line] = {self._entry(node.body, line, line), otherwise}
        self._body(node.body, line)
        self._loops.pop()
        self._body(node.orelse, after)

    def _entry(self, body: _Body, head: int, after: int) -> int:
        """Where a head leads to its body: of one that stands on its line, where that leads."""
        if _line(body[0]) != head:
            return _line(body[0])
        last = body[-1]
        if isinstance(last, ast.Return | ast.Raise):
            return OUTSIDE
        if isinstance(last, ast.Continue | ast.Break) and self._loops:
            return self._loops[-1][isinstance(last, ast.Break)]
        return after

    def _with(self, node: ast.With | ast.AsyncWith, after: int) -> None:
        last = node.items[-1]
        self._head(node, last.optional_vars or last.context_expr)
        first, end = _line(node.body[0]), node.body[-1].end_lineno or node.lineno
        self._heads.append((node.lineno, first, end))
        self._body(node.body, after)

    def _try(self, node: ast.Try, after: int) -> None:
        end = _line(node.finalbody[0]) if node.finalbody else after
        self._body(node.body, _line(node.orelse[0]) if node.orelse else end)
        self._body(node.orelse, end)
        self._body(node.finalbody, after)
        for handler in node.handlers:
            if handler.lineno in self._excluded:
                continue
            self._statements.add(handler.lineno)
            if handler.type is not None:
                self._joined(handler.lineno, handler.type.end_lineno or handler.lineno)
            self._body(handler.body, end)

    def _match(self, node: ast.Match, after: int) -> None:
        self._head(node, node.subject)
        for place, case in enumerate(node.cases):
            line = case.pattern.lineno
            self._statements.add(line)
            is_last = place + 1 == len(node.cases)
            following = after if is_last else node.cases[place + 1].pattern.lineno
            pattern = case.pattern
            is_any = isinstance(pattern, ast.MatchAs) and pattern.pattern is None
            if not is_any or case.guard is not None:
                self._branches[line] = {_line(case.body[0]), following}
            self._body(case.body, after)


def _line(node: ast.stmt) -> int:
    """The line that a statement begins at, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def _is_text(node: ast.stmt) -> bool:
    """Whether a statement is a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _constant(test: ast.expr) -> bool | None:
    """What a condition always is, as far as the compiler knows."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        known = _constant(test.operand)
        return None if known is None else not known
    return None
