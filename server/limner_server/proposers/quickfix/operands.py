"""Operands, keys and words that are of another type than is allowed there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.conversions import conversions, written_type
from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling


def _operands(problem: Problem) -> Iterator[Fix]:
    """An operator between two types that it does not know: make one of them the other."""
    node = problem.around("binary_operator", "binary_expression", of=problem.node)
    kinds = [name for name in problem.quoted if not re.fullmatch(r"\W+", name)][:2]
    if node is None or len(kinds) < len(("left", "right")):
        return
    sides = (node.child_by_field_name("left"), node.child_by_field_name("right"))
    for side, own, other in ((sides[1], kinds[1], kinds[0]), (sides[0], kinds[0], kinds[1])):
        for rank, form in enumerate(_makers(problem, other)):
            if side is not None and own != other:
                new = form.format(problem.source(side))
                # Text is made of numbers more often than numbers of text.
                far = 0.0 if "str" in new.lower() else 0.4
                yield Fix((problem.replace(side, new),), f"write `{new}`", 0.5 + rank + far)


def _makers(problem: Problem, kind: str) -> tuple[str, ...]:
    bare = written_type(kind, is_python=problem.is_python)
    return conversions(bare, is_python=problem.is_python)


def _literal(problem: Problem) -> Iterator[Fix]:
    """A text that is none of those that are allowed: another one of the file, spelled alike."""
    node = problem.around("string")
    if node is None:
        wrong = re.search(r"[\"'](\w[\w -]*)[\"']['\]]", problem.diagnostic.message)
        node = problem.spelled(wrong[1]) if wrong else None
        node = problem.around("string", of=node) if node is not None else None
    if node is None:
        return
    text = problem.source(node)
    others = {found[2] for found in re.finditer(r"([\"'])([\w -]+)\1", problem.text)}
    for other in others:
        cost = misspelling(text[1:-1], other)
        if cost < math.inf:
            new = text[0] + other + text[-1]
            yield Fix((problem.replace(node, new),), f"write {new}", cost)


def _indexed(problem: Problem) -> Iterator[Fix]:
    """An object that is indexed by any text."""
    access = problem.around("subscript_expression")
    index = access.child_by_field_name("index") if access is not None else None
    thing = access.child_by_field_name("object") if access is not None else None
    if index is None or thing is None:
        return
    kind = f"keyof typeof {problem.source(thing)}"
    edit = problem.replace(index, f"{problem.source(index)} as {kind}")
    yield Fix((edit,), f"say that it is one of `{kind}`", 0.8)
    function = problem.function
    for one in function.parameters if function else ():
        if one.name == problem.source(index) and one.annotation:
            declared = Span(one.span.end - len(one.annotation.lstrip(": ")), one.span.end)
            yield Fix((problem.replace(declared, kind),), f"declare it `{kind}`", 0.6)


RULES: Final = rules(
    (
        _operands,
        r"operator .* (?:not supported|cannot be applied)|unsupported operand types?|2365\b",
    ),
    (_literal, r"no overlap|is not assignable to|incompatible type"),
    (_indexed, r"7053\b|can't be used to index"),
)
