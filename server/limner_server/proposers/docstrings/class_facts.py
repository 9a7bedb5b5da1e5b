"""What is known of a class: its constructor, its methods, its attributes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from limner_server.proposers.docstrings.nodes import FunctionNode, decorators, written


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a class or of its objects.

    Attributes:
        name: of it.
        annotation: as written, or "".
        value: what it is at first; None where that is not to be seen.
        on_class: whether it stands in the body of the class.
        comment: what stands beside it.
    """

    name: str
    annotation: str = ""
    value: ast.expr | None = None
    on_class: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What is known of a class.

    Attributes:
        node: of it.
        init: its constructor, or None.
        methods: by name.
        attributes: of the class and, set by its constructor, of its objects; public ones.
    """

    node: ast.ClassDef
    init: FunctionNode | None
    methods: dict[str, FunctionNode]
    attributes: list[Attribute] = field(default_factory=list)

    @property
    def own(self) -> list[Attribute]:
        """The attributes that stand in the body of the class."""
        return [one for one in self.attributes if one.on_class]

    @property
    def of_objects(self) -> list[Attribute]:
        """The attributes that the constructor sets."""
        return [one for one in self.attributes if not one.on_class]


def class_facts(node: ast.ClassDef, comments: Mapping[int, str]) -> ClassFacts:
    """What is known of a class.

    Args:
        node: the class.
        comments: of the file, by the line that they end.
    """
    methods: dict[str, FunctionNode] = {}
    found: dict[str, Attribute] = {}
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            if not {"overload", "setter", "deleter"} & set(decorators(statement)):
                methods[statement.name] = statement
            continue
        for one in _assigned(statement):
            comment = comments.get(statement.lineno, "")
            annotated = isinstance(statement, ast.AnnAssign)
            annotation = (
                written(statement.annotation) if isinstance(statement, ast.AnnAssign) else ""
            )
            value = statement.value if isinstance(statement, ast.AnnAssign | ast.Assign) else None
            if not one.startswith("_") and (annotated or isinstance(statement, ast.Assign)):
                found.setdefault(one, Attribute(one, annotation, value, True, comment))
    init = methods.get("__init__")
    if init is not None:
        for attribute in _of_objects(init, comments):
            found.setdefault(attribute.name, attribute)
    return ClassFacts(node, init, methods, list(found.values()))


def _assigned(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class's body binds to values."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    if isinstance(statement, ast.Assign):
        names = []
        for target in statement.targets:
            parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            names += [one.id for one in parts if isinstance(one, ast.Name)]
        return names
    return []


def _of_objects(init: FunctionNode, comments: Mapping[int, str]) -> list[Attribute]:
    """The public attributes that a constructor sets, in order."""
    receiver = init.args.args[0].arg if init.args.args else ""
    found: dict[str, Attribute] = {}
    for node in ast.walk(init):
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        targets: Sequence[ast.expr] = (
            node.targets if isinstance(node, ast.Assign) else [node.target]
        )
        for target in targets:
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.value, ast.Name)
                and target.value.id == receiver
                and not target.attr.startswith("_")
            ):
                annotation = written(node.annotation) if isinstance(node, ast.AnnAssign) else ""
                comment = comments.get(node.lineno, "")
                one = Attribute(target.attr, annotation, node.value, False, comment)
                found.setdefault(target.attr, one)
    return list(found.values())
