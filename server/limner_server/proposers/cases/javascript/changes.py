"""Values near others: somewhat more, somewhat less, in another order."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Final

from limner_server.proposers.cases.javascript.candidates import candidates
from limner_server.proposers.cases.javascript.kinds import ANY, Kind, kind_of
from limner_server.proposers.cases.javascript.pool import Pool
from limner_server.proposers.cases.javascript.values import Value

_LETTERS: Final = "abcxyzAB01 "
_LONGEST_TEXT: Final = 24
_MOST_ITEMS: Final = 8


def near(
    value: Value,
    kind: Kind,
    pool: Pool,
    dice: random.Random,
    alphabet: frozenset[str] = frozenset(),
) -> Value:
    """A value like one that was given.

    Args:
        value: that was given.
        kind: that the parameter takes, as far as that is known.
        pool: of the code that takes it.
        dice: for what is drawn.
        alphabet: of texts; any where empty.
    """
    if alphabet and isinstance(value, str):
        return _format(value, sorted(alphabet), dice)
    if dice.random() < 0.2:
        known = candidates(kind, pool)
        return dice.choice(known) if known else value
    if isinstance(value, bool | int | float | str):
        return _plain(value, pool, dice)
    if isinstance(value, Mapping):
        return _record(value, kind, pool, dice)
    if isinstance(value, Sequence):
        return _items([*value], kind, pool, dice)
    known = candidates(kind, pool) or candidates(kind_of(value), pool)
    return dice.choice(known) if known else value


def _plain(value: bool | float | str, pool: Pool, dice: random.Random) -> Value:
    if isinstance(value, bool):
        return not value
    return _text(value, pool, dice) if isinstance(value, str) else _number(value, pool, dice)


def _number(value: float, pool: Pool, dice: random.Random) -> float:
    numbers = pool.numbers or (2,)
    one = dice.choice(numbers)
    options = (
        value + 1, value - 1, value * 2, -value, value + one, value - one, one, one + 1, one - 1,
        one * dice.randint(1, 12), dice.randint(0, 20), dice.randint(-5, 120), value * 10,
        dice.choice((0.5, 1.5, 2.25)) + value, one * dice.choice(numbers),
    )  # fmt: skip
    made = dice.choice(options)
    return made if abs(made) < 100_000 else value - 1


def _text(value: str, pool: Pool, dice: random.Random) -> str:
    place = dice.randint(0, len(value))
    signs = [*pool.signs, *_LETTERS] if pool.signs else [*_LETTERS]
    weights = [4] * len(pool.signs) + [1] * len(_LETTERS)
    sign = dice.choices(signs, weights)[0]
    text = dice.choice(pool.texts) if pool.texts else sign * 2
    made: str = dice.choice(
        (
            value[:place] + sign + value[place:],
            value[:place] + value[place + 1 :],
            value[:place] + sign + value[place + 1 :],
            value[::-1],
            value + value[::-1],
            value.swapcase(),
            value + text,
            text + value,
            "".join(dice.choices(signs, weights, k=dice.randint(1, 8))),
            f"{value} {value}",
            text,
        )
    )
    return made[:_LONGEST_TEXT] if len(made) > max(_LONGEST_TEXT, len(value)) else made


def _format(value: str, signs: Sequence[str], dice: random.Random) -> str:
    """A text of the same characters."""
    place, sign = dice.randint(0, len(value)), dice.choice(signs)
    made: str = dice.choice(
        (
            value[:place] + sign + value[place:],
            value[:place] + value[place + 1 :],
            value[:place] + sign + value[place + 1 :],
            value[:place],
            value[place:],
            value[::-1],
            "".join(dice.choices(signs, k=dice.randint(1, 6))),
        )
    )
    return made[:_LONGEST_TEXT]


def _items(items: list[Value], kind: Kind, pool: Pool, dice: random.Random) -> list[Value]:
    inner = kind.item if kind.name == "array" and kind.item is not None else ANY
    if inner == ANY and items:
        inner = kind_of(items[0])
    place = dice.randrange(len(items) + 1)
    known = candidates(inner, pool, depth=1) or [1]
    added = [*items[:place], dice.choice(known), *items[place:]][:_MOST_ITEMS]
    drawn: list[Value] = [dice.choice(known) for _ in range(dice.randint(1, 6))]
    if not items:
        return dice.choice((added, drawn))
    at = min(place, len(items) - 1)
    one = near(items[at], inner, pool, dice)
    return dice.choice(
        (
            [*items[:at], one, *items[at + 1 :]],
            [*items[:at], one, *items[at + 1 :]],
            items[:at] + items[at + 1 :],
            items[::-1],
            [*items[:at], dice.choice(items), *items[at:]][:_MOST_ITEMS],
            dice.sample(items, len(items)),
            drawn,
            [near(each, inner, pool, dice) for each in items],
            added,
        )
    )


def _record(
    value: Mapping[str, Value], kind: Kind, pool: Pool, dice: random.Random
) -> dict[str, Value]:
    fields = dict(kind.fields)
    names = [*dict.fromkeys((*value, *fields))]
    if not names:
        whole = [one for one in candidates(kind, pool) if isinstance(one, Mapping)]
        return dict(dice.choice(whole)) if whole else {}
    name = dice.choice(names)
    change = dice.random()
    if name in value and change < 0.2:
        return {one: inner for one, inner in value.items() if one != name}
    inner = fields.get(name, kind.item or ANY)
    if name in value:
        return {**value, name: near(value[name], inner, pool, dice)}
    known = candidates(inner, pool, name, depth=1)
    return {**value, name: dice.choice(known)} if known else dict(value)
