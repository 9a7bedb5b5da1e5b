"""What a module defines at its top, and its classes with what they inherit in the file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class ClassNode:
    """A class of the module.

    Attributes:
        name: qualified.
        node: its definition.
        methods: its own and those of its bases in the file, by name.
        fields: of a dataclass, a named tuple or a typed dict: name, annotation, default.
        bases: the last names of what it is derived from.
        members: of an enumeration.
    """

    name: str
    node: ast.ClassDef
    methods: dict[str, FunctionNode] = field(default_factory=dict)
    fields: list[tuple[str, ast.expr, ast.expr | None]] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    @property
    def is_enum(self) -> bool:
        """Whether it is an enumeration."""
        return any(one.endswith(("Enum", "Flag")) for one in self.bases)

    @property
    def is_typed_dict(self) -> bool:
        """Whether its objects are dictionaries."""
        return "TypedDict" in self.bases

    @property
    def metaclass(self) -> str:
        """What makes the class, where it is not `type`."""
        for one in self.node.keywords:
            if one.arg == "metaclass":
                return ast.unparse(one.value)
        return ""

    @property
    def abstract(self) -> list[str]:
        """The methods that a derived class has to define."""
        return [
            name
            for name, method in self.methods.items()
            if any("abstract" in ast.unparse(one) for one in method.decorator_list)
        ]

    @property
    def is_protocol(self) -> bool:
        """Whether it only says what others have."""
        return "Protocol" in self.bases


class Defined:
    """The definitions of a module.

    Args:
        text: of the file.

    Attributes:
        tree: of the text.
        functions: at its top, by name.
        classes: by qualified name.
        aliases: what is assigned to names that may stand for types.

    Raises:
        SyntaxError: it is no Python that is read here.
    """

    def __init__(self, text: str) -> None:
        self.tree = ast.parse(text)
        self.functions: dict[str, FunctionNode] = {}
        self.classes: dict[str, ClassNode] = {}
        self.aliases: dict[str, ast.expr] = {}
        self._define(self.tree.body, "")
        for one in self.classes.values():
            self._inherit(one)

    @cached_property
    def imported_from(self) -> dict[str, tuple[str, str]]:
        """The names that are imported: of which module, with its dots, and their names there."""
        return {
            one.asname or one.name: ("." * node.level + (node.module or ""), one.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for one in node.names
        }

    @cached_property
    def registers(self) -> frozenset[str]:
        """The containers of the module that are empty at first, by name."""
        return frozenset(
            target.id
            for node in self.tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
            and ast.unparse(node.value) in ("{}", "[]", "set()", "dict()", "list()", "deque()")
        )

    @cached_property
    def imported(self) -> dict[str, str]:
        """The names that the module imports at its top, with the line that imports each."""
        return dict(_imported(self.tree.body))

    def _define(self, body: list[ast.stmt], path: str) -> None:
        for node in body:
            if isinstance(node, FunctionNode) and not path:
                self.functions[node.name] = node
            elif isinstance(node, ast.ClassDef):
                one = ClassNode(path + node.name, node)
                self.classes[one.name] = one
                self._read(one)
                self._define(node.body, one.name + ".")
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._assign(node.targets[0].id, node.value, path)
            elif isinstance(node, ast.If | ast.Try) and not path:
                self._define(node.body, path)

    def _assign(self, name: str, value: ast.expr, path: str) -> None:
        if path:
            return
        if isinstance(value, ast.Subscript | ast.BinOp | ast.Name | ast.Attribute):
            self.aliases[name] = value
        elif isinstance(value, ast.Call) and ast.unparse(value.func).endswith("NewType"):
            self.aliases[name] = value.args[-1]
        elif isinstance(value, ast.Call) and ast.unparse(value.func).endswith("namedtuple"):
            node = ast.ClassDef(name, [], [], [], [])
            one = ClassNode(name, node, bases=["NamedTuple"])
            listed = value.args[1] if len(value.args) > 1 else ast.Constant("")
            names = (
                [each.value for each in listed.elts if isinstance(each, ast.Constant)]
                if isinstance(listed, ast.List | ast.Tuple)
                else re.split(r"[ ,]+", str(getattr(listed, "value", "")).strip())
            )
            one.fields = [(str(each), ast.Name("Any"), None) for each in names if each]
            self.classes[name] = one

    def _read(self, one: ClassNode) -> None:
        node = one.node
        one.bases = [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases]
        decorators = [ast.unparse(each) for each in node.decorator_list]
        has_fields = any("dataclass" in each or "define" in each for each in decorators)
        has_fields = has_fields or bool({"NamedTuple", "TypedDict"} & set(one.bases))
        for child in node.body:
            if isinstance(child, FunctionNode):
                setter = any(ast.unparse(each).endswith(".setter") for each in child.decorator_list)
                if not setter:
                    one.methods[child.name] = child
            elif isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
                if has_fields and "ClassVar" not in ast.unparse(child.annotation):
                    one.fields.append((child.target.id, child.annotation, child.value))
            elif isinstance(child, ast.Assign) and isinstance(child.targets[0], ast.Name):
                one.members.append(child.targets[0].id)

    def _inherit(self, one: ClassNode) -> None:
        fields, seen = list(one.fields), {one.name}
        waiting = list(one.bases)
        while waiting:
            name = waiting.pop(0)
            base = self.classes.get(name)
            if base is None or name in seen:
                continue
            seen.add(name)
            for method, node in base.methods.items():
                one.methods.setdefault(method, node)
            known = {each[0] for each in fields}
            fields = [each for each in base.fields if each[0] not in known] + fields
            waiting += base.bases
            one.bases += [each for each in base.bases if each not in one.bases]
        one.fields = fields


def _imported(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, ast.Import):
            for one in node.names:
                name = one.asname or one.name.partition(".")[0]
                yield name, f"import {one.name}" + (f" as {one.asname}" if one.asname else "")
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                alias = f" as {one.asname}" if one.asname else ""
                yield one.asname or one.name, f"from {node.module} import {one.name}{alias}"
