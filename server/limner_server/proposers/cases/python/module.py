"""The module under test: what it defines, and what its functions take."""

from __future__ import annotations

import ast
from functools import cached_property
from pathlib import Path
from typing import Protocol

from limner_server.proposers.cases.python.callee import Callee, Role, Taken
from limner_server.proposers.cases.python.changes import (
    changes_in_place,
    is_change,
    is_done_for_effect,
)
from limner_server.proposers.cases.python.defined import ClassNode, Defined, FunctionNode
from limner_server.proposers.cases.python.evidence import Matcher
from limner_server.proposers.cases.python.finer import (
    default_kind,
    finer,
    fits,
    keys_by_name,
    refined,
)
from limner_server.proposers.cases.python.kinds import (
    ANY,
    NONE,
    Annotations,
    Kind,
    union,
)
from limner_server.proposers.cases.python.naming import kind_by_name
from limner_server.proposers.cases.python.stated import stated_kinds
from limner_server.proposers.cases.python.usage import (
    GUESS,
    kind_by_use,
    may_be_none,
    merged,
)


class Imports(Protocol):
    """Finds the classes that modules import."""

    def kind(self, module: Module, name: str) -> Kind | None:
        """The kind of an object of a class that a module imports; None where it does not."""


class Module(Defined):
    """What a file defines, and what its functions take.

    Args:
        text: of the file.
        path: of the file, absolute.
        imports: finds the classes that it imports.

    Raises:
        SyntaxError: it is no Python that is read here.
    """

    def __init__(self, text: str, path: Path, imports: Imports) -> None:
        super().__init__(text)
        self.path, self._imports = path, imports
        self._known: dict[tuple[str, str], Kind] = {}
        self._open: set[tuple[str, str]] = set()
        self._annotations = Annotations(self.aliases, self.class_kind)

    def function_callee(self, node: FunctionNode) -> Callee:
        """A function at the top of the module."""
        return Callee(
            node.name, Role.FUNCTION, self._taken(node, None), node, returns=self._returned(node)
        )

    def constructor(self, one: ClassNode) -> Callee:
        """How an object of a class is made."""
        if one.fields and "__init__" not in one.methods:
            parameters = tuple(
                Taken(name, self._annotations.read(annotation), default is None)
                for name, annotation, default in one.fields
            )
            return Callee(one.name, Role.NEW, parameters, None)
        node = one.methods.get("__init__") or one.methods.get("__new__")
        parameters = self._taken(node, one) if node is not None else ()
        return Callee(one.name, Role.NEW, parameters, node)

    def method_callee(self, one: ClassNode, name: str) -> Callee:
        """A method of a class."""
        node = one.methods[name]
        decorators = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
        role = Role.METHOD
        if decorators & {"staticmethod", "classmethod"}:
            role = Role.OF_CLASS
        elif decorators & {"property", "cached_property"}:
            role = Role.PROPERTY
        return Callee(
            name,
            role,
            self._taken(node, one),
            node,
            changes=self._changes(node, one),
            returns=self._returned(node),
        )

    def kind_of_attribute(self, one: ClassNode, name: str) -> Kind:
        """The kind of an attribute, by what the class does with it."""

        def is_it(node: ast.AST) -> bool:
            return (
                isinstance(node, ast.Attribute)
                and node.attr == name
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
            )

        return kind_by_use([*one.methods.values()], is_it, self._argument_kind)

    def class_kind(self, name: str) -> Kind | None:
        """The kind of an object of the class that a name means here; None where it means none."""
        one = self.classes.get(name)
        if one is None:
            return self._imports.kind(self, name)
        if one.is_typed_dict:
            fields = tuple((each, self._annotations.read(kind)) for each, kind, _ in one.fields)
            return Kind("dict", fields=fields)
        return Kind("object", text=one.name, home=str(self.path))

    def _taken(self, node: FunctionNode, owner: ClassNode | None) -> tuple[Taken, ...]:
        arguments = node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        needed = len(plain) - len(arguments.defaults)
        defaults: list[ast.expr | None] = [None] * needed + list(arguments.defaults)
        is_static = any(ast.unparse(one) == "staticmethod" for one in node.decorator_list)
        pairs = list(zip(plain, defaults, strict=True))
        if owner is not None and not is_static:
            pairs = pairs[1:]
        taken = [
            Taken(
                one.arg,
                self.parameter_kind(node, one, default, owner),
                default is None,
                is_changed=changes_in_place(node, one.arg),
            )
            for one, default in pairs
        ]
        if arguments.vararg is not None:
            kind = self.parameter_kind(node, arguments.vararg, None, owner, is_rest=True)
            taken.append(Taken(arguments.vararg.arg, kind, is_needed=False, is_rest=True))
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            kind = self.parameter_kind(node, one, default, owner)
            taken.append(Taken(one.arg, kind, default is None, by_name=True))
        return tuple(taken)

    def parameter_kind(
        self,
        node: FunctionNode,
        argument: ast.arg,
        default: ast.expr | None,
        owner: ClassNode | None,
        *,
        is_rest: bool = False,
    ) -> Kind:
        """What a parameter takes: as it says, else as it is used, else as it is named."""
        key = (f"{owner.name if owner else ''}.{node.name}", argument.arg)
        if key in self._known or key in self._open:
            return self._known.get(key, ANY)
        self._open.add(key)
        kind = self._worked_out(node, argument, default, owner, is_rest=is_rest)
        self._open.discard(key)
        self._known[key] = kind
        return kind

    def _worked_out(
        self,
        node: FunctionNode,
        argument: ast.arg,
        default: ast.expr | None,
        owner: ClassNode | None,
        *,
        is_rest: bool,
    ) -> Kind:
        said = self._annotations.read(argument.annotation)
        if said.name == "any":
            documented = [node, *([owner.node] if owner and node.name == "__init__" else [])]
            for one in documented:
                text = stated_kinds(ast.get_docstring(one) or "").get(argument.arg, "")
                said = self._annotations.said(text) if text else said
        name = argument.arg

        def is_it(one: ast.AST) -> bool:
            return isinstance(one, ast.Name) and one.id == name

        used = self._used(node, name, owner, is_rest=is_rest)
        kind = refined(finer(said, used), self._looked_up)
        if kind.name == "any":
            kind = default_kind(default)
        if said.name == "any" and (kind.name == "any" or kind == GUESS):
            named = kind_by_name(name)
            kind = named if kind.name == "any" or fits(named, kind) else kind
        is_none = isinstance(default, ast.Constant) and default.value is None
        if is_none or (kind.name != "any" and may_be_none(node.body, is_it)):
            kind = union([kind, NONE])
        return kind

    def _used(
        self, node: FunctionNode, name: str, owner: ClassNode | None, *, is_rest: bool
    ) -> Kind:
        """What a parameter takes, by what is done with it, here and in the rest of the class."""

        def is_it(one: ast.AST) -> bool:
            return isinstance(one, ast.Name) and one.id == name

        used = kind_by_use(node.body, is_it, self._argument_kind)
        if is_rest:
            return used.of[0] if used.name == "list" and used.of else ANY
        if owner is None or used.name not in ("any", "dict"):
            return used
        others = [one for one in owner.methods.values() if one is not node]
        if used.name == "any" and kind_by_name(name).name in ("int", "float", "bool"):
            return used
        # What has the same name in other methods is the same kind of thing.
        alike = kind_by_use([node, *others], is_it, self._argument_kind)
        if used.name == alike.name == "dict":
            return merged([used, alike])
        if used.name == "any":
            used = alike
        return self._kept(node, is_it, owner) if used.name == "any" else used

    @cached_property
    def _looked_up(self) -> dict[str, dict[str, Kind]]:
        return keys_by_name(self.tree)

    def _kept(self, node: FunctionNode, is_it: Matcher, owner: ClassNode) -> Kind:
        """What a method keeps in an attribute, by what is done with that."""
        for one in ast.walk(node):
            if (
                isinstance(one, ast.Assign)
                and is_it(one.value)
                and isinstance(one.targets[0], ast.Attribute)
            ):
                return self.kind_of_attribute(owner, one.targets[0].attr)
            if (
                isinstance(one, ast.Call)
                and isinstance(one.func, ast.Attribute)
                and isinstance(one.func.value, ast.Attribute)
                and one.func.attr in ("append", "add", "insert", "remove", "index", "count")
                and any(is_it(argument) for argument in one.args)
            ):
                kept = self.kind_of_attribute(owner, one.func.value.attr)
                return kept.of[0] if kept.name in ("list", "set") and kept.of else ANY
        return ANY

    def _argument_kind(self, call: ast.Call, place: int) -> Kind:
        """The kind that a function of this module wants at a place of a call to it."""
        if isinstance(call.func, ast.Name):
            node = self.functions.get(call.func.id)
            if node is None:
                one = self.classes.get(call.func.id)
                callee = self.constructor(one) if one is not None else None
                taken = callee.parameter(place, None) if callee else None
                return taken.kind if taken else ANY
            arguments = [*node.args.posonlyargs, *node.args.args]
            if place < len(arguments):
                return self.parameter_kind(node, arguments[place], None, None)
        if (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id in ("self", "cls")
        ):
            for one in self.classes.values():
                node = one.methods.get(call.func.attr)
                if node is not None and place + 1 < len(node.args.args):
                    return self.parameter_kind(node, node.args.args[place + 1], None, one)
        return ANY

    def _returned(self, node: FunctionNode) -> Kind | None:
        return self._annotations.read(node.returns) if node.returns is not None else None

    def _changes(self, node: FunctionNode, owner: ClassNode) -> bool:
        """Whether a method changes its object, itself or by methods that it calls."""
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            for one in ast.walk(waiting.pop()):
                if is_change(one, "self") or is_done_for_effect(one, "self"):
                    return True
                name = one.attr if isinstance(one, ast.Attribute) else ""
                if name in owner.methods and name not in seen:
                    seen.add(name)
                    waiting.append(owner.methods[name])
        return False
