"""Expressions of a kind, drawn by chance as a person would write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

from limner_server.proposers.cases.python.kinds import FLOAT, INT, TEXT, Kind
from limner_server.proposers.cases.python.plain import TEXTS
from limner_server.proposers.cases.python.pools import Pool
from limner_server.proposers.cases.python.spelling import quoted
from limner_server.proposers.cases.python.typical import Typical, tuple_of
from limner_server.proposers.cases.python.wording import texts_for

# How often what is drawn is one of the values that a person would try first.
_TYPICAL: Final = 0.25


class Values(Typical):
    """Draws expressions.

    Args:
        pool: the literals of the code.
        observed: what the code has told so far.
        objects: as of `Typical`.
        imported: as of `Typical`.
    """

    def __init__(
        self,
        pool: Pool,
        observed: Pool,
        objects: Callable[[Kind, int], Sequence[str]],
        imported: dict[str, str],
    ) -> None:
        super().__init__(pool, objects, imported)
        self._observed = observed
        self._draws: dict[str, Callable[[Kind, str, random.Random, Pool], str]] = {
            "int": self._drawn_whole,
            "float": self._drawn_real,
            "str": self._drawn_text,
            "tuple": self._drawn_tuple,
            "record": self._drawn_record,
            "date": self._drawn_moment,
            "datetime": self._drawn_moment,
            "dict": self._drawn_dict,
            **dict.fromkeys(("list", "set", "deque", "iterator"), self._drawn_list),
        }

    def drawn(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        """One expression of a kind; rather of the literals of a condition that is in the way."""
        if kind.name in ("union", "any"):
            kinds = kind.of or (INT, TEXT, Kind("list", (INT,)), Kind("list", (TEXT,)), FLOAT)
            kind = dice.choice(kinds)
        draw = self._draws.get(kind.name)
        if draw is None or dice.random() < _TYPICAL:
            return dice.choice(self.typical(kind, name))
        return draw(kind, name, dice, hot)

    def _drawn_whole(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        del kind, name
        return str(dice.choice([*self._known_to(dice, hot).whole, dice.randrange(0, 30)]))

    def _drawn_real(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        del kind, name
        pool = self._known_to(dice, hot)
        return str(dice.choice([*pool.real, *map(float, pool.whole), dice.randrange(0, 40) / 4]))

    def _drawn_text(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        del kind
        return quoted(self.text(name, dice, self._known_to(dice, hot)))

    def _drawn_tuple(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        if not kind.of:
            return dice.choice(self.typical(kind, name))
        return tuple_of([self.drawn(one, name, dice, hot) for one in kind.of])

    def _drawn_moment(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        del name, hot
        parts = [dice.randrange(2020, 2026), dice.randrange(1, 13), dice.randrange(1, 29)]
        if kind.name == "datetime":
            parts += [dice.randrange(24), dice.choice((0, 15, 30, 59))]
        head = self._moments(kind.name)[0].partition("(")[0]
        return f"{head}({', '.join(map(str, parts))})"

    def _drawn_record(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        del name
        parts = [f"{key}={self.drawn(one, key, dice, hot)}" for key, one in kind.fields]
        return self._namespace(parts)

    def _known_to(self, dice: random.Random, hot: Pool) -> Pool:
        return hot if not hot.is_empty and dice.random() < 0.5 else self._pool

    def text(self, name: str, dice: random.Random, pool: Pool) -> str:
        """A text: of the code, of such a name, or put together of both."""
        known = [*pool.texts, *texts_for(name)] or list(TEXTS)
        draw = dice.random()
        if self._observed.texts and dice.random() < 0.2:
            return dice.choice(self._observed.texts)
        one = dice.choice(known)
        if draw < 0.5:
            return one
        if draw < 0.7:
            return one + dice.choice([*known, "a", " ", "1"])
        if draw < 0.8:
            return dice.choice(["a", " ", *known]) + one
        if draw < 0.9 and one:
            letters = list(dict.fromkeys("".join(known)))[:40]
            return "".join(dice.choice(letters) for _ in range(dice.randrange(1, 7)))
        return dice.choice(TEXTS)

    def _drawn_list(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        item = kind.of[0] if kind.of else INT
        lengths = [0, 1, 2, 2, 3, 3, 4, 5, *hot.lengths]
        inner = name.removesuffix("s")
        parts = [self.drawn(item, inner, dice, hot) for _ in range(dice.choice(lengths))]
        if parts and dice.random() < 0.2:
            parts.append(dice.choice(parts))
        return self._wrapped(kind, parts)

    def _drawn_dict(self, kind: Kind, name: str, dice: random.Random, hot: Pool) -> str:
        if kind.fields:
            pairs = [
                f"{quoted(key)}: {self.drawn(self._known(one, key), key, dice, hot)}"
                for key, one in kind.fields
                if dice.random() < 0.85
            ]
            return "{" + ", ".join(pairs) + "}"
        key, value = (*kind.of, *((TEXT, INT)[len(kind.of) :]))[:2]
        size = dice.choice([0, 1, 1, 2, 3])
        keys = dict.fromkeys(self.drawn(key, "key", dice, hot) for _ in range(size))
        return "{" + ", ".join(f"{one}: {self.drawn(value, name, dice, hot)}" for one in keys) + "}"
