"""Names that nobody defines: misspelt, not imported, or of `self`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from limner_server.perception.syntax.functions import class_at
from limner_server.perception.syntax.names import Scope, names_in_scope
from limner_server.perception.workspace.modules import module_name
from limner_server.proposers.quickfix.import_order import place_import
from limner_server.proposers.quickfix.node_modules import NODE_MODULES, NODE_NAMES
from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling
from limner_server.proposers.quickfix.standard_library import importing

_MOST_DEFINITIONS: Final = 5


def _undefined(problem: Problem) -> Iterator[Fix]:
    name = next((one for one in problem.quoted if one.replace("$", "_").isidentifier()), "")
    node = problem.spelled(name) if name else None
    if node is None:
        return
    for spelling, cost in _spellings(problem, name):
        yield Fix((problem.replace(node, spelling),), f"write `{spelling}`", cost)
    if "." not in name:
        yield from _imports(problem, name)
        yield from _of_self(problem, name)


def _spellings(problem: Problem, name: str) -> Iterator[tuple[str, float]]:
    """Names in scope that are spelled alike, with what each costs."""
    hint = problem.quoted[-1] if "did you mean" in problem.diagnostic.message.lower() else ""
    if hint and hint != name:
        yield hint, 0.3
    for known in names_in_scope(problem.tree, problem.span.start):
        cost = misspelling(name, known.text)
        if known.text != hint and cost < math.inf:
            # What the language brings along is meant less often than what the file defines.
            yield known.text, cost + (0.5 if known.scope is Scope.BUILTIN else 0.0)


def _imports(problem: Problem, name: str) -> Iterator[Fix]:
    if problem.is_python:
        node = problem.spelled(name)
        end = problem.tree.span(node).end if node else 0
        for statement, cost in importing(name, is_module=problem.text.startswith(".", end)):
            yield Fix((place_import(problem, statement),), f"add `{statement}`", cost)
    else:
        yield from _of_node(problem, name)
    path = problem.diagnostic.path
    found = 0
    for definition in problem.files.find_definitions(name, near=path, check=problem.check):
        module = module_name(definition.path, path, problem.files.root)
        if definition.path == path or module is None:
            continue
        statement = _statement(problem, name, module)
        yield Fix((place_import(problem, statement),), f"add `{statement}`", 0.5 + 0.2 * found)
        found += 1
        if found == _MOST_DEFINITIONS:
            return


def _of_node(problem: Problem, name: str) -> Iterator[Fix]:
    """A module that Node brings along, or what is often taken from one."""
    if name in NODE_MODULES:
        statement = _statement(problem, name, f"node:{name}", is_whole=True)
        yield Fix((place_import(problem, statement),), f"add `{statement}`", 0.4)
    if name in NODE_NAMES:
        statement = _statement(problem, name, f"node:{NODE_NAMES[name]}")
        yield Fix((place_import(problem, statement),), f"add `{statement}`", 0.6)


def _statement(problem: Problem, name: str, module: str, *, is_whole: bool = False) -> str:
    """The import of a name, or of the whole module by it, as the file writes its imports."""
    if problem.is_python:
        return f"from {module} import {name}"
    bound = name if is_whole else f"{{ {name} }}"
    quote = '"' if problem.text.count('"') >= problem.text.count("'") else "'"
    end = ";" if ";" in problem.text else ""
    if "require(" in problem.text and "import " not in problem.text:
        return f"const {bound} = require({quote}{module}{quote}){end}"
    return f"import {bound} from {quote}{module}{quote}{end}"


def _of_self(problem: Problem, name: str) -> Iterator[Fix]:
    """A method or an attribute of the object, where its class has one of the name."""
    owner, function = class_at(problem.tree, problem.span.start), problem.function
    node = problem.spelled(name)
    if owner is None or function is None or node is None:
        return
    this = "this"
    if problem.is_python:
        if not function.parameters:
            return
        this = function.parameters[0].name
    body = owner.span.of(problem.text)
    if f"{this}.{name}" in body or f"def {name}(" in body or f" {name}(" in body:
        yield Fix((problem.replace(node, f"{this}.{name}"),), f"write `{this}.{name}`", 0.6)


RULES: Final = rules(
    (_undefined, r"undefined name|is not defined|cannot find name|undefined variable|no-undef\b"),
)
