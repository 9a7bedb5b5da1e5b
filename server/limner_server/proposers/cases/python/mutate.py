"""Cases near a case: literals are changed, arguments drawn anew."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from limner_server.proposers.cases.python.callee import Callee
from limner_server.proposers.cases.python.compose import Composer
from limner_server.proposers.cases.python.kinds import Kind
from limner_server.proposers.cases.python.pools import Pool

# No list grows beyond this, no text beyond that.
_MANY: Final = 12
_LONG: Final = 60

_Replace = Callable[[ast.expr], None]


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
    replace: _Replace
    kind: Kind | None = None
    name: str = ""


def slots_of(tree: ast.AST, callees: dict[str, Callee]) -> list[Slot]:
    """The values that stand in some code: literals, and all arguments of known calls."""
    return [*_slots(tree, callees)]


def changed(
    slots: list[Slot], composer: Composer, pool: Pool, hot: Pool, dice: random.Random
) -> None:
    """Change one or two of the values in place."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        slot = dice.choice(slots)
        if slot.kind is not None and dice.random() < 0.35:
            text = composer.values.drawn(slot.kind, slot.name, dice, hot)
            slot.replace(ast.parse(text, mode="eval").body)
        else:
            known = pool if hot.is_empty or dice.random() < 0.5 else hot
            slot.replace(_other(slot.node, slots, known, dice))


def _slots(tree: ast.AST, callees: dict[str, Callee]) -> Iterator[Slot]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            callee = callees.get(_name(node.func))
            for place, argument in enumerate(node.args):
                taken = callee.parameter(place, None) if callee else None
                if taken is not None or _is_literal(argument):
                    kind = taken.kind if taken else None
                    name = taken.name if taken else ""
                    yield Slot(argument, _setter(node.args, place), kind, name)
            for keyword in node.keywords:
                taken = callee.parameter(-1, keyword.arg) if callee else None
                if taken is not None or _is_literal(keyword.value):
                    kind = taken.kind if taken else None
                    yield Slot(keyword.value, _attribute(keyword, "value"), kind, keyword.arg or "")
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            for place, one in enumerate(node.elts):
                if _is_literal(one):
                    yield Slot(one, _setter(node.elts, place))
        elif isinstance(node, ast.Dict):
            for place, one in enumerate(node.values):
                if _is_literal(one):
                    yield Slot(one, _setter(node.values, place))
            for place, key in enumerate(node.keys):
                if key is not None and _is_literal(key):
                    yield Slot(key, _setter(node.keys, place))
        elif isinstance(
            node, ast.Assign | ast.Subscript | ast.Compare | ast.BinOp | ast.Expression
        ):
            field = {
                ast.Assign: "value",
                ast.Subscript: "slice",
                ast.Compare: "left",
                ast.BinOp: "right",
                ast.Expression: "body",
            }[type(node)]
            one = getattr(node, field)
            if _is_literal(one):
                yield Slot(one, _attribute(node, field))


def _setter(values: list[Any], place: int) -> _Replace:
    def put(one: ast.expr) -> None:
        if place < len(values):
            values[place] = one

    return put


def _attribute(node: ast.AST, field: str) -> _Replace:
    def put(one: ast.expr) -> None:
        setattr(node, field, one)

    return put


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, ast.Constant)
    return isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.Set | ast.Dict)


def _other(node: ast.expr, slots: list[Slot], pool: Pool, dice: random.Random) -> ast.expr:
    """Another value in the place of one."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return _other_parts(node, pool, dice)
    if isinstance(value, bool):
        return ast.Constant(not value)
    if isinstance(value, int | float | str) and dice.random() < 0.2:
        alike = [
            one.node
            for one in slots
            if isinstance(one.node, ast.Constant) and type(one.node.value) is type(value)
        ]
        if alike:
            return dice.choice(alike)
    if isinstance(value, int):
        return _constant(_other_whole(value, pool, dice))
    if isinstance(value, float):
        return _constant(_other_real(value, pool, dice))
    if isinstance(value, str):
        text = other_text(value, pool, dice)
        beside = [
            one.node.value
            for one in slots
            if isinstance(one.node, ast.Constant) and isinstance(one.node.value, str)
        ]
        if beside and dice.random() < 0.1:
            text = (dice.choice(beside) + dice.choice([text, *pool.texts]))[:_LONG]
        return ast.Constant(text)
    return _other_parts(node, pool, dice)


def _constant(value: float) -> ast.expr:
    node: ast.expr = ast.Constant(abs(value))
    return ast.UnaryOp(ast.USub(), node) if value < 0 else node


def _other_whole(value: int, pool: Pool, dice: random.Random) -> int:
    near = (value + 1, value - 1, value * 2, -value, 0, 1, value + 10, value // 2)
    known = [*pool.whole, *pool.lengths]
    if known and dice.random() < 0.5:
        one = dice.choice(known)
        return dice.choice((one, one, one * dice.randrange(1, 5), value + one, value - one))
    return dice.choice((*near, dice.randrange(0, 30), dice.randrange(0, 400)))


def _other_real(value: float, pool: Pool, dice: random.Random) -> float:
    known = [*pool.real, *map(float, pool.whole)]
    if known and dice.random() < 0.5:
        return dice.choice(known)
    near = (value + 1, value - 1, value * 2, -value, 0.0, 0.5, value / 2, float(round(value)))
    return round(dice.choice(near), 4)


def other_text(value: str, pool: Pool, dice: random.Random) -> str:
    """Another text than one: a little different, or one of the code's."""
    known = [one for one in pool.texts if one != value]
    draw = dice.random()
    if known and draw < 0.25:
        return dice.choice(known)
    place = dice.randrange(len(value) + 1)
    if known and draw < 0.45:
        return (value[:place] + dice.choice(known) + value[place:])[:_LONG]
    if draw < 0.6 and value:
        return value[:place] + value[place + 1 :]
    if draw < 0.7 and value:
        return (value + dice.choice((value, value[::-1], value[0])))[:_LONG]
    if draw < 0.78:
        return dice.choice((value.upper(), value.lower(), value.swapcase(), value.title()))
    if draw < 0.84:
        return dice.choice((value[::-1], "", value[: place or 1], value.strip()))
    letters = list(dict.fromkeys((value + "".join(pool.texts))[:80])) + [" ", "a", "1"]
    return (value[:place] + dice.choice(letters) + value[place:])[:_LONG]


def _other_parts(node: ast.expr, pool: Pool, dice: random.Random) -> ast.expr:
    """Another list, tuple, set or dictionary: of more, fewer or other items."""
    if isinstance(node, ast.Dict):
        return _other_dictionary(node, pool, dice)
    if not isinstance(node, ast.List | ast.Tuple | ast.Set):
        return node
    items = list(node.elts)
    place = dice.randrange(len(items) + 1)
    draw = dice.randrange(8)
    if draw == 0:
        items = items[:place] + items[place + 1 :]
    elif draw in (1, 2) and items and len(items) < _MANY:
        items.insert(place, _near(dice.choice(items), pool, dice))
    elif draw == 3 and items and len(items) < _MANY:
        items.insert(place, dice.choice(items))
    elif draw == 4:
        items = items[::-1]
    elif draw == 5:
        dice.shuffle(items)
    elif draw == 7 and len(items) > 1 and dice.random() < 0.4:
        items = [dice.choice(items)] * len(items)
    elif draw == 6 and items:
        wanted = dice.choice(pool.lengths) if pool.lengths else dice.randrange(1, 6)
        items = [items[at % len(items)] for at in range(wanted)]
    elif items:
        at = dice.randrange(len(items))
        items[at] = _near(items[at], pool, dice)
    if isinstance(node, ast.Set) and not items:
        return ast.Call(ast.Name("set"), [], [])
    if isinstance(node, ast.Tuple):
        return ast.Tuple(items)
    return type(node)(items)


def _other_dictionary(node: ast.Dict, pool: Pool, dice: random.Random) -> ast.expr:
    pairs = list(zip(node.keys, node.values, strict=True))
    draw = dice.randrange(6)
    if not pairs or (draw == 5 and pool.keys):
        key = dice.choice(pool.keys or pool.texts or ["a"])
        value = dice.choice([ast.Constant(1), ast.Constant("a"), *node.values])
        return ast.Dict([*node.keys, ast.Constant(key)], [*node.values, value])
    at = dice.randrange(len(pairs))
    key, value = pairs[at]
    if draw == 0:
        del pairs[at]
    elif draw == 1 and key is not None and len(pairs) < _MANY:
        pairs.append((_near(key, pool, dice), value))
    elif draw == 2 and key is not None:
        pairs[at] = (_near(key, pool, dice), value)
    else:
        pairs[at] = (key, _near(value, pool, dice))
    unlike = {ast.dump(one) if one else "": (one, other) for one, other in pairs}
    return ast.Dict([one for one, _ in unlike.values()], [one for _, one in unlike.values()])


def _near(node: ast.expr, pool: Pool, dice: random.Random) -> ast.expr:
    return _other(node, [], pool, dice) if _is_literal(node) else node


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
