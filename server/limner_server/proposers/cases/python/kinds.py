"""Kinds of values: what a parameter takes, as far as annotations and docstrings tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.cases.python.spelling import spelled


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    Attributes:
        name: "int", "float", "bool", "str", "bytes", "none", "list", "tuple", "set", "dict",
            "iterator", "union", "literal", "object", "callable", "path", "date", "datetime",
            "time", "timedelta", "decimal", "fraction", "type", "record" or "any".
        of: of its items; of keys and of values; of its alternatives; of what a call returns.
        text: the name of an object's class; the expression of a literal.
        fields: of a record, whose attributes or keys are known.
        home: the file that defines an object's class.
    """

    name: str
    of: tuple[Kind, ...] = ()
    text: str = ""
    fields: tuple[tuple[str, Kind], ...] = ()
    home: str = ""


ANY: Final = Kind("any")
INT: Final = Kind("int")
FLOAT: Final = Kind("float")
BOOL: Final = Kind("bool")
TEXT: Final = Kind("str")
NONE: Final = Kind("none")

# Annotations are followed so far.
_DEEPEST: Final = 8
_PLAIN: Final = {
    "int": INT,
    "integer": INT,
    "number": FLOAT,
    "float": FLOAT,
    "double": FLOAT,
    "Number": FLOAT,
    "Real": FLOAT,
    "complex": Kind("complex"),
    "bool": BOOL,
    "boolean": BOOL,
    "str": TEXT,
    "string": TEXT,
    "AnyStr": TEXT,
    "LiteralString": TEXT,
    "bytes": Kind("bytes"),
    "bytearray": Kind("bytes"),
    "None": NONE,
    "NoneType": NONE,
    "Path": Kind("path"),
    "PathLike": Kind("path"),
    "PurePath": Kind("path"),
    "date": Kind("date"),
    "datetime": Kind("datetime"),
    "timedelta": Kind("timedelta"),
    "Decimal": Kind("decimal"),
    "Fraction": Kind("fraction"),
    "Any": ANY,
    "object": ANY,
    "array": Kind("list", (FLOAT,)),
    "ndarray": Kind("list", (FLOAT,)),
    "Hashable": TEXT,
    "SupportsInt": INT,
    "SupportsFloat": FLOAT,
    "Callable": Kind("callable"),
    "callable": Kind("callable"),
    "function": Kind("callable"),
    "dictionary": Kind("dict"),
    "hash": Kind("dict"),
    "map": Kind("dict"),
    "type": Kind("type"),
}
_CONTAINERS: Final = {
    "list": "list",
    "List": "list",
    "Sequence": "list",
    "MutableSequence": "list",
    "Iterable": "list",
    "Collection": "list",
    "Container": "list",
    "Reversible": "list",
    "array_like": "list",
    "Iterator": "iterator",
    "Generator": "iterator",
    "tuple": "tuple",
    "Tuple": "tuple",
    "set": "set",
    "Set": "set",
    "frozenset": "set",
    "FrozenSet": "set",
    "AbstractSet": "set",
    "MutableSet": "set",
    "dict": "dict",
    "Dict": "dict",
    "Mapping": "dict",
    "MutableMapping": "dict",
    "DefaultDict": "dict",
    "defaultdict": "dict",
    "OrderedDict": "dict",
    "Counter": "dict",
    "deque": "deque",
    "Deque": "deque",
}
_WRAPPERS: Final = frozenset(
    ["Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"]
)
_PLURALS: Final = {
    "ints": INT,
    "integers": INT,
    "numbers": INT,
    "floats": FLOAT,
    "strings": TEXT,
    "strs": TEXT,
    "words": TEXT,
    "lists": Kind("list", (INT,)),
    "dicts": Kind("dict", (TEXT, INT)),
    "dictionaries": Kind("dict", (TEXT, INT)),
    "tuples": Kind("tuple", (INT, INT)),
}


def union(kinds: list[Kind]) -> Kind:
    """A kind that is any of some."""
    flat = [one for kind in kinds for one in (kind.of if kind.name == "union" else (kind,))]
    unlike = tuple(dict.fromkeys(flat))
    return unlike[0] if len(unlike) == 1 else Kind("union", unlike) if unlike else ANY


class Annotations:
    """Reads annotations as kinds.

    Args:
        aliases: what the module assigns to names that stand for types.
        known: the kind that a class of the workspace is, or None for a name that is none.
    """

    def __init__(
        self, aliases: Mapping[str, ast.expr], known: Callable[[str], Kind | None]
    ) -> None:
        self._aliases, self._known = aliases, known

    def read(self, node: ast.expr | None, depth: int = 0) -> Kind:
        """The kind that an annotation states; any where it states none."""
        if node is None or depth > _DEEPEST:
            return ANY
        if isinstance(node, ast.Constant):
            return self._constant(node, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self.read(node.left, depth + 1), self.read(node.right, depth + 1)])
        if isinstance(node, ast.Subscript):
            return self._subscript(_last(node.value), node.slice, depth)
        return self._named(_last(node), depth)

    def said(self, text: str) -> Kind:
        """The kind that words of a docstring state: "list of int", "int, optional"."""
        words = re.sub(r"\(.*\)|,? *optional|\bdefault.*|[`.]+$|`", "", text).strip(" ,.:")
        parts = re.split(r"\s+or\s+|\s*\|\s*", words)
        if len(parts) > 1:
            return union([self.said(one) for one in parts])
        if found := re.match(r"(\w+) (?:of|containing) (?:the )?(\w+)", words):
            outer = _CONTAINERS.get(found[1].lower().rstrip("s"), "")
            inner = _PLURALS.get(found[2]) or self._named(found[2].rstrip("s"), 0)
            if outer:
                return Kind(outer) if outer == "dict" else Kind(outer, (inner,))
        try:
            return self.read(ast.parse(words, mode="eval").body)
        except (SyntaxError, ValueError):
            first = re.match(r"[A-Za-z_]\w*", words)
            return self._named(first[0], 0) if first else ANY

    def _constant(self, node: ast.Constant, depth: int) -> Kind:
        if node.value is None:
            return NONE
        if isinstance(node.value, str):
            try:
                return self.read(ast.parse(node.value, mode="eval").body, depth + 1)
            except (SyntaxError, ValueError):
                return ANY
        return ANY

    def _named(self, name: str, depth: int) -> Kind:
        if (known := self._known(name)) is not None:
            return known
        if name in self._aliases:
            return self.read(self._aliases[name], depth + 1)
        if name in _CONTAINERS:
            return Kind(_CONTAINERS[name])
        return _PLAIN.get(name, ANY)

    def _subscript(self, name: str, inner: ast.expr, depth: int) -> Kind:
        parts = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
        if name == "Literal":
            return Kind("literal", tuple(Kind("literal", text=spelled(one)) for one in parts))
        if name == "Callable":
            returned = self.read(parts[1], depth + 1) if len(parts) > 1 else ANY
            taken = parts[0].elts if isinstance(parts[0], ast.List) else []
            return Kind("callable", (returned, *(self.read(one, depth + 1) for one in taken)))
        kinds = [
            self.read(one, depth + 1)
            for one in parts
            if not (isinstance(one, ast.Constant) and one.value is ...)
        ]
        if name in _WRAPPERS:
            return kinds[0] if kinds else ANY
        if name in ("Optional", "Union"):
            return union([*kinds, NONE] if name == "Optional" else kinds)
        outer = "type" if name in ("type", "Type") else _CONTAINERS.get(name, "")
        if not outer:
            return self._named(name, depth)
        return _container(outer, name, kinds, is_open=len(kinds) < len(parts))


def _container(outer: str, name: str, kinds: list[Kind], *, is_open: bool) -> Kind:
    """A container of some kinds; an open one of any number of the first."""
    if outer == "dict":
        return Kind("dict", (kinds[0], INT) if name == "Counter" and kinds else tuple(kinds[:2]))
    if outer == "tuple":
        return Kind("list", (kinds[0],), "tuple") if is_open else Kind("tuple", tuple(kinds))
    return Kind(outer, tuple(kinds[:1]))


def _last(node: ast.expr) -> str:
    """The last name of a path with dots."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
