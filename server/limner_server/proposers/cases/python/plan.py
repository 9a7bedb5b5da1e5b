"""What is to be called for a subject: a function, or the methods of an object after others."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from dataclasses import dataclass
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class
from limner_server.proposers.cases.python.callee import Callee, Role
from limner_server.proposers.cases.python.defined import ClassNode
from limner_server.proposers.cases.python.module import Module
from limner_server.proposers.cases.subject import Subject

# How methods with names of the language are called: of an object and arguments.
FORMS: Final = {
    "__len__": "len({o})",
    "__str__": "str({o})",
    "__repr__": "repr({o})",
    "__bool__": "bool({o})",
    "__int__": "int({o})",
    "__float__": "float({o})",
    "__abs__": "abs({o})",
    "__neg__": "-{o}",
    "__invert__": "~{o}",
    "__iter__": "list({o})",
    "__next__": "next({o})",
    "__reversed__": "list(reversed({o}))",
    "__hash__": "hash({o}) == hash({o})",
    "__contains__": "{0} in {o}",
    "__getitem__": "{o}[{0}]",
    "__call__": "{o}({all})",
    "__eq__": "{o} == {0}",
    "__ne__": "{o} != {0}",
    "__lt__": "{o} < {0}",
    "__le__": "{o} <= {0}",
    "__gt__": "{o} > {0}",
    "__ge__": "{o} >= {0}",
    "__add__": "{o} + {0}",
    "__radd__": "{0} + {o}",
    "__sub__": "{o} - {0}",
    "__mul__": "{o} * {0}",
    "__rmul__": "{0} * {o}",
    "__matmul__": "{o} @ {0}",
    "__truediv__": "{o} / {0}",
    "__floordiv__": "{o} // {0}",
    "__mod__": "{o} % {0}",
    "__pow__": "{o} ** {0}",
    "__and__": "{o} & {0}",
    "__or__": "{o} | {0}",
    "__xor__": "{o} ^ {0}",
}
# The same as statements.
STATEMENTS: Final = {"__setitem__": "{o}[{0}] = {1}", "__delitem__": "del {o}[{0}]"}
# What every class has, and what is called along with other things.
_SKIPPED: Final = frozenset(
    [
        "__init__",
        "__new__",
        "__post_init__",
        "__enter__",
        "__exit__",
        "__aenter__",
        "__aexit__",
        "__del__",
        "__init_subclass__",
        "__class_getitem__",
        "__subclasshook__",
        "__getattr__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__getstate__",
        "__setstate__",
        "__reduce__",
        "__set_name__",
        "__get__",
        "__set__",
        "__aiter__",
        "__anext__",
    ]
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be called.

    Attributes:
        targets: what may stand in the act.
        steps: methods that may stand before it.
        owner: the class that they are of; None for a function.
        new: how an object of it is made.
        variable: what the object is called.
    """

    targets: tuple[Callee, ...]
    steps: tuple[Callee, ...] = ()
    owner: ClassNode | None = None
    new: Callee | None = None
    variable: str = ""


def plan_of(subject: Subject, module: Module) -> Plan:
    """What is to be called for a subject.

    Raises:
        InputError: nobody can call it from outside, or make an object of it.
    """
    definition = subject.definition
    name = definition.qualified
    if isinstance(definition, Class):
        one = module.classes.get(name)
        if one is None:
            raise InputError(f"{name} is defined inside a function", "test what the function does")
        return _of_class(module, one, None)
    if definition.owner:
        one = module.classes.get(definition.owner)
        if one is None or definition.name not in one.methods:
            raise InputError(f"{name} is defined inside a function", "test what the function does")
        return _of_class(module, one, definition.name)
    node = module.functions.get(definition.name)
    if node is None or "." in name:
        raise InputError(f"{name} is defined inside a function", "test what the function does")
    return Plan((module.function_callee(node),))


def _of_class(module: Module, one: ClassNode, method: str | None) -> Plan:
    names = [name for name in one.methods if _is_called(name)]
    if method is not None and method not in _SKIPPED:
        names = [name for name in names if name != method] + [method]
    callees = [module.method_callee(one, name) for name in names]
    new = None if one.is_enum or one.is_typed_dict else module.constructor(one)
    static = [each for each in callees if each.role is Role.OF_CLASS]
    _check(module, one, static, method)
    targets = [each for each in callees if method in (None, each.name)]
    if new is not None and (method is None or not targets):
        targets = [*targets, new]
    if not targets:
        raise InputError(f"{one.name} has nothing that can be called", "name what uses it")
    steps = [each for each in callees if each.role is Role.METHOD and _is_step(each)]
    return Plan(tuple(targets), tuple(steps), one, new, variable_name(one, module))


def _check(module: Module, one: ClassNode, static: list[Callee], method: str | None) -> None:
    """See that an object can be made.

    Raises:
        InputError: none can, and nothing can be called without one.
    """
    if static and (method is None or any(each.name == method for each in static)):
        return
    if one.is_protocol:
        raise InputError(f"{one.name} is a protocol: it does nothing", "name a class that keeps it")
    if one.abstract:
        heirs = [each.name for each in module.classes.values() if one.name in each.bases]
        remedy = (
            f"name a class that is derived from it: {', '.join(heirs)}"
            if heirs
            else ("name a class that is derived from it")
        )
        raise InputError(f"{one.name} is abstract: no object of it can be made", remedy)
    known = ("ABCMeta", "EnumMeta", "EnumType")
    if one.metaclass and not one.metaclass.endswith(known):
        raise InputError(
            f"{one.name} is made by the metaclass {one.metaclass}: how, cannot be told",
            "name a method of it that is static, or a function that makes one",
        )


def variable_name(one: ClassNode, module: Module) -> str:
    """What an object of a class is called: its last word, in small letters."""
    words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", one.name.rpartition(".")[2])
    words = [word.lower() for word in words if not word.isdigit()] or ["it"]
    taken = {*module.functions, *module.imported, "tmp_path", "monkeypatch"}
    whole = "_".join(words)
    for name in (words[-1] if len(words[-1]) != 3 else whole, whole, "it"):
        if name not in taken and name.isidentifier() and not _is_reserved(name):
            return name
    return "one"


def _is_reserved(name: str) -> bool:
    return keyword.iskeyword(name) or hasattr(builtins, name)


def _is_called(name: str) -> bool:
    if name.startswith("__") and name.endswith("__"):
        return name in FORMS or name in STATEMENTS
    return not name.startswith("_")


def _is_step(callee: Callee) -> bool:
    return callee.changes and (callee.name in STATEMENTS or not callee.name.startswith("__"))


def is_async(callee: Callee) -> bool:
    """Whether it has to be awaited."""
    if not isinstance(callee.node, ast.AsyncFunctionDef):
        return False
    return not any(isinstance(one, ast.Yield) for one in ast.walk(callee.node))
