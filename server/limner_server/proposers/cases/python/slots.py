"""The values in the code of a case that may be others."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from limner_server.proposers.cases.python.callee import Callee
from limner_server.proposers.cases.python.evidence import name_of
from limner_server.proposers.cases.python.kinds import Kind

Replace = Callable[[ast.expr], None]
# Their arguments only go together.
_WHOLE: Final = frozenset(["date", "datetime", "time", "timedelta", "Decimal", "Fraction", "seed"])
# Where else than in calls and containers a value stands.
_FIELDS: Final[dict[type[ast.AST], str]] = {
    ast.Assign: "value",
    ast.Subscript: "slice",
    ast.Compare: "left",
    ast.BinOp: "right",
    ast.Expr: "value",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A value in the code of a case that may be another.

    Attributes:
        node: what stands there.
        replace: puts something else there.
        kind: what is wanted there, where that is known.
        name: of the parameter that it is for, or "".
    """

    node: ast.expr
    replace: Replace
    kind: Kind | None = None
    name: str = ""


def slots_of(tree: ast.AST, callees: dict[str, Callee]) -> list[Slot]:
    """The values that stand in some code: literals, and all arguments of known calls."""
    slots: list[Slot] = []
    within = {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) in _WHOLE
        for one in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in within:
            continue
        if isinstance(node, ast.Call):
            slots += _of_call(node, callees.get(name_of(node.func)))
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            slots += _of_items(node.elts)
        elif isinstance(node, ast.Dict):
            slots += _of_items(node.values)
        elif (field := _FIELDS.get(type(node))) is not None:
            one = getattr(node, field)
            # What the case's own file is called does not matter.
            is_file = isinstance(node, ast.BinOp) and name_of(node.left) == "tmp_path"
            if is_literal(one) and not is_file:
                slots.append(Slot(one, _attribute(node, field)))
    return slots


def is_literal(node: ast.AST | None) -> bool:
    """Whether an expression is a literal that can be taken apart."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    return isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.Set | ast.Dict)


def _of_call(node: ast.Call, callee: Callee | None) -> Iterator[Slot]:
    places: list[tuple[ast.expr, Replace, int, str | None]] = [
        (one, _item(node.args, place), place, None) for place, one in enumerate(node.args)
    ]
    places += [(one.value, _attribute(one, "value"), -1, one.arg) for one in node.keywords]
    for one, replace, place, keyword in places:
        taken = callee.parameter(place, keyword) if callee else None
        if taken is not None and taken.kind.name == "path":
            # The case has written the file.
            continue
        if taken is not None:
            yield Slot(one, replace, taken.kind, taken.name)
        elif is_literal(one):
            yield Slot(one, replace)


def _of_items(items: list[Any]) -> Iterator[Slot]:
    for place, one in enumerate(items):
        if is_literal(one):
            yield Slot(one, _item(items, place))


def _item(values: list[Any], place: int) -> Replace:
    def put(one: ast.expr) -> None:
        if place < len(values):
            values[place] = one

    return put


def _attribute(node: ast.AST, field: str) -> Replace:
    def put(one: ast.expr) -> None:
        setattr(node, field, one)

    return put
