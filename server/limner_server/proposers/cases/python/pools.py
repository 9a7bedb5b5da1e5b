"""The literals of some code, and values that lie next to them."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from limner_server.proposers.cases.python.evidence import name_of
from limner_server.proposers.cases.python.matching import matching

# No longer text of the code is an input.
_LONGEST = 80
# A condition that counts beyond this is not met by counting.
_LARGEST = 10**9
_LINES = "splitlines"
_LOOKING = frozenset(["get", "pop", "setdefault"])
# No longer list is made.
_LONG = 40
# What a date looks like in a format of the code.
_MOMENT = dt.datetime(2024, 1, 31, 12, 30, tzinfo=dt.UTC)


@dataclass(slots=True)
class Pool:
    """Literals by their kind, each once, in the order of the code.

    Attributes:
        whole: numbers.
        real: numbers.
        texts: texts, and such as match the patterns of the code.
        lengths: that something is compared with.
        keys: by which something is looked up.
        caught: the names of errors that are caught, "" for all.
        has_lines: whether texts are parted into lines.
    """

    whole: list[int] = field(default_factory=list)
    real: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    caught: list[str] = field(default_factory=list)
    has_lines: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there are no literals."""
        return not (self.whole or self.real or self.texts or self.lengths)


def pool_of(nodes: Iterable[ast.AST]) -> Pool:
    """The literals of some code; docstrings are none."""
    pool = Pool()
    for top in nodes:
        skipped = _without_value(top)
        for node in ast.walk(top):
            if id(node) not in skipped:
                _read(pool, node)
    return pool


def _read(pool: Pool, node: ast.AST) -> None:
    if isinstance(node, ast.Constant):
        _add(pool, node.value)
    elif isinstance(node, ast.Call):
        pool.has_lines |= isinstance(node.func, ast.Attribute) and node.func.attr == _LINES
        for text in _matched(node):
            _text(pool, text)
    elif isinstance(node, ast.ExceptHandler):
        names = [name_of(one) for one in ast.walk(node.type)] if node.type else [""]
        pool.caught += [one for one in names if one not in pool.caught]
    elif isinstance(node, ast.Compare):
        known = pool.lengths
        known += [one for one in _lengths(node) if one not in known and 0 <= one <= _LONG]
    pool.keys += [one for one in _keys(node) if one not in pool.keys]


def _keys(node: ast.AST) -> Iterator[str]:
    """The texts by which something is looked up."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript):
        key = node.slice
    elif isinstance(node, ast.Call) and node.args and name_of(node.func) in _LOOKING:
        key = node.args[0]
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        key = node.left
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value


def _add(pool: Pool, value: object) -> None:
    pool.has_lines |= value == "\n"
    if isinstance(value, bool):
        return
    if isinstance(value, int) and abs(value) <= _LARGEST:
        for one in (value, value + 1, value - 1):
            if one not in pool.whole:
                pool.whole.append(one)
    elif isinstance(value, float):
        for near in (value, value + 1, value - 1):
            if near not in pool.real:
                pool.real.append(round(near, 6))
    elif isinstance(value, str):
        _text(pool, value)


def _text(pool: Pool, value: str) -> None:
    if len(value) <= _LONGEST and value not in pool.texts and value.isprintable():
        pool.texts.append(value)


def _without_value(top: ast.AST) -> set[int]:
    """The texts that stand by themselves, and those that are only printed or raised."""
    skipped = set()
    for node in ast.walk(top):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.Raise) and node.exc is not None:
            skipped |= {id(one) for one in ast.walk(node.exc)}
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(one) for one in ast.walk(node)}
        elif isinstance(node, ast.arg) and node.annotation is not None:
            skipped |= {id(one) for one in ast.walk(node.annotation)}
    return skipped


def _matched(node: ast.Call) -> Iterator[str]:
    """Texts that a pattern of the code matches."""
    function = node.func
    if not isinstance(function, ast.Attribute) or not node.args:
        return
    if function.attr in ("strptime", "strftime"):
        form = node.args[-1]
        if isinstance(form, ast.Constant) and isinstance(form.value, str):
            yield _MOMENT.strftime(form.value)
    is_pattern = isinstance(function.value, ast.Name) and function.value.id in ("re", "regex")
    first = node.args[0]
    if is_pattern and isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield from matching(first.value)


def _lengths(node: ast.Compare) -> Iterator[int]:
    sides = [node.left, *node.comparators]
    is_length = any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "len"
        for one in sides
    )
    for one in sides:
        if is_length and isinstance(one, ast.Constant) and isinstance(one.value, int):
            yield from (one.value, one.value + 1, one.value - 1)
