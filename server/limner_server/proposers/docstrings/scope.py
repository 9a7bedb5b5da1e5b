"""What a function's own names are: parameters, variables and how they come by their values.

Functions are `ast` nodes of Python. Those of other languages are brought into the same form first,
with the text as the user wrote it in an attribute `written`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.words import (
    is_plural,
    phrase_of,
    says_something,
    with_the,
)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_NEW_SCOPE: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_NO_NOUNS: Final = frozenset(
    "after again before both each first found last left none one other others rest right same second then".split()
)
_LONGEST_CODE: Final = 60
_CHANGING: Final = frozenset(
    "insert remove pop clear sort reverse update setdefault popitem discard appendleft popleft"
    " unshift shift splice extendleft rotate fill".split()
)
_READING: Final = frozenset(
    "len sorted sum min max any all str int float list tuple set dict range enumerate zip repr abs"
    " round isinstance type print map filter reversed iter next bool hash".split()
)
_LISTS: Final = ("list", "List", "Sequence", "Iterable", "tuple", "Tuple", "set", "Set", "Array")
_MAPPINGS: Final = ("dict", "Dict", "Mapping", "MutableMapping", "Record", "Map", "object")


@dataclass(slots=True)
class Variable:
    """A local variable.

    Attributes:
        values: what is assigned to it, in order.
        steps: operator and operand of what is added to it and the like.
        appended: what is put into it, with how: "append", "extend", "add", "[]".
        loop: what it runs through, where a loop or comprehension binds it.
        is_changed: whether something else may be done to its value.
    """

    values: list[ast.expr] = field(default_factory=list)
    steps: list[tuple[ast.operator, ast.expr]] = field(default_factory=list)
    appended: list[tuple[str, ast.expr]] = field(default_factory=list)
    loop: ast.expr | None = None
    is_changed: bool = False


class Scope:
    """The names of one function.

    Attributes:
        node: the function.
        owner: the class that it is a method of.
        receiver: what its own object or class is called in it: "self", "cls", "this", or "".
        parameters: by name, the annotation or "".
        makers: functions of the file, by name: some make the exceptions that others raise.
    """

    def __init__(
        self,
        node: FunctionNode,
        owner: ast.ClassDef | None = None,
        *,
        none: str = "None",
        makers: Mapping[str, FunctionNode] | None = None,
    ) -> None:
        self.makers = makers or {}
        self.node = node
        self.owner = owner
        self.none = none
        arguments = [*node.args.posonlyargs, *node.args.args]
        is_static = "staticmethod" in decorators(node)
        self.receiver = (
            arguments[0].arg if owner is not None and arguments and not is_static else ""
        )
        rest = [one for one in (node.args.vararg, node.args.kwarg) if one is not None]
        own = [one for one in [*arguments, *node.args.kwonlyargs, *rest]]
        self.parameters = {
            one.arg: written(one.annotation) if one.annotation is not None else ""
            for one in own
            if one.arg != self.receiver
        }

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the body but those of functions and classes in it, comprehensions too."""
        return [node for statement in self.node.body for node in own_nodes(statement)]

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each of the nodes stands in."""
        found: dict[ast.AST, ast.AST] = {}
        for node in [self.node, *self.nodes]:
            for child in ast.iter_child_nodes(node):
                found[child] = node
        return found

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """The local variables by name, parameters too where they are bound anew."""
        found: dict[str, Variable] = {}
        for node in self.nodes:
            _note(found, node)
        return found

    def code(self, node: ast.AST) -> str:
        """Code between backticks, without the name of the own object before attributes."""
        return f"`{self.short(node)}`"

    def short(self, node: ast.AST) -> str:
        """Code on one line, without the names of the own object and class before attributes."""
        text = " ".join(written(node).split())
        if self.receiver:
            text = re.sub(rf"\b{self.receiver}\.", "", text)
        return re.sub(rf"\b{self.owner.name}\.", "", text) if self.owner is not None else text

    def fits(self, node: ast.AST, most: int = _LONGEST_CODE) -> bool:
        """Whether code is short enough to be read in a sentence."""
        text = self.short(node)
        return len(text) <= most and "`" not in text and "\\" not in text

    def attribute(self, node: ast.AST) -> str:
        """The name of an attribute of the own object, or ""."""
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == self.receiver
            and self.receiver
        ):
            return node.attr
        return ""

    def term(self, node: ast.expr) -> str:
        """A value as the subject or object of a clause: "`x`", "the balance", "3"."""
        if isinstance(node, ast.Constant):
            return constant(node, self.none)
        if isinstance(node, ast.Name) and node.id == self.receiver:
            return "it"
        if isinstance(node, ast.Name) and self.is_local(node.id) and is_telling(node.id):
            return with_the(phrase_of(node.id))
        if name := self.attribute(node):
            return f"`{name}`"
        return self.code(node)

    def is_local(self, name: str) -> bool:
        """Whether a name is a variable of the function, and no parameter."""
        variable = self.variables.get(name)
        if variable is None or name in self.parameters:
            return False
        return bool(variable.values or variable.steps or variable.loop is not None)

    def uses_locals(self, node: ast.AST, *, known: bool = False) -> bool:
        """Whether an expression speaks of variables that only the function knows.

        Args:
            node: the expression.
            known: whether those do whose names say what they are.
        """
        bound = {
            one.id
            for part in ast.walk(node)
            if isinstance(part, ast.comprehension)
            for one in ast.walk(part.target)
            if isinstance(one, ast.Name)
        }
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - bound
        return any(self.is_local(name) and not (known and says_something(name)) for name in names)

    def kind(self, node: ast.expr) -> str:
        """Roughly what a value is: "list", "mapping", "text", "number", "bool", or ""."""
        if isinstance(node, ast.Name):
            found = kind_of(self.parameters.get(node.id, ""))
            if found or node.id in self.parameters:
                return found or self._kind_by_use(node.id)
            values = self.variables.get(node.id, Variable()).values
            return self.kind(values[0]) if values and values[0] is not node else ""
        return literal_kind(node)

    def _kind_by_use(self, name: str) -> str:
        if name in ("text", "string", "word", "sentence", "message"):
            return "text"
        return "list" if is_plural(phrase_of(name)) and says_something(name) else ""


def is_telling(name: str) -> bool:
    """Whether a variable's name can be said as a noun: "the balance"."""
    return says_something(name) and not is_adjective(phrase_of(name)) and name not in _NO_NOUNS


def decorators(node: FunctionNode | ast.ClassDef) -> tuple[str, ...]:
    """The names of decorators, without arguments, the last part of dotted ones too."""
    found = []
    for one in node.decorator_list:
        name = written(one.func if isinstance(one, ast.Call) else one)
        found += [name, name.rpartition(".")[2]]
    return tuple(found)


def written(node: ast.AST) -> str:
    """Code as the user wrote it, or near to that."""
    text = getattr(node, "written", None)
    return text if isinstance(text, str) else ast.unparse(node)


def constant(node: ast.Constant, none: str = "None") -> str:
    """A constant as a sentence says it."""
    if node.value is None:
        return getattr(node, "written", none)
    if node.value is Ellipsis:
        return "..."
    text = written(node)
    return f"`{text}`" if isinstance(node.value, str | bytes) and "\\" in text else text


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all in it, but for what is in functions and classes in it; in order."""
    yield node
    if isinstance(node, _NEW_SCOPE):
        return
    for child in ast.iter_child_nodes(node):
        yield from own_nodes(child)


def kind_of(annotation: str) -> str:
    """Roughly what values of an annotation are."""
    name = annotation.strip("\"'").removeprefix("Optional[").split("[")[0].split("|")[0].strip()
    name = name.rpartition(".")[2]
    if annotation.rstrip().endswith("[]") or name in _LISTS:
        return "list"
    if name in _MAPPINGS:
        return "mapping"
    return {
        "str": "text",
        "string": "text",
        "int": "number",
        "float": "number",
        "number": "number",
        "Decimal": "number",
        "complex": "number",
        "bool": "bool",
        "boolean": "bool",
    }.get(name, "")


def literal_kind(node: ast.expr | None) -> str:
    """Roughly what a literal is."""
    if isinstance(node, ast.Constant):
        for kind, name in ((bool, "bool"), (str, "text"), (int, "number"), (float, "number")):
            if isinstance(node.value, kind):
                return name
    if isinstance(node, ast.List | ast.ListComp | ast.Set | ast.SetComp):
        return "list"
    if isinstance(node, ast.Dict | ast.DictComp):
        return "mapping"
    if isinstance(node, ast.JoinedStr):
        return "text"
    if isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    ):
        return "bool"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return {
            "list": "list",
            "sorted": "list",
            "dict": "mapping",
            "str": "text",
            "int": "number",
            "float": "number",
            "len": "number",
            "set": "list",
        }.get(node.func.id, "")
    return ""


def _note(found: dict[str, Variable], node: ast.AST) -> None:
    """Remember what a node does to variables."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            _bind(found, target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        _bind(found, node.target, node.value)
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        found.setdefault(node.target.id, Variable()).steps.append((node.op, node.value))
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        for one in ast.walk(node.target):
            if isinstance(one, ast.Name):
                found.setdefault(one.id, Variable()).loop = node.iter
    elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
        found.setdefault(node.optional_vars.id, Variable()).values.append(node.context_expr)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        holder = node.func.value
        if isinstance(holder, ast.Name) and node.func.attr in ("append", "add", "extend", "push"):
            how = "append" if node.func.attr != "extend" else "extend"
            found.setdefault(holder.id, Variable()).appended.append((how, node.args[0]))
        elif isinstance(holder, ast.Name) and node.func.attr in _CHANGING:
            found.setdefault(holder.id, Variable()).is_changed = True
    if isinstance(node, ast.Call) and not (
        isinstance(node.func, ast.Name) and node.func.id in _READING
    ):
        for one in node.args:
            if isinstance(one, ast.Name) and not isinstance(node.func, ast.Attribute | ast.Name):
                continue
            if isinstance(one, ast.Name) and not _is_join(node):
                found.setdefault(one.id, Variable()).is_changed = True


def _is_join(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("join", "append", "extend")


def _bind(found: dict[str, Variable], target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        found.setdefault(target.id, Variable()).values.append(value)
    elif isinstance(target, ast.Tuple | ast.List):
        values: list[ast.expr] = (
            value.elts
            if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
            else [value] * len(target.elts)
        )
        for one, its in zip(target.elts, values, strict=True):
            _bind(found, one, its)
    elif isinstance(target, ast.Subscript | ast.Attribute):
        holder = target.value
        while isinstance(holder, ast.Subscript | ast.Attribute):
            holder = holder.value
        if isinstance(holder, ast.Name):
            found.setdefault(holder.id, Variable()).appended.append(("[]", value))
