"""The tests of Python code that a model wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.imports import Import, imports
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.python_assertions import asserts_something
from limner_server.proposers.cases.answered.python_conduct import python_offence
from limner_server.proposers.cases.answered.python_names import bare_names
from limner_server.proposers.cases.answered.python_suites import Method, methods_of
from limner_server.proposers.cases.answered.statements import (
    Helper,
    Helpers,
    whole_lines,
)
from limner_server.proposers.cases.answered.tested_module import TestedModule
from limner_server.proposers.cases.piece import TestPiece

_TEST: Final = re.compile(r"test\w*")
_PYTEST: Final = "pytest"


def python_pieces(
    code: str, module: TestedModule, kind: Kind, *, cut: bool = False
) -> list[TestPiece]:
    """Take tests apart; what is none, or does what no test may do, is left out.

    Args:
        code: a whole file, or some functions of one.
        module: that the tests are for.
        kind: what will run them: pytest or unittest.
        cut: whether the code ended before its end.
    """
    tree = Tree.parse(code, PYTHON)
    end = len(code.rstrip()) if cut else -1
    apart = _Apart(tree, module, kind)
    tests = [one for one in apart.tests() if one.end != end]
    pieces = (apart.piece(test) for test in tests)
    return [one for one in pieces if one is not None]


@dataclass(slots=True)
class _Apart:
    """A file, taken apart."""

    tree: Tree
    module: TestedModule
    kind: Kind

    def tests(self) -> Iterator[Method]:
        """The tests, each at the left margin."""
        for node in self.tree.root.named_children:
            definition = _definition(node)
            if definition is None or node.has_error:
                continue
            name = self.tree.source(definition.child_by_field_name("name"))
            if definition.type == "class_definition":
                yield from methods_of(self.tree, definition, self.kind)
            elif _TEST.fullmatch(name) and self.kind is Kind.PYTEST:
                code = whole_lines(self.tree, node)
                yield Method(name, code, "", (), self.tree.span(node).end)

    def piece(self, test: Method) -> TestPiece | None:
        """A test with all that it needs; None where it will not do."""
        own = Tree.parse(test.code, PYTHON)
        if own.has_errors:
            return None
        uses = bare_names(own)
        helpers, names = Helpers([*self._helpers(), *test.helpers]).needed(uses)
        whole = Tree.parse("\n\n".join([*(one.code for one in helpers), test.code]), PYTHON)
        taken = _Imports(self.tree, self.module, names)
        if python_offence(whole, taken.used, self.module) or not asserts_something(whole):
            return None
        if _PYTEST in names - taken.bound:
            taken.lines.append(f"import {_PYTEST}")
        known = {*taken.names, *self.module.known(names - taken.bound)}
        looked_into = any(f"{alias}." in whole.text for alias in taken.whole)
        if taken.unknown or not (known or looked_into):
            return None
        return TestPiece(
            test.name,
            test.code,
            suite=test.suite,
            imports=tuple(taken.lines),
            helpers=tuple(one.code for one in helpers),
            names=tuple(sorted(known)),
            proposer="model",
        )

    def _helpers(self) -> Iterator[Helper]:
        """Functions, fixtures, classes and constants; not what is the subject's own."""
        for node in self.tree.root.named_children:
            names = _bound(self.tree, node)
            if not names or node.has_error or self.module.own.intersection(names):
                continue
            if any(_TEST.fullmatch(name) for name in names):
                continue
            code = whole_lines(self.tree, node)
            yield Helper(names, code, bare_names(Tree.parse(code, PYTHON)) - {*names})


class _Imports:
    """What tests import, seen from where they will stand.

    Attributes:
        used: the imports whose names are used, but for those of the module under test.
        names: of the module under test, by its own names.
        lines: all other imports that they need.
        bound: all names that they bind.
        whole: the names that the module under test itself is bound to.
        unknown: whether the module has not what is taken from it.
    """

    def __init__(self, tree: Tree, module: TestedModule, used: frozenset[str]) -> None:
        self.used: list[Import] = []
        self.names: set[str] = set()
        self.lines: list[str] = []
        self.bound: set[str] = set()
        self.whole: set[str] = set()
        self.unknown = False
        for one in imports(tree):
            if one.is_top and one.module != "__future__":
                self._add(one, module, used)

    def _add(self, one: Import, module: TestedModule, used: frozenset[str]) -> None:
        if one.name == "*":
            if not module.is_meant(one.module):
                self.unknown = True
            return
        if one.alias not in used:
            return
        self.bound.add(one.alias)
        if one.name and module.is_meant(one.module):
            self.unknown |= one.name not in module.names
            if one.alias == one.name:
                self.names.add(one.name)
            else:
                self.lines.append(f"from {module.name} import {one.name} as {one.alias}")
        elif module.is_meant(f"{one.module}.{one.name}" if one.name else one.module):
            self.whole.add(one.alias)
            self.lines.append(_whole(one, module))
        else:
            self.used.append(one)
            self.lines.append(_line(one))


def _line(one: Import) -> str:
    if one.name:
        renamed = f" as {one.alias}" if one.alias != one.name else ""
        return f"from {one.module} import {one.name}{renamed}"
    bound = one.module.partition(".")[0]
    return f"import {one.module}" + (f" as {one.alias}" if one.alias != bound else "")


def _whole(one: Import, module: TestedModule) -> str:
    """The module under test, bound to the name that the model chose."""
    package, _, last = module.name.rpartition(".")
    if not one.name and "." in one.module and one.alias == one.module.partition(".")[0]:
        return f"import {module.name}"
    renamed = f" as {one.alias}" if one.alias != last else ""
    return f"from {package} import {last}{renamed}" if package else f"import {last}{renamed}"


def _definition(node: Node) -> Node | None:
    """The function or class that a statement defines."""
    if node.type == "decorated_definition":
        return node.child_by_field_name("definition")
    return node if node.type in ("function_definition", "class_definition") else None


def _bound(tree: Tree, node: Node) -> tuple[str, ...]:
    """What a statement at the top of a file binds, if it may be a helper."""
    definition = _definition(node)
    if definition is not None:
        return (tree.source(definition.child_by_field_name("name")),)
    first = node.named_child(0) if node.type == "expression_statement" else None
    if first is None or first.type != "assignment":
        return ()
    left = first.child_by_field_name("left")
    if left is None or left.type not in ("identifier", "pattern_list", "tuple_pattern"):
        return ()
    found = tree.captures("(identifier) @name", tree.span(left)).get("name", [])
    return tuple(map(tree.source, found))
