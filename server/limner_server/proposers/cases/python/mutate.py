"""Cases near a case: literals are changed, arguments drawn anew."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from limner_server.proposers.cases.python.compose import Composer
from limner_server.proposers.cases.python.pools import Pool
from limner_server.proposers.cases.python.slots import Slot, is_literal

# No list grows beyond this, no text beyond that.
_MANY: Final = 12
_LONG: Final = 60
# How often a value is drawn anew, or becomes another one of the case, or begins as another does.
_DRAWN: Final = 0.35
_BESIDE: Final = 0.2
_JOINED: Final = 0.1


def changed(
    slots: list[Slot], composer: Composer, pool: Pool, hot: Pool, dice: random.Random
) -> None:
    """Change one or two of the values in place."""
    own = [str(one.value) for one in _constants(slots) if isinstance(one.value, str)]
    pool = replace(pool, keys=[*pool.keys, *own])
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        slot = dice.choice(slots)
        if slot.kind is not None and (not is_literal(slot.node) or dice.random() < _DRAWN):
            text = composer.values.drawn(slot.kind, slot.name, dice, hot)
            slot.replace(ast.parse(text, mode="eval").body)
        else:
            known = pool if hot.is_empty or dice.random() < 0.5 else hot
            slot.replace(_other(slot.node, slots, known, dice))


def _other(node: ast.expr, slots: list[Slot], pool: Pool, dice: random.Random) -> ast.expr:
    """Another value in the place of one."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        value = None
    if isinstance(value, bool):
        return ast.Constant(not value)
    if not isinstance(value, int | float | str):
        return _other_parts(node, pool, dice)
    beside = [one for one in _constants(slots) if type(one.value) is type(value)]
    if beside and dice.random() < _BESIDE:
        return dice.choice(beside)
    if isinstance(value, str):
        return ast.Constant(_other_text_beside(value, beside, pool, dice))
    if type(value) is int:
        return _constant(_other_whole(value, pool, dice))
    return _constant(_other_real(value, pool, dice))


def _constants(slots: list[Slot]) -> Iterator[ast.Constant]:
    yield from (one.node for one in slots if isinstance(one.node, ast.Constant))


def _other_text_beside(
    value: str, beside: list[ast.Constant], pool: Pool, dice: random.Random
) -> str:
    """Another text; at times one that begins as another of the case."""
    text = _other_text(value, pool, dice)
    if beside and dice.random() < _JOINED:
        text = str(dice.choice(beside).value) + dice.choice([text, *pool.texts])
    return text[:_LONG]


def _constant(value: float) -> ast.expr:
    node: ast.expr = ast.Constant(abs(value))
    return ast.UnaryOp(ast.USub(), node) if value < 0 else node


def _other_number(value: float, pool: Pool, dice: random.Random) -> float:
    if isinstance(value, int):
        return _other_whole(value, pool, dice)
    return _other_real(value, pool, dice)


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


def _other_text(value: str, pool: Pool, dice: random.Random) -> str:
    """Another text than one: a little different, or one of the code's."""
    known = [one for one in pool.texts if one != value] or [value]
    place = dice.randrange(len(value) + 1)
    letters = [*dict.fromkeys((value + "".join(pool.texts))[:80]), " ", "a", "1"]
    ways: tuple[tuple[float, Callable[[], str]], ...] = (
        (5, lambda: dice.choice(known)),
        (4, lambda: value[:place] + dice.choice(known) + value[place:]),
        (3, lambda: value[:place] + value[place + 1 :]),
        (2, lambda: value + dice.choice((value, value[::-1], value[:1]))),
        (2, lambda: dice.choice((value.upper(), value.lower(), value.swapcase(), value.title()))),
        (1, lambda: dice.choice((value[::-1], "", value[: place or 1], value.strip()))),
        (3, lambda: value[:place] + dice.choice(letters) + value[place:]),
        (6 * pool.has_lines, lambda: f"{value}\n{dice.choice([*known, value])}"),
    )
    weights = [weight for weight, _ in ways]
    return dice.choices([way for _, way in ways], weights)[0]()


def _other_parts(node: ast.expr, pool: Pool, dice: random.Random) -> ast.expr:
    """Another list, tuple, set or dictionary: of more, fewer or other items."""
    if isinstance(node, ast.Dict):
        return _other_dictionary(node, pool, dice)
    if not isinstance(node, ast.List | ast.Tuple | ast.Set):
        return node
    items = _other_items([*node.elts], pool, dice)
    if isinstance(node, ast.Set):
        return ast.Set(items) if items else ast.Call(ast.Name("set"), [], [])
    return ast.Tuple(items) if isinstance(node, ast.Tuple) else ast.List(items)


def _other_items(items: list[ast.expr], pool: Pool, dice: random.Random) -> list[ast.expr]:
    place = dice.randrange(len(items) + 1)
    if not items:
        return items
    one = dice.choice(items)
    at = items.index(one)
    before, after = items[:place], items[place:]
    wanted = dice.choice(pool.lengths) if pool.lengths else dice.randrange(1, 6)
    ways: tuple[tuple[float, Callable[[], list[ast.expr]]], ...] = (
        (3, lambda: before + after[1:]),
        (6, lambda: [*before, _near(one, pool, dice), *after]),
        (3, lambda: [*before, one, *after]),
        (2, lambda: items[::-1]),
        (2, lambda: dice.sample(items, len(items))),
        (3, lambda: [items[number % len(items)] for number in range(wanted)]),
        (1, lambda: [one] * len(items)),
        (4, lambda: [*items[:at], _near(one, pool, dice), *items[at + 1 :]]),
    )
    weights = [weight for weight, _ in ways]
    return dice.choices([way for _, way in ways], weights)[0]()[: _MANY * 4]


def _other_dictionary(node: ast.Dict, pool: Pool, dice: random.Random) -> ast.expr:
    pairs = list(zip(node.keys, node.values, strict=True))
    draw = dice.randrange(6)
    if not pairs or (draw == 5 and pool.keys):
        name = dice.choice(pool.keys or pool.texts or ["a"])
        value = dice.choice([ast.Constant(1), ast.Constant("a"), *node.values])
        return ast.Dict([*node.keys, ast.Constant(name)], [*node.values, value])
    at = dice.randrange(len(pairs))
    key, one = pairs[at]
    if draw == 0:
        del pairs[at]
    elif draw == 1 and key is not None and len(pairs) < _MANY:
        pairs.append((_other_key(key, pool, dice), one))
    elif draw == 2 and key is not None:
        pairs[at] = (_other_key(key, pool, dice), one)
    else:
        pairs[at] = (key, _near(one, pool, dice))
    unlike = {ast.dump(first) if first else "": (first, last) for first, last in pairs}
    return ast.Dict([first for first, _ in unlike.values()], [last for _, last in unlike.values()])


def _other_key(node: ast.expr, pool: Pool, dice: random.Random) -> ast.expr:
    """Another key; a text becomes a whole other one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return ast.Constant(dice.choice([*pool.keys, *pool.texts, "a", "b"]))
    return _near(node, pool, dice)


def _near(node: ast.expr, pool: Pool, dice: random.Random) -> ast.expr:
    return _other(node, [], pool, dice) if is_literal(node) else node
