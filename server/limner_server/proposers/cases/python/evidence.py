"""What the places where a value is used tell of its kind, each by itself."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Final

from limner_server.proposers.cases.python.kinds import ANY, BOOL, FLOAT, INT, TEXT, Kind, union
from limner_server.proposers.cases.python.spelling import spelled

Matcher = Callable[[ast.AST], bool]
# The kind of an argument of a call to a function that is known, by its place.
Called = Callable[[ast.Call, int], Kind]

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
_SUMS: Final = frozenset(["sum", "max", "min"])
# What built-in functions, and those of the library that bear no other meaning, take.
_ARGUMENTS: Final = {
    **dict.fromkeys(
        ["len", "sorted", "reversed", "enumerate", "list", "tuple", "iter", "any", "all", "zip"],
        Kind("items"),
    ),
    "set": Kind("items"),
    **dict.fromkeys(["range", "chr", "bin", "hex", "oct", "abs", "round", "int", "pow"], INT),
    **dict.fromkeys(["sqrt", "float", "floor", "ceil", "sin", "cos", "log", "exp"], FLOAT),
    **dict.fromkeys(["open", "Path", "exists", "isfile", "isdir", "listdir"], Kind("path")),
    **dict.fromkeys(["ord", "fromisoformat", "strptime", "loads"], TEXT),
}


def evidence(nodes: list[ast.AST], is_it: Matcher, called: Called) -> Iterator[Kind]:
    """The kinds that the uses of a value tell of; "items" of something that is gone through.

    Args:
        nodes: the code.
        is_it: whether an expression is the value.
        called: knows what functions take.
    """
    for node in nodes:
        if isinstance(node, ast.Attribute) and is_it(node.value):
            yield from _by_attribute(node.attr)
        elif isinstance(node, ast.Call):
            yield from _by_call(node, is_it, called)
        elif isinstance(node, ast.Subscript) and is_it(node.value):
            yield from _by_subscript(node.slice)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension) and is_it(node.iter):
            yield Kind("items")
        elif isinstance(node, ast.Match) and is_it(node.subject):
            yield union([*(_of_pattern(case.pattern) for case in node.cases), INT])
        elif isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp | ast.Compare):
            yield from _by_operator(node, is_it)


def _of_pattern(pattern: ast.pattern) -> Kind:
    """The kind of what a pattern matches."""
    if isinstance(pattern, ast.MatchValue):
        return Kind("literal", text=spelled(pattern.value))
    if isinstance(pattern, ast.MatchSingleton):
        return Kind("literal", text=repr(pattern.value))
    if isinstance(pattern, ast.MatchSequence):
        return Kind("tuple", tuple(_of_pattern(one) for one in pattern.patterns))
    if isinstance(pattern, ast.MatchMapping):
        fields = [
            (str(key.value), _of_pattern(one))
            for key, one in zip(pattern.keys, pattern.patterns, strict=True)
            if isinstance(key, ast.Constant)
        ]
        return Kind("dict", fields=tuple(fields))
    if isinstance(pattern, ast.MatchClass):
        return _class_kind(pattern.cls, others=False)
    return (
        union([_of_pattern(one) for one in pattern.patterns])
        if isinstance(pattern, ast.MatchOr)
        else ANY
    )


def _by_operator(
    node: ast.BinOp | ast.AugAssign | ast.UnaryOp | ast.Compare, is_it: Matcher
) -> Iterator[Kind]:
    if isinstance(node, ast.BinOp):
        yield from _by_arithmetic(node, is_it)
    elif isinstance(node, ast.Compare):
        yield from _by_comparison(node, is_it)
    elif isinstance(node, ast.AugAssign):
        if is_it(node.target) or is_it(node.value):
            yield from like(node.value if is_it(node.target) else node.target) or (INT,)
    elif is_it(node.operand) and isinstance(node.op, ast.USub):
        yield INT


def _by_attribute(name: str) -> Iterator[Kind]:
    if name in _TEXT_METHODS:
        yield TEXT
    for kind, methods in _METHODS.items():
        if name in methods:
            yield Kind(kind)


def _by_call(node: ast.Call, is_it: Matcher, called: Called) -> Iterator[Kind]:
    if is_it(node.func):
        yield Kind("callable", (ANY,) * (1 + len(node.args)))
    for place, argument in enumerate(node.args):
        if is_it(argument):
            yield from _by_argument(node, place, called)


def _by_argument(node: ast.Call, place: int, called: Called) -> Iterator[Kind]:
    """What a value is that stands at a place of a call."""
    function = node.func
    name = name_of(function)
    owner = name_of(function.value) if isinstance(function, ast.Attribute) else ""
    if name == "isinstance" and place == 0 and len(node.args) > 1:
        yield _class_kind(node.args[1])
    elif (owner, name) == ("sqlite3", "connect"):
        yield Kind("literal", text='":memory:"')
    elif owner == "re" and place > 0:
        yield TEXT
    elif name in _SUMS and len(node.args) == 1:
        yield Kind("list", (INT,))
    elif (kind := _ARGUMENTS.get(name)) is not None:
        yield kind
    elif (wanted := called(node, place)).name != "any":
        yield wanted


def _by_subscript(index: ast.expr) -> Iterator[Kind]:
    is_key = isinstance(index, ast.Constant) and isinstance(index.value, str)
    yield Kind("dict" if is_key else "items")


def _by_arithmetic(node: ast.BinOp, is_it: Matcher) -> Iterator[Kind]:
    if not (is_it(node.left) or is_it(node.right)):
        return
    other = node.right if is_it(node.left) else node.left
    if known := like(other):
        yield from known
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
                yield from like(members[0])
        elif is_it(left) or is_it(right):
            other = right if is_it(left) else left
            yield from like(other) or (
                (INT,) if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE) else ()
            )


def like(node: ast.expr) -> tuple[Kind, ...]:
    """The kind of a literal; nothing for what is none."""
    if isinstance(node, ast.UnaryOp):
        return like(node.operand)
    if isinstance(node, ast.JoinedStr):
        return (TEXT,)
    if isinstance(node, ast.List | ast.ListComp):
        return (Kind("list"),)
    if isinstance(node, ast.Constant):
        for base, kind in ((bool, BOOL), (int, INT), (float, FLOAT), (str, TEXT)):
            if isinstance(node.value, base):
                return (kind,)
    return ()


def _class_kind(node: ast.expr, *, others: bool = True) -> Kind:
    """The kind that a class stands for, and another where somebody asks which it is."""
    names = [name_of(one) for one in (node.elts if isinstance(node, ast.Tuple) else [node])]
    known = {"int": INT, "float": FLOAT, "str": TEXT, "bool": BOOL}
    kinds = [
        known.get(name) or Kind(name)
        for name in names
        if name in known or name in ("list", "dict", "set", "tuple", "bytes")
    ]
    if not kinds or not others:
        return kinds[0] if kinds else ANY
    # Somebody asks because it may be something else.
    other = next(one for one in (TEXT, INT) if one not in kinds)
    return union([*kinds, other])


def name_of(node: ast.AST) -> str:
    """The last name of an expression that is a name or a path with dots; "" of another."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
