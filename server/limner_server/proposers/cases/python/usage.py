"""What kind of value a name holds, by what is done with it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from limner_server.proposers.cases.python.evidence import Called, Matcher, evidence, name_of
from limner_server.proposers.cases.python.kinds import ANY, INT, TEXT, Kind

# Something that is gone through, of which nothing else is known.
GUESS: Final = Kind("union", (Kind("list", (INT,)), TEXT, Kind("list", (TEXT,))))

_DEEPEST: Final = 5


def kind_by_use(
    scope: Iterable[ast.AST],
    is_it: Matcher,
    called: Called,
    depth: int = 0,
) -> Kind:
    """The kind of what a matcher finds in some code; any where nothing tells.

    Args:
        scope: the code.
        is_it: whether an expression is the value that is asked about.
        called: the kind of an argument of a call to a function that is known, by its place.
        depth: how many values this one is a part of.
    """
    nodes = [one for top in scope for one in ast.walk(top)]
    is_it = _with_aliases(nodes, is_it)
    found = list(evidence(nodes, is_it, called))
    if not found:
        return _whole(nodes, is_it, called, depth)
    names = [kind.name for kind in found]
    if any(kind.name == "union" for kind in found):
        return next(kind for kind in found if kind.name == "union")
    for name in ("callable", "literal", "path", "date", "dict", "set", "str"):
        if name in names:
            given = [kind for kind in found if kind.name == name]
            if name == "dict":
                return merged([_dictionary(nodes, is_it, called, depth), *given])
            return given[0]
    if "list" in names or "items" in names:
        return _sequence(nodes, is_it, called, depth, found)
    return next((kind for kind in found if kind.name in ("float", "int")), found[0])


def merged(kinds: Iterable[Kind]) -> Kind:
    """A dictionary with the keys of several."""
    fields: dict[str, Kind] = {}
    of: tuple[Kind, ...] = ()
    for kind in kinds:
        of = of or kind.of
        for name, one in kind.fields:
            known = fields.get(name, ANY)
            both = known.name == one.name == "dict"
            fields[name] = merged([known, one]) if both else one if known.name == "any" else known
    return Kind("dict", of, fields=tuple(fields.items()))


def _with_aliases(nodes: list[ast.AST], is_it: Matcher) -> Matcher:
    """The same, also where the value has got another name, or is kept in an attribute."""
    targets = [
        node.targets[0] for node in nodes if isinstance(node, ast.Assign) and is_it(node.value)
    ]
    names = {one.id for one in targets if isinstance(one, ast.Name)}
    kept = {
        one.attr
        for one in targets
        if isinstance(one, ast.Attribute) and name_of(one.value) == "self"
    }

    def is_alias(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute):
            return node.attr in kept and name_of(node.value) == "self"
        return isinstance(node, ast.Name) and node.id in names

    return (lambda node: is_it(node) or is_alias(node)) if names or kept else is_it


def may_be_none(scope: Iterable[ast.AST], is_it: Matcher) -> bool:
    """Whether the code asks whether it is None."""
    return any(
        isinstance(node, ast.Compare)
        and is_it(node.left)
        and isinstance(node.ops[0], ast.Is | ast.IsNot)
        and isinstance(node.comparators[0], ast.Constant)
        for top in scope
        for node in ast.walk(top)
    )


def _sequence(
    nodes: list[ast.AST],
    is_it: Matcher,
    called: Called,
    depth: int,
    found: list[Kind],
) -> Kind:
    """A list, by what is done with its items; a text where they are compared with texts."""
    known = [kind for kind in found if kind.name == "list" and kind.of]
    if known:
        return known[0]
    item = _item(nodes, is_it, called, depth)
    is_list = any(kind.name == "list" for kind in found)
    if item.name == "str" and not is_list and _letters(nodes, is_it):
        return TEXT
    if item.name == "any" and not is_list:
        return ANY if depth else GUESS
    return Kind("list", (item,))


def _letters(nodes: list[ast.AST], is_it: Matcher) -> bool:
    """Whether items are compared with single letters, or asked what letters are asked."""
    items = {name for node in nodes for name in _targets(node, is_it)}
    for node in nodes:
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(name_of(one) in items or _is_item(one, is_it) for one in sides) and any(
                isinstance(one, ast.Constant) and isinstance(one.value, str) for one in sides
            ):
                return all(
                    len(one.value) == 1 or isinstance(node.ops[0], ast.In | ast.NotIn)
                    for one in sides
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )
        elif isinstance(node, ast.Attribute) and name_of(node.value) in items:
            if node.attr in ("isdigit", "isalpha", "isupper", "islower", "isspace", "isalnum"):
                return True
        elif isinstance(node, ast.Call) and name_of(node.func) == "ord":
            return True
    return False


def _item(nodes: list[ast.AST], is_it: Matcher, called: Called, depth: int) -> Kind:
    """The kind of the items of a value, by what is done with them."""
    if depth >= _DEEPEST:
        return ANY
    pairs = [target for node in nodes for target in _tuples(node, is_it)]
    if pairs:
        parts = []
        for part in pairs[0].elts:
            name = name_of(part)
            parts.append(kind_by_use(nodes, _named(name), called, depth + 1))
        return Kind("tuple", tuple(parts))
    names = {name for node in nodes for name in _targets(node, is_it)}

    def is_item(node: ast.AST) -> bool:
        return name_of(node) in names or _is_item(node, is_it)

    return kind_by_use(nodes, is_item, called, depth + 1)


def _dictionary(nodes: list[ast.AST], is_it: Matcher, called: Called, depth: int) -> Kind:
    found = [one for node in nodes if (one := _key(node, is_it)) is not None]
    found.sort(key=lambda one: (one.lineno, one.col_offset))
    keys = dict.fromkeys(
        one.value for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    if not keys or depth >= _DEEPEST:
        return Kind("dict", _held(nodes, is_it, called, depth) if depth < _DEEPEST else ())
    fields = []
    for name in keys:

        def is_field(node: ast.AST, name: str = name) -> bool:
            key = _key(node, is_it)
            return isinstance(key, ast.Constant) and key.value == name and not _is_test(node)

        kind = kind_by_use(nodes, is_field, called, depth + 1)
        fields.append((name, kind))
    return Kind("dict", fields=tuple(fields))


def _held(nodes: list[ast.AST], is_it: Matcher, called: Called, depth: int) -> tuple[Kind, ...]:
    """The kinds of the keys and the values of a dictionary that is gone through."""
    for node in nodes:
        if not isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            continue
        call = node.iter
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if not is_it(call.func.value) or call.func.attr not in ("items", "values"):
            continue
        parts = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
        kinds = [kind_by_use(nodes, _named(name_of(one)), called, depth + 1) for one in parts]
        return ((TEXT if len(kinds) < 2 or kinds[0] == ANY else kinds[0]), kinds[-1])
    return ()


def _key(node: ast.AST, is_it: Matcher) -> ast.expr | None:
    """What key of the value an expression reads, or asks about."""
    if isinstance(node, ast.Subscript) and is_it(node.value):
        return node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        is_asked = node.func.attr in ("get", "pop", "setdefault") and is_it(node.func.value)
        return node.args[0] if is_asked else None
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        return node.left if is_it(node.comparators[0]) else None
    return None


def _is_test(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare)


def _whole(nodes: list[ast.AST], is_it: Matcher, called: Called, depth: int) -> Kind:
    """An object with the attributes that are read of the value."""
    names = dict.fromkeys(
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and is_it(node.value) and not node.attr.startswith("_")
    )
    if not names or depth >= _DEEPEST:
        return ANY
    fields = []
    for name in names:

        def is_field(node: ast.AST, name: str = name) -> bool:
            return isinstance(node, ast.Attribute) and node.attr == name and is_it(node.value)

        fields.append((name, kind_by_use(nodes, is_field, called, depth + 1)))
    return Kind("record", fields=tuple(fields))


def _targets(node: ast.AST, is_it: Matcher) -> Iterator[str]:
    """The names that items of the value are given."""
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        target, values = node.target, node.iter
        if is_it(values):
            yield name_of(target)
        elif isinstance(values, ast.Call) and values.args and is_it(values.args[0]):
            if name_of(values.func) == "enumerate" and isinstance(target, ast.Tuple):
                yield name_of(target.elts[-1])
            elif name_of(values.func) in ("sorted", "reversed", "set"):
                yield name_of(target)


def _tuples(node: ast.AST, is_it: Matcher) -> Iterator[ast.Tuple]:
    if not isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        return
    if is_it(node.iter) and isinstance(node.target, ast.Tuple):
        yield node.target


def _is_item(node: ast.AST, is_it: Matcher) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and is_it(node.value)
        and not isinstance(node.slice, ast.Slice)
    )


def _named(name: str) -> Matcher:
    return lambda node: bool(name) and isinstance(node, ast.Name) and node.id == name
