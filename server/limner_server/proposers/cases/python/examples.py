"""How somebody has called a subject: the examples of docstrings, and calls in the workspace."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.cases.python.callee import Callee
from limner_server.proposers.cases.python.evidence import name_of
from limner_server.proposers.cases.python.literal_calls import is_literal_call
from limner_server.proposers.cases.python.module import Module
from limner_server.proposers.cases.python.plan import Plan
from limner_server.proposers.cases.python.spelling import spelled
from limner_server.proposers.cases.python.stated import example_scripts, mentioned_calls
from limner_server.proposers.cases.subject import Subject

# So many files that mention a subject are read for how they call it.
_FILES: Final = 12
_CALLS: Final = 40
# A longer call is no example.
_LONGEST: Final = 300

Script = tuple[tuple[str, ...], str]


def documented(plan: Plan, module: Module) -> Iterator[Script]:
    """The examples of docstrings as statements and the expression that they end with."""
    names = {one.name for one in plan.targets}
    if plan.owner is not None:
        names.add(plan.owner.name)
    for text in _docstrings(plan, module):
        for script in example_scripts(text):
            yield from _scripts(script, names)
        for name in [] if plan.owner else sorted(names):
            for call in mentioned_calls(text, name):
                yield (), spelled(call)


def called(
    subject: Subject, plan: Plan, module: Module, files: WorkspaceFiles | None
) -> dict[str, list[tuple[str, ...]]]:
    """The arguments that calls give which stand in docstrings, in the file and the workspace.

    Returns:
        By the name of what is called the texts of arguments, in the order of its parameters; ""
        for one that is left out.
    """
    callees = {one.name: one for one in (*plan.targets, *plan.steps)}
    if plan.new is not None:
        callees[plan.new.name] = plan.new
    found: dict[str, list[tuple[str, ...]]] = {}
    for tree in _trees(subject, plan, module, files):
        for node in ast.walk(tree):
            callee = callees.get(name_of(node.func)) if isinstance(node, ast.Call) else None
            if callee is None or not isinstance(node, ast.Call) or not is_literal_call(node):
                continue
            if len(ast.unparse(node)) > _LONGEST:
                continue
            known = found.setdefault(callee.name, [])
            texts = _arguments(node, callee)
            if texts is not None and texts not in known and len(known) < _CALLS:
                known.append(texts)
    return found


def _arguments(node: ast.Call, callee: Callee) -> tuple[str, ...] | None:
    """The arguments of a call in the order of the parameters; None where one is missing."""
    texts = ["" for _ in callee.parameters]
    for place, argument in enumerate(node.args[: len(texts)]):
        texts[place] = spelled(argument)
    names = [one.name for one in callee.parameters]
    for keyword in node.keywords:
        if keyword.arg in names:
            texts[names.index(keyword.arg)] = spelled(keyword.value)
    is_whole = all(
        text or not one.is_needed for text, one in zip(texts, callee.parameters, strict=True)
    )
    return tuple(texts) if is_whole else None


def _trees(
    subject: Subject, plan: Plan, module: Module, files: WorkspaceFiles | None
) -> Iterator[ast.AST]:
    for text in _docstrings(plan, module):
        for script in example_scripts(text):
            yield from script
    yield module.tree
    if files is None:
        return
    name = plan.owner.name.rpartition(".")[2] if plan.owner else subject.definition.name
    found = files.mentioning((name,), subject.source.path, among=_is_python)
    for (path, _), _ in zip(found, range(_FILES), strict=False):
        if path == subject.source.path:
            continue
        try:
            yield ast.parse(files.text(path))
        except (InputError, SyntaxError, ValueError, RecursionError):
            continue


def _is_python(path: str) -> bool:
    return path.endswith(".py")


def _docstrings(plan: Plan, module: Module) -> list[str]:
    nodes: list[ast.AST] = [module.tree]
    if plan.owner is not None:
        nodes = [plan.owner.node, *plan.owner.methods.values()]
    nodes += [one.node for one in plan.targets if one.node is not None]
    texts = [
        ast.get_docstring(node) or ""
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
    ]
    return list(dict.fromkeys(text for text in texts if text))


def _scripts(script: Sequence[ast.stmt], names: set[str]) -> Iterator[Script]:
    """Each expression of an example that calls the subject, after the statements it needs."""
    before: list[ast.stmt] = []
    for node in script:
        act = _asked(node)
        if act is not None and _mentions(act, names):
            needed = _needed(before, act, names)
            yield tuple(spelled(one) for one in needed), spelled(act)
        if isinstance(node, ast.Assign) and _is_asked(node.value, names):
            needed = _needed(before, node.value, names)
            yield tuple(spelled(one) for one in needed), spelled(node.value)
        if not isinstance(node, ast.Assert):
            before.append(node)


def _asked(node: ast.stmt) -> ast.expr | None:
    """What an example asks for: not that it is printed, or equal to something."""
    if isinstance(node, ast.Assert):
        return node.test.left if isinstance(node.test, ast.Compare) else node.test
    if not isinstance(node, ast.Expr):
        return None
    value = node.value
    if isinstance(value, ast.Call) and name_of(value.func) == "print" and len(value.args) == 1:
        return value.args[0]
    return value


def _is_asked(node: ast.expr, names: set[str]) -> bool:
    """Whether what is kept under a name calls the subject, and does not only make an object."""
    is_made = isinstance(node, ast.Call) and name_of(node.func)[:1].isupper()
    return _mentions(node, names) and not is_made


def _needed(before: Sequence[ast.stmt], act: ast.expr, known: set[str]) -> list[ast.stmt]:
    """The statements that an expression hangs on, by the names in them that are not known."""
    wanted = _names(act) - known
    needed: list[ast.stmt] = []
    for node in reversed(before):
        if _names(node) & wanted:
            wanted |= _names(node) - known
            needed.insert(0, node)
    return needed


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _mentions(node: ast.AST, names: set[str]) -> bool:
    return any(
        (isinstance(one, ast.Name) and one.id in names)
        or (isinstance(one, ast.Attribute) and one.attr in names)
        for one in ast.walk(node)
    )
