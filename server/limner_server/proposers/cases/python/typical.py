"""Expressions of a kind that a person would try first."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from limner_server.proposers.cases.python.callee import Taken
from limner_server.proposers.cases.python.kinds import ANY, INT, TEXT, Kind
from limner_server.proposers.cases.python.naming import kind_by_name
from limner_server.proposers.cases.python.plain import (
    FIXED,
    LISTS,
    MOMENTS,
    RAISING,
    REAL,
    TEXTS,
    WHOLE,
)
from limner_server.proposers.cases.python.pools import Pool
from limner_server.proposers.cases.python.spelling import quoted
from limner_server.proposers.cases.python.wording import texts_for

_DEEPEST: Final = 4
# The parameters of functions that are made.
_GIVEN: Final = ("first", "second", "third", "fourth", "fifth", "sixth")


class Typical:
    """Makes expressions, the same each time.

    Args:
        pool: the literals of the code.
        objects: the expressions that make an object of a class of the workspace.
        imported: the names that the module imports, with the line of each.
    """

    def __init__(
        self,
        pool: Pool,
        objects: Callable[[Kind, int], Sequence[str]],
        imported: dict[str, str],
    ) -> None:
        self._pool, self._objects, self._imported = pool, objects, imported
        self.imports: dict[str, str] = {}

    @property
    def texts(self) -> list[str]:
        """The texts of the code that are short and in one line."""
        return self._pool.texts[:8]

    @property
    def keys(self) -> list[str]:
        """The keys by which the code looks something up."""
        return self._pool.keys[:6]

    def typical(self, kind: Kind, name: str = "", depth: int = 0) -> list[str]:
        """Expressions of a kind, the plainest first; a dozen at most of most kinds."""
        make = getattr(self, f"_{kind.name}", None)
        if kind.name in FIXED:
            return [*FIXED[kind.name]]
        if kind.name in MOMENTS:
            return self._moments(kind.name)
        if depth > _DEEPEST or make is None:
            return ["None"]
        return [*dict.fromkeys(make(kind, name, depth))]

    def _known(self, kind: Kind, name: str) -> Kind:
        return kind_by_name(name) if kind.name == "any" else kind

    def _int(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind, name, depth
        head, tail = WHOLE[:6], WHOLE[6:]
        return map(str, (*head, *self._pool.whole[:12], *tail))

    def _float(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind, name, depth
        head, tail = REAL[:5], REAL[5:]
        mined = [*self._pool.real[:8], *map(float, self._pool.whole[:8])]
        return map(str, (*head, *mined, *tail))

    def _str(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind, depth
        named = texts_for(name)
        rest = TEXTS if not named else ("", *TEXTS[2:])
        return map(quoted, (*named, *self._pool.texts[:12], *rest))

    def _literal(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del name, depth
        return [one.text for one in kind.of] or [kind.text]

    def _union(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        lists = [self.typical(one, name, depth + 1) for one in kind.of]
        return [one for place in range(6) for part in lists for one in part[place : place + 1]]

    def _any(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind
        named = kind_by_name(name)
        if named.name != "any":
            return self.typical(named, name, depth)
        return ["1", '"abc"', "[1, 2, 3]", '["a", "b"]', "None", "1.5", "[]", '{"a": 1}', "True"]

    def _list(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        item = kind.of[0] if kind.of else INT
        if item.name in LISTS and not kind.text:
            return LISTS[item.name]
        inner = name.removesuffix("s")
        ones = self.typical(item, inner, depth + 1)[:6]
        return [
            self._wrapped(kind, parts)
            for parts in (ones[:2], [], ones[:1], ones[:3], ones[1:2] * 2, ones[::-1])
        ]

    def _wrapped(self, kind: Kind, parts: list[str]) -> str:
        inside = ", ".join(parts)
        if kind.name == "set":
            return f"{{{inside}}}" if parts else "set()"
        if kind.name == "iterator":
            return f"iter([{inside}])"
        if kind.name == "deque":
            self.imports["deque"] = "from collections import deque"
            return f"deque([{inside}])"
        return tuple_of(parts) if kind.text == "tuple" else f"[{inside}]"

    def _iterator(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        return [f"iter({one})" for one in self._list(kind, name, depth)]

    def _deque(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        self.imports["deque"] = "from collections import deque"
        return [f"deque({one})" for one in self._list(Kind("list", kind.of), name, depth)]

    def _set(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        item = kind.of[0] if kind.of else INT
        ones = list(dict.fromkeys(self.typical(item, name, depth + 1)))[:4]
        return [self._wrapped(kind, parts) for parts in (ones[:2], [], ones[:1], ones)]

    def _tuple(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        if not kind.of:
            return ["(1, 2)", "(0, 0)", "(3, 1)", '("a", 1)', "(1, 2, 3)"]
        lists = [self.typical(one, name, depth + 1) for one in kind.of]
        count = max(map(len, lists))
        return [
            tuple_of([one[place % len(one)] for one in lists]) for place in range(min(count, 8))
        ]

    def _dict(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        if kind.fields:
            return self._with_fields(kind, depth)
        if not kind.of:
            return ['{"a": 1, "b": 2}', "{}", '{"a": 1}', '{"a": "x"}', '{"b": 3, "a": 0}']
        key, value = (*kind.of, *((TEXT, INT)[len(kind.of) :]))[:2]
        keys = self.typical(key, "key", depth + 1)[:4]
        values = self.typical(value, name, depth + 1)[:4] or ["None"]
        pairs = [f"{one}: {values[place % len(values)]}" for place, one in enumerate(keys)]
        return ["{" + ", ".join(part) + "}" for part in (pairs[:2], [], pairs[:1], pairs[1:4])]

    def _with_fields(self, kind: Kind, depth: int) -> Iterable[str]:
        found = []
        lists = [
            (key, self.typical(self._known(one, key), key, depth + 1)) for key, one in kind.fields
        ]
        for place in range(3):
            pairs = [f"{quoted(key)}: {one[place % len(one)]}" for key, one in lists]
            found.append("{" + ", ".join(pairs) + "}")
        for left_out in range(len(lists)):
            pairs = [
                f"{quoted(key)}: {one[0]}"
                for place, (key, one) in enumerate(lists)
                if place != left_out
            ]
            found.append("{" + ", ".join(pairs) + "}")
        return [*found, "{}"]

    def _object(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del name
        return self._objects(kind, depth + 1) or ["None"]

    def _record(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del name
        lists = [
            (key, self.typical(self._known(one, key), key, depth + 1)) for key, one in kind.fields
        ]
        return [
            self._namespace([f"{key}={one[place % len(one)]}" for key, one in lists])
            for place in range(3)
        ]

    def _namespace(self, parts: list[str]) -> str:
        self.imports["SimpleNamespace"] = "from types import SimpleNamespace"
        return f"SimpleNamespace({', '.join(parts)})"

    def _callable(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        """Functions of one line, and such as raise what the code catches."""
        del name
        count = max(len(kind.of) - 1, 0) if kind.of else 1
        given = ["value"] if count == 1 else list(_GIVEN[:count])
        head = f"lambda {', '.join(given)}:" if given else "lambda:"
        returned = kind.of[0] if kind.of else ANY
        bodies = [given[0]] if given and returned.name == "any" else []
        if returned.name == "any":
            bodies += ["1", "None", "True", "False"]
        elif returned.name != "none":
            bodies += self.typical(returned, "", depth + 1)[:4]
        else:
            bodies.append("None")
        bodies += [RAISING[one] for one in self._pool.caught if one in RAISING]
        return [f"{head} {body}" for body in bodies]

    def _decimal(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind, name, depth
        self.imports["Decimal"] = "from decimal import Decimal"
        return [f'Decimal("{one}")' for one in ("1.50", "0", "-2.5", "100")]

    def _fraction(self, kind: Kind, name: str, depth: int) -> Iterable[str]:
        del kind, name, depth
        self.imports["Fraction"] = "from fractions import Fraction"
        return [f"Fraction({one})" for one in ("1, 2", "0", "3, 4")]

    def _moments(self, name: str) -> list[str]:
        base, calls = MOMENTS[name]
        line = self._imported.get("datetime", "")
        if base in self._imported and self._imported[base] == f"from datetime import {base}":
            self.imports[base] = self._imported[base]
            return [base + call for call in calls]
        if line in ("", "import datetime"):
            self.imports["datetime"] = "import datetime"
            return [f"datetime.{base}{call}" for call in calls]
        self.imports[base] = f"from datetime import {base}"
        return [base + call for call in calls]

    def arguments(self, taken: Sequence[Taken], values: Sequence[str]) -> str:
        """What stands between the parentheses of a call."""
        parts = []
        is_short = False
        for one, value in zip(taken, values, strict=True):
            if value == "":
                is_short = True
                continue
            by_name = one.by_name or (is_short and not one.is_rest)
            parts.append(f"{one.name}={value}" if by_name else value)
        return ", ".join(parts)


def tuple_of(parts: list[str]) -> str:
    """A tuple of expressions."""
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def names_in(text: str) -> set[str]:
    """The names that stand in a piece of code."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name | ast.Attribute)
    }
