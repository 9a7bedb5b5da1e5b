"""Values of a kind, those first that a person would try first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from limner_server.proposers.cases.javascript.kinds import ANY, Kind
from limner_server.proposers.cases.javascript.names import kind_by_name, likely_values
from limner_server.proposers.cases.javascript.pool import Pool
from limner_server.proposers.cases.javascript.values import UNDEFINED, Code, Value, spelled

_NUMBERS: Final = (3, 0, -1, 1, 2, 5, 10, 7, 4, 2.5, 100, -3)
_STRINGS: Final = (
    "abc", "", "a", "hello", "Hello World", "aba", "123", "aabbc", "a b c", "ABC", " ", "xyz",
)  # fmt: skip
_ARRAYS: Final[tuple[tuple[Value, ...], ...]] = (
    (1, 2, 3), (), (5,), (3, 1, 2), (2, 2), (-1, -2, -3), (1, -1, 0), (1, 2, 3, 4, 5, 6), (0,),
    (10, 5, 20, 5), (1.5, 2.25),
)  # fmt: skip
_WORD_LISTS: Final[tuple[tuple[Value, ...], ...]] = (
    ("a", "b", "c"), (), ("apple",), ("banana", "apple", "cherry"), ("a", "a"), ("", "a"),
    ("abc", "b", "de"),
)  # fmt: skip
_FUNCTIONS: Final[dict[int, tuple[str, ...]]] = {
    0: ("() => 1", "() => 'done'", "() => true"),
    1: (
        "(x) => x * 2", "(x) => x > 1", "(x) => x", "() => true", "() => false",
        "(x) => x.length", "(x) => x % 2 === 0",
    ),
    2: ("(a, b) => a + b", "(a, b) => a - b", "(a, b) => b - a", "(a, b) => a > b"),
}  # fmt: skip
# What fails, always or for some.
_FAILING: Final = (
    "() => {\n  throw new Error('failed');\n}",
    "(x) => {\n  if (x < 3) {\n    throw new Error('too small');\n  }\n  return x;\n}",
)
_ASYNC: Final = (
    "async () => 1",
    "async () => {\n  throw new Error('failed');\n}",
    "async (x) => x",
)
_DATES: Final = ("2024-02-29", "2023-12-31T23:59:59Z", "2000-01-01")
_RECORDS: Final[tuple[Value, ...]] = (
    {"a": 1},
    {},
    {"a": 1, "b": 2},
    {"name": "Ann", "age": 30},
    {"a": {"b": 1}},
)
_OTHERS: Final[dict[str, tuple[Value, ...]]] = {
    "boolean": (True, False),
    "date": tuple(Code(f"new Date('{one}')") for one in _DATES),
    "regexp": (Code("/a/"), Code("/b+/g"), Code("/^x/i")),
    "bigint": (Code("1n"), Code("0n"), Code("-5n"), Code("10n")),
    "any": (1, "abc", [1, 2, 3], {"a": 1}, None, True, "", 0, UNDEFINED, [], {}),
}
_MOST: Final = 26
_DEEPEST: Final = 3


def candidates(kind: Kind, pool: Pool, name: str = "", depth: int = 0) -> list[Value]:
    """Some two dozen values of a kind at most, different from each other.

    Args:
        kind: of the value.
        pool: of the code that takes it.
        name: of the parameter.
        depth: how far inside of another value it stands.
    """
    likely: Iterable[Value] = (*kind.options, *likely_values(name, kind))
    own = [*likely, *islice(_made(kind, pool, depth), _MOST)]
    for other in kind.alternatives:
        own += candidates(other, pool, name, depth)[:6]
    return list({spelled(one): one for one in own}.values())[: _MOST * 2]


def _made(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    if kind.name == "number":
        yield from _numbers(pool)
    elif kind.name == "string":
        yield from _strings(pool)
    elif kind.name == "function":
        yield from map(Code, _functions(kind))
    elif kind.name in _INNER:
        yield from _INNER[kind.name](kind, pool, depth)
    else:
        yield from _OTHERS.get(kind.name, ())


def _functions(kind: Kind) -> Iterator[str]:
    if kind.item is not None and kind.item.name == "promise":
        yield from _ASYNC
        return
    for arity in dict.fromkeys((kind.arity, 1, 2, 0)):
        yield from _FUNCTIONS.get(arity, ())
        if arity == kind.arity:
            yield from _FAILING


def _numbers(pool: Pool) -> Iterator[Value]:
    yield from _NUMBERS[:5]
    for one in pool.numbers:
        yield from (one, one + 1, one - 1)
    yield from _NUMBERS[5:]
    if len(pool.numbers) > 1:
        yield pool.numbers[0] * pool.numbers[1]
    yield from (one * 2 for one in pool.numbers)


def _strings(pool: Pool) -> Iterator[Value]:
    signs = [one for one in pool.signs if one.strip()]
    yield from _STRINGS[:3]
    yield from pool.texts[:8]
    if signs:
        yield from signs[:4]
        yield "".join(signs[:6])
        yield "".join(reversed(signs[:6]))
    for one, other in pairwise(signs):
        yield from (one + other, one * 2 + other * 2, one + other + one + other)
        yield f"{one}a{other}"
    for sign in signs[:3]:
        yield from (f"a{sign}b", f"{sign}a", f"a{sign}")
    yield from _STRINGS[3:]
    for text in pool.texts[:6]:
        yield from (f"a {text} b", text + text)


def _arrays(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    item = kind.item or ANY
    if kind.length is not None:
        yield from _tuples(kind, pool, depth)
        return
    if depth >= _DEEPEST:
        yield []
        return
    if item.name in ("number", "any") and not item.alternatives:
        yield from map(list, _ARRAYS)
    if item.name == "string" or (item.name == "any" and not item.alternatives):
        yield from map(list, _WORD_LISTS)
    values = candidates(item, pool, depth=depth + 1) or [1]
    yield from _lists(values)


def _lists(values: Sequence[Value]) -> Iterator[Value]:
    first = values[0]
    yield [first]
    yield []
    yield list(values[:2])
    yield list(values[:3])
    yield [*reversed(values[:3])]
    yield [first, first]
    yield from ([one] for one in values[1:6])
    yield from ([one, first] for one in values[3:8])
    yield list(values[:5])


def _tuples(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    parts = [candidates(one, pool, depth=depth + 1) for _, one in kind.fields]
    for index in range(max(map(len, parts), default=0)):
        yield [values[index % len(values)] for values in parts if values]


def _objects(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    if not kind.fields or depth >= _DEEPEST:
        yield from _records(kind, pool, depth)
        return
    made = {
        name: candidates(one if one.name != "any" else kind_by_name(name), pool, name, depth + 1)
        for name, one in kind.fields
    }
    values = {name: some for name, some in made.items() if some}
    base: dict[str, Value] = {name: some[0] for name, some in values.items()}
    yield base
    for name in kind.optional:
        yield {one: value for one, value in base.items() if one != name}
    for rank in range(1, 6):
        for name, some in values.items():
            if rank < len(some):
                yield {**base, name: some[rank]}
    if not kind.optional:
        yield {}


def _records(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    """Objects of which no field is known."""
    if kind.item is None or kind.item.name == "any" or depth >= _DEEPEST:
        yield from _RECORDS
        return
    values = candidates(kind.item, pool, depth=depth + 1)
    yield from ({}, {"a": values[0]}, dict(zip("abc", values, strict=False)))


def _built(kind: Kind, pool: Pool, depth: int) -> Iterator[Value]:
    values = candidates(kind.item or ANY, pool, depth=depth + 1)[:3] if depth < _DEEPEST else []
    inside = [spelled(one) for one in values] or ["1", "2"]
    if kind.name == "map":
        pairs = [f"['{key}', {one}]" for key, one in zip("abc", inside, strict=False)]
        yield from (Code(f"new Map([{', '.join(pairs[:2])}])"), Code("new Map()"))
        yield Code(f"new Map([{pairs[0]}])")
    elif kind.name == "set":
        yield from (Code(f"new Set([{', '.join(inside)}])"), Code("new Set()"))
        yield Code(f"new Set([{inside[0]}])")
    else:
        yield from (
            Code(f"Promise.resolve({inside[0]})"),
            Code("Promise.reject(new Error('failed'))"),
        )


_INNER: Final[dict[str, Callable[[Kind, Pool, int], Iterator[Value]]]] = {
    "array": _arrays,
    "object": _objects,
    **dict.fromkeys(("map", "set", "promise"), _built),
}
