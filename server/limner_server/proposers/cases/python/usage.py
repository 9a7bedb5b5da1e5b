"""What kind of value a name holds, by what is done with it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from limner_server.proposers.cases.python.kinds import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    TEXT,
    Kind,
    union,
)

Matcher = Callable[[ast.AST], bool]
# Something that is gone through, of which nothing else is known.
GUESS: Final = Kind("union", (Kind("list", (INT,)), TEXT, Kind("list", (TEXT,))))

_TEXT_METHODS: Final = frozenset(
    [
        "split",
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "startswith",
        "endswith",
        "replace",
        "isdigit",
        "isalpha",
        "isalnum",
        "isspace",
        "isupper",
        "islower",
        "join",
        "encode",
        "find",
        "rfind",
        "format",
        "title",
        "capitalize",
        "swapcase",
        "splitlines",
        "partition",
        "rpartition",
        "zfill",
        "ljust",
        "rjust",
        "center",
        "casefold",
        "isnumeric",
        "isdecimal",
        "removeprefix",
        "removesuffix",
        "translate",
        "expandtabs",
        "isidentifier",
        "istitle",
    ]
)
_METHODS: Final = {
    "list": frozenset(["append", "extend", "sort", "insert", "reverse"]),
    "dict": frozenset(["keys", "values", "items", "setdefault", "update", "get"]),
    "set": frozenset(
        ["add", "union", "intersection", "difference", "discard", "issubset", "issuperset"]
    ),
    "path": frozenset(
        ["read_text", "write_text", "exists", "is_file", "is_dir", "iterdir", "suffix", "stem"]
    ),
    "date": frozenset(
        ["isoformat", "weekday", "toordinal", "year", "month", "day", "strftime", "isoweekday"]
    ),
}
_ORDERED: Final = frozenset(
    ["sorted", "reversed", "enumerate", "list", "tuple", "iter", "any", "all", "zip", "set"]
)
_NUMERIC: Final = frozenset(["sum", "max", "min"])
_COUNTS: Final = frozenset(["range", "chr", "bin", "hex", "oct"])
_PATHS: Final = frozenset(["open", "Path", "exists", "isfile", "isdir", "listdir"])
_DEEPEST: Final = 5


def kind_by_use(
    scope: Iterable[ast.AST],
    is_it: Matcher,
    called: Callable[[ast.Call, int], Kind],
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
    found = list(_evidence(nodes, is_it, called))
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
    """The same, also where the value has got another name."""
    names = {
        node.targets[0].id
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and is_it(node.value)
    }
    if not names:
        return is_it
    return lambda node: is_it(node) or (isinstance(node, ast.Name) and node.id in names)


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


def _evidence(
    nodes: list[ast.AST], is_it: Matcher, called: Callable[[ast.Call, int], Kind]
) -> Iterator[Kind]:
    for node in nodes:
        if isinstance(node, ast.Attribute) and is_it(node.value):
            yield from _by_attribute(node.attr)
        elif isinstance(node, ast.Call):
            yield from _by_call(node, is_it, called)
        elif isinstance(node, ast.Subscript) and is_it(node.value):
            yield from _by_subscript(node.slice)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension) and is_it(node.iter):
            yield Kind("items")
        elif isinstance(node, ast.BinOp):
            yield from _by_operator(node, is_it)
        elif isinstance(node, ast.AugAssign) and (is_it(node.target) or is_it(node.value)):
            other = node.value if is_it(node.target) else node.target
            yield from _like(other) or (Kind("int"),)
        elif isinstance(node, ast.UnaryOp) and is_it(node.operand):
            if isinstance(node.op, ast.USub):
                yield INT
        elif isinstance(node, ast.Compare):
            yield from _by_comparison(node, is_it)


def _by_attribute(name: str) -> Iterator[Kind]:
    if name in _TEXT_METHODS:
        yield TEXT
    for kind, methods in _METHODS.items():
        if name in methods:
            yield Kind(kind)


def _by_call(
    node: ast.Call, is_it: Matcher, called: Callable[[ast.Call, int], Kind]
) -> Iterator[Kind]:
    if is_it(node.func):
        yield Kind("callable")
    name = _name(node.func)
    for place, argument in enumerate(node.args):
        if not is_it(argument):
            continue
        if name == "isinstance" and place == 0 and len(node.args) > 1:
            yield _class_kind(node.args[1])
        elif name == "connect" and "sqlite3" in ast.unparse(node.func):
            yield Kind("literal", text='":memory:"')
        elif name == "len" or name in _ORDERED:
            yield Kind("items")
        elif name in _NUMERIC and len(node.args) == 1:
            yield Kind("list", (INT,))
        elif name in _COUNTS:
            yield INT
        elif name in _PATHS:
            yield Kind("path")
        elif name in ("ord", "fromisoformat", "strptime", "loads") or (
            isinstance(node.func, ast.Attribute) and _name(node.func.value) == "re" and place > 0
        ):
            yield TEXT
        elif name in ("abs", "round", "int", "pow"):
            yield INT
        elif name in ("sqrt", "float", "floor", "ceil", "sin", "cos", "log", "exp", "isclose"):
            yield FLOAT
        else:
            kind = called(node, place)
            if kind.name != "any":
                yield kind


def _by_subscript(index: ast.expr) -> Iterator[Kind]:
    if isinstance(index, ast.Constant) and isinstance(index.value, str):
        yield Kind("dict")
    elif isinstance(index, ast.Slice | ast.UnaryOp) or (
        isinstance(index, ast.Constant) and isinstance(index.value, int)
    ):
        yield Kind("items")
    else:
        yield Kind("items")


def _by_operator(node: ast.BinOp, is_it: Matcher) -> Iterator[Kind]:
    if not (is_it(node.left) or is_it(node.right)):
        return
    other = node.right if is_it(node.left) else node.left
    if like := _like(other):
        yield from like
    elif isinstance(node.op, ast.Mod | ast.FloorDiv | ast.Sub | ast.Mult | ast.Pow | ast.BitAnd):
        yield INT
    elif isinstance(node.op, ast.Div):
        yield FLOAT


def _by_comparison(node: ast.Compare, is_it: Matcher) -> Iterator[Kind]:
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
        if isinstance(operator, ast.In | ast.NotIn):
            if is_it(right):
                yield Kind("items")
            elif is_it(left):
                members = getattr(right, "elts", None) or [right]
                yield from _like(members[0])
        elif is_it(left) or is_it(right):
            other = right if is_it(left) else left
            yield from _like(other) or (
                (INT,) if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE) else ()
            )


def _like(node: ast.expr) -> tuple[Kind, ...]:
    """The kind of a literal."""
    if isinstance(node, ast.UnaryOp):
        return _like(node.operand)
    if isinstance(node, ast.JoinedStr):
        return (TEXT,)
    if isinstance(node, ast.List | ast.ListComp):
        return (Kind("list"),)
    if isinstance(node, ast.Constant):
        for base, kind in ((bool, BOOL), (int, INT), (float, FLOAT), (str, TEXT)):
            if isinstance(node.value, base):
                return (kind,)
    return ()


def _class_kind(node: ast.expr) -> Kind:
    names = [_name(one) for one in (node.elts if isinstance(node, ast.Tuple) else [node])]
    known = {"int": INT, "float": FLOAT, "str": TEXT, "bool": BOOL}
    kinds = [
        known.get(name) or Kind(name)
        for name in names
        if name in known or name in ("list", "dict", "set", "tuple", "bytes")
    ]
    if not kinds:
        return ANY
    # Somebody asks because it may be something else.
    other = next(one for one in (TEXT, INT) if one not in kinds)
    return union([*kinds, other])


def _sequence(
    nodes: list[ast.AST],
    is_it: Matcher,
    called: Callable[[ast.Call, int], Kind],
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
            if any(_name(one) in items or _is_item(one, is_it) for one in sides) and any(
                isinstance(one, ast.Constant) and isinstance(one.value, str) for one in sides
            ):
                return all(
                    len(one.value) == 1 or isinstance(node.ops[0], ast.In | ast.NotIn)
                    for one in sides
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )
        elif isinstance(node, ast.Attribute) and _name(node.value) in items:
            if node.attr in ("isdigit", "isalpha", "isupper", "islower", "isspace", "isalnum"):
                return True
        elif isinstance(node, ast.Call) and _name(node.func) == "ord":
            return True
    return False


def _item(
    nodes: list[ast.AST], is_it: Matcher, called: Callable[[ast.Call, int], Kind], depth: int
) -> Kind:
    """The kind of the items of a value, by what is done with them."""
    if depth >= _DEEPEST:
        return ANY
    pairs = [target for node in nodes for target in _tuples(node, is_it)]
    if pairs:
        parts = []
        for part in pairs[0].elts:
            name = _name(part)
            parts.append(kind_by_use(nodes, _named(name), called, depth + 1))
        return Kind("tuple", tuple(parts))
    names = {name for node in nodes for name in _targets(node, is_it)}

    def is_item(node: ast.AST) -> bool:
        return _name(node) in names or _is_item(node, is_it)

    return kind_by_use(nodes, is_item, called, depth + 1)


def _dictionary(
    nodes: list[ast.AST], is_it: Matcher, called: Callable[[ast.Call, int], Kind], depth: int
) -> Kind:
    keys: dict[str, None] = {}
    for node in nodes:
        key = _key(node, is_it)
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            keys[key.value] = None
    if not keys or depth >= _DEEPEST:
        return Kind("dict")
    fields = []
    for name in keys:

        def is_field(node: ast.AST, name: str = name) -> bool:
            key = _key(node, is_it)
            return isinstance(key, ast.Constant) and key.value == name and not _is_test(node)

        kind = kind_by_use(nodes, is_field, called, depth + 1)
        fields.append((name, kind))
    return Kind("dict", fields=tuple(fields))


def _key(node: ast.AST, is_it: Matcher) -> ast.expr | None:
    """What key of the value an expression reads, or asks about."""
    if isinstance(node, ast.Subscript) and is_it(node.value):
        return node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        if node.func.attr in ("get", "pop", "setdefault") and is_it(node.func.value):
            return node.args[0]
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        if is_it(node.comparators[0]):
            return node.left
    return None


def _is_test(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare)


def _whole(
    nodes: list[ast.AST], is_it: Matcher, called: Callable[[ast.Call, int], Kind], depth: int
) -> Kind:
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
            yield _name(target)
        elif isinstance(values, ast.Call) and values.args and is_it(values.args[0]):
            if _name(values.func) == "enumerate" and isinstance(target, ast.Tuple):
                yield _name(target.elts[-1])
            elif _name(values.func) in ("sorted", "reversed", "set"):
                yield _name(target)


def _tuples(node: ast.AST, is_it: Matcher) -> Iterator[ast.Tuple]:
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension) and is_it(node.iter):
        if isinstance(node.target, ast.Tuple):
            yield node.target


def _is_item(node: ast.AST, is_it: Matcher) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and is_it(node.value)
        and not isinstance(node.slice, ast.Slice)
    )


def _named(name: str) -> Matcher:
    return lambda node: bool(name) and isinstance(node, ast.Name) and node.id == name


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
