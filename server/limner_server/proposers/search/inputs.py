"""Inputs to see by how two fixes differ: those that the tests give, and others like them."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.mutations.calls import arguments

# How many inputs are made of those that the tests give.
_MOST: Final = 48
_SEED: Final = 0
# Longer values are not worth taking apart.
_LONGEST: Final = 2_000


def inputs_like(tests: Sequence[Tree], names: Sequence[str]) -> list[tuple[str, list[Any]]]:
    """Calls of functions by their names with arguments that the tests do not give.

    Args:
        tests: where the functions are called with literal values.
        names: of the functions.

    Returns:
        The same for the same tests; nothing where they call with no literal value.
    """
    given: dict[str, list[list[Any]]] = {}
    for tree in tests:
        for name, values in _calls(Code(tree), frozenset(names)):
            given.setdefault(name, []).append(values)
    dice = random.Random(_SEED)  # noqa: S311 - no secret, the same each time
    made: dict[str, tuple[str, list[Any]]] = {}
    known = {repr((name, values)) for name, all_values in given.items() for values in all_values}
    for _ in range(_MOST * 3):
        for name, all_values in given.items():
            values = [_like(one, dice) for one in dice.choice(all_values)]
            key = repr((name, values))
            if key not in known and len(made) < _MOST:
                made.setdefault(key, (name, values))
    return [*made.values()]


def _calls(code: Code, names: frozenset[str]) -> Iterator[tuple[str, list[Any]]]:
    """The calls of the functions whose arguments are all literal values."""
    for node in code.walk(code.root):
        function = node.child_by_field_name("function") if node.type in grammar.CALLS else None
        name = code.of(function).rpartition(".")[2] if function is not None else ""
        if name in names and node.end_byte - node.start_byte < _LONGEST:
            try:
                yield name, [_value(code, one) for one in arguments(node)]
            except (ValueError, SyntaxError):
                continue


def _value(code: Code, node: Node) -> Any:
    """The value that a literal stands for.

    Raises:
        ValueError: it is none.
    """
    if code.python:
        return ast.literal_eval(code.of(node))
    if node.type in ("number", "true", "false", "null"):
        return json.loads(code.of(node))
    if node.type == "string":
        return ast.literal_eval(code.of(node))
    if node.type == "array":
        return [_value(code, one) for one in node.named_children]
    if node.type == "unary_expression" and code.of(node).startswith("-"):
        return -_value(code, node.named_children[0])
    raise ValueError(node.type)


def _like(value: Any, dice: random.Random) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return dice.choice((value, not value))
    if isinstance(value, (int, float)):
        return _number_like(value, dice)
    if isinstance(value, str):
        return "".join(_items_like([*value], dice, value or " aZ0"))
    if isinstance(value, (list, tuple, set)):
        whole = isinstance(value, list) and all(isinstance(one, int) for one in value)
        items = _items_like([*value], dice, [dice.randrange(-9, 10)] if whole else [*value])
        return type(value)(_like(one, dice) if dice.random() < 0.3 else one for one in items)
    if isinstance(value, dict):
        return {key: _like(one, dice) for key, one in value.items() if dice.random() < 0.8}
    return value


def _number_like(value: float, dice: random.Random) -> float:
    others = (value, value, value + 1, value - 1, value + 2, value * 2, value - 3, value * 3, 1, 2)
    return dice.choice(others)


def _items_like(items: list[Any], dice: random.Random, others: Sequence[Any]) -> list[Any]:
    """Some items more or less, or in another order."""
    change = dice.randrange(6)
    place = dice.randrange(len(items) + 1)
    if change == 0:
        return items[::-1]
    if change == 1:
        return dice.sample(items, len(items))
    if change == 2:
        return items[:place] + items[place + 1 :]
    if change == 3:
        return [*items[:place], dice.choice(items), *items[place:]] if items else items
    if change == 4:
        return [*items[:place], dice.choice(others), *items[place:]] if others else items
    return items[: place or 1]
