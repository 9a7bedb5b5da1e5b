"""The tests of a Python class, each by itself: what its class sets up stands in the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.python_names import bare_names
from limner_server.proposers.cases.answered.statements import Helper, whole_lines

_SET_UP: Final = frozenset({"setUp", "setup_method", "setup"})
# What is set up for all tests at once, or taken down, cannot stand in one of them.
_SHARED: Final = frozenset(
    {"setUpClass", "setup_class", "tearDown", "tearDownClass", "teardown_method", "teardown"}
)
_UNITTEST: Final = re.compile(r"\bTestCase\b|\bIsolatedAsyncioTestCase\b")
_TEST: Final = re.compile(r"test\w*")
_OWN: Final = re.compile(r"\bself\.([A-Za-z_]\w*)")
_ASSIGNED: Final = re.compile(r"\bself\.(\w+)\s*(?::[^=\n]+)?=(?!=)")
_SELF: Final = re.compile(r"\bself\b")
_SELF_PARAMETER: Final = re.compile(r"(def\s+\w+\s*\(\s*)self\s*(?:,\s*)?")
_FIXTURE: Final = re.compile(r"@(?:pytest\.)?fixture\b")


@dataclass(frozen=True, slots=True)
class Method:
    """A test.

    Attributes:
        name: of the function or method.
        code: at the left margin.
        suite: the class that it has to stand in; empty for none.
        helpers: of its class.
        end: behind it, in characters of the file.
    """

    name: str
    code: str
    suite: str
    helpers: tuple[Helper, ...]
    end: int


def methods_of(tree: Tree, node: Node, kind: Kind) -> Iterator[Method]:
    """The tests of a class that the runner would run, each of which can stand by itself.

    In a project with pytest they become functions.
    """
    name = tree.source(node.child_by_field_name("name"))
    bases = tree.source(node.child_by_field_name("superclasses"))
    is_unittest = bool(_UNITTEST.search(bases))
    if is_unittest is not (kind is Kind.UNITTEST) or (bases.strip("()") and not is_unittest):
        return
    body = node.child_by_field_name("body")
    functions = list(_functions(tree, body))
    if {one.name for one in functions} & _SHARED:
        return
    set_up = next((one.body for one in functions if one.name in _SET_UP), "")
    fixtures = [one for one in functions if _FIXTURE.search(one.code)]
    helpers = tuple(_fixture(one) for one in fixtures)
    for one in functions:
        if not _TEST.fullmatch(one.name) or one in fixtures:
            continue
        code = _with_set_up(one.code, set_up)
        if not is_unittest:
            code = _as_function(code)
        if code and not (is_unittest and _strange(code, functions)):
            yield Method(one.name, code, name if is_unittest else "", helpers, one.end)


@dataclass(frozen=True, slots=True)
class _Function:
    """A method as it stands in its class, at the left margin, and its statements."""

    name: str
    code: str
    body: str
    end: int


def _functions(tree: Tree, body: Node | None) -> Iterator[_Function]:
    for node in body.named_children if body is not None else ():
        decorated = node.type == "decorated_definition"
        definition = node.child_by_field_name("definition") if decorated else node
        if definition is None or definition.type != "function_definition" or node.has_error:
            continue
        block = definition.child_by_field_name("body")
        yield _Function(
            tree.source(definition.child_by_field_name("name")),
            whole_lines(tree, node),
            whole_lines(tree, block) if block is not None else "",
            tree.span(node).end,
        )


def _with_set_up(code: str, set_up: str) -> str:
    """A test that begins with what its class sets up."""
    if not set_up or not _OWN.search(code):
        return code
    tree = Tree.parse(code, PYTHON)
    body = next(iter(tree.captures("(function_definition body: (block) @body)").get("body", [])))
    start = tree.span(body).start
    indent = code[code.rfind("\n", 0, start) + 1 : start]
    if indent.strip():  # it stands behind its head, on the same line
        return ""
    lines = set_up.replace("\n", f"\n{indent}" if indent else "\n")
    return f"{code[:start]}{lines}\n{indent}{code[start:]}"


def _as_function(code: str) -> str:
    """A method as a function, its attributes as variables; "" where it needs its class."""
    code = _SELF_PARAMETER.sub(r"\1", code, count=1)
    attributes = set(_OWN.findall(code))
    # One that has the name of a variable would become that variable.
    taken = attributes & bare_names(Tree.parse(code, PYTHON))
    if taken or not attributes <= set(_ASSIGNED.findall(code)):
        return ""
    code = _OWN.sub(r"\1", code)
    return "" if _SELF.search(code) else code


def _strange(code: str, functions: list[_Function]) -> bool:
    """Whether a test calls another method of its class."""
    return any(one.name in _OWN.findall(code) for one in functions)


def _fixture(one: _Function) -> Helper:
    code = _SELF_PARAMETER.sub(r"\1", one.code, count=1)
    return Helper((one.name,), code, bare_names(Tree.parse(code, PYTHON)) - {one.name})
