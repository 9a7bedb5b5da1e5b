"""Kinds of values: what a parameter takes, as far as anything tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from limner_server.proposers.cases.javascript.values import Code, Value


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    Attributes:
        name: "number", "string", "boolean", "array", "object", "function", "map", "set", "date",
            "regexp", "bigint", "promise", "one of" or "any".
        item: of an array or a set what is in it, of a map its values, of an object what all its
            members are, of a function what it returns.
        fields: of an object, by name.
        optional: the names of those fields that may be missing.
        options: of "one of", the values; of another kind, values that are likely.
        alternatives: other kinds that it may be as well.
        arity: of a function.
        length: of a tuple; None where it varies.
    """

    name: str = "any"
    item: Kind | None = None
    fields: tuple[tuple[str, Kind], ...] = ()
    optional: frozenset[str] = frozenset()
    options: tuple[Value, ...] = ()
    alternatives: tuple[Kind, ...] = ()
    arity: int = 1
    length: int | None = None


ANY = Kind()


def joined(kinds: Iterable[Kind]) -> Kind:
    """One kind for what may be any of several."""
    found: list[Kind] = []
    options: list[Value] = []
    for one in kinds:
        if one.name == "one of":
            options += [value for value in one.options if value not in options]
        elif one not in found:
            found.append(one)
    if options:
        found.insert(0, Kind("one of", options=tuple(options)))
    if not found:
        return ANY
    first, *others = found
    return replace(first, alternatives=(*first.alternatives, *others))


def merged(first: Kind, second: Kind) -> Kind:
    """What two sources tell of one value, the first of which is believed."""
    if first.name == "any":
        return replace(second, options=(*first.options, *second.options))
    if first.name != second.name:
        options = first.options if first.name == "one of" else (*first.options, *second.options)
        return replace(first, options=options)
    fields = dict(first.fields)
    for name, kind in second.fields:
        fields[name] = merged(fields[name], kind) if name in fields else kind
    item = first.item or second.item
    if first.item is not None and second.item is not None:
        item = merged(first.item, second.item)
    return replace(
        first,
        item=item,
        # A declared type tells all the fields that there are.
        fields=tuple(fields.items())
        if not first.fields
        else tuple((name, fields[name]) for name, _ in first.fields),
        options=(*first.options, *(one for one in second.options if one not in first.options)),
        alternatives=first.alternatives or second.alternatives,
    )


def merged_all(kinds: Sequence[Kind]) -> Kind:
    """One kind for values that are all of one kind, one at least."""
    whole = kinds[0]
    for one in kinds[1:]:
        whole = merged(whole, one)
    return whole


def kind_of(value: Value) -> Kind:
    """The kind of a value that is known."""
    if isinstance(value, bool | int | float | str):
        plain = {bool: "boolean", str: "string"}
        return Kind(plain.get(type(value), "number"))
    if value is None:
        return Kind("one of", options=(None,))
    if isinstance(value, Code):
        return _kind_of_code(value.text)
    if isinstance(value, Mapping):
        return Kind("object", fields=tuple((name, kind_of(one)) for name, one in value.items()))
    return Kind("array", item=_common([kind_of(one) for one in value]))


def _common(kinds: Sequence[Kind]) -> Kind | None:
    if not kinds:
        return None
    return joined(kinds) if len({one.name for one in kinds}) > 1 else merged_all(kinds)


def _kind_of_code(text: str) -> Kind:
    for start, name in (
        ("new Map", "map"),
        ("new Set", "set"),
        ("new Date", "date"),
        ("/", "regexp"),
    ):
        if text.startswith(start):
            return Kind(name)
    if "=>" in text or text.startswith("function"):
        head = text.partition("=>")[0].strip(" ()")
        return Kind("function", arity=head.count(",") + 1 if head else 0)
    if text.endswith("n") and text[:-1].lstrip("-").isdigit():
        return Kind("bigint")
    return Kind("one of", options=(Code(text),))
