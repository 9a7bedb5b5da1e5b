"""What a function raises, and when, read off its `raise` statements."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.paths import Path, Step, statements
from limner_server.proposers.docstrings.scope import FunctionNode, Scope, written
from limner_server.proposers.docstrings.words import listed, phrase_of, says_something

_MOST_WHENS: Final = 4


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that leaves a function.

    Attributes:
        name: as it is written: "ValueError", "errors.InputError".
        whens: the conditions as clauses behind "if"; "" for one that cannot be told in words.
        always: whether nothing else happens.
        again: whether one that was caught is raised again.
        is_last: whether it is raised where nothing was returned before.
    """

    name: str
    whens: tuple[str, ...]
    always: bool = False
    again: bool = False
    is_last: bool = False


def raised(scope: Scope) -> list[Raised]:
    """The exceptions of a function's own `raise` statements, one for each name, in order."""
    found: dict[str, list[tuple[str, bool, bool]]] = {}
    gives = any(isinstance(one, ast.Return | ast.Yield | ast.YieldFrom) for one in scope.nodes)
    for statement, path in statements(scope.node.body):
        if not isinstance(statement, ast.Raise) or _is_caught(statement, path):
            continue
        again = statement.exc is None
        for name in names_of(scope, statement, path):
            when = _when(scope, path)
            found.setdefault(name, []).append((when, not path, again))
    return [
        Raised(
            name,
            tuple(dict.fromkeys(when for when, _, _ in places)),
            always=any(always for _, always, _ in places) and not gives,
            is_last=gives,
            again=all(again for _, _, again in places),
        )
        for name, places in found.items()
    ]


def names_of(scope: Scope, statement: ast.Raise, path: Path) -> list[str]:
    """What a `raise` raises, by name; what is raised again by the names that were caught."""
    handlers = [one.node for one in path if isinstance(one.node, ast.ExceptHandler)]
    handler = handlers[-1] if handlers else None
    exception = statement.exc
    if exception is None:
        return _caught(handler)
    if isinstance(exception, ast.Call):
        exception = exception.func
    if isinstance(exception, ast.Name):
        if handler is not None and handler.name == exception.id:
            return _caught(handler)
        variable = scope.variables.get(exception.id)
        values = variable.values if variable is not None else []
        made = [one.func for one in values if isinstance(one, ast.Call)]
        if isinstance(statement.exc, ast.Name) and made and scope.is_local(exception.id):
            return list(dict.fromkeys(written(one) for one in made))
        return [_made_by(scope, exception.id)]
    if isinstance(exception, ast.Attribute):
        return [written(exception)]
    return []


def _made_by(scope: Scope, name: str) -> str:
    """The exception that a function makes which is called to be raised; else the name itself."""
    maker = scope.makers.get(name)
    return written(maker.returns) if maker is not None and maker.returns is not None else name


def told(one: Raised) -> str:
    """When an exception is raised, as a sentence."""
    if one.always:
        if one.name.rpartition(".")[2] == "NotImplementedError":
            return "Always, since subclasses are to define this."
        return "Always."
    whens = [when for when in one.whens if when]
    if one.again:
        whens = [
            when.partition(" raises ")[0] + " raises it" if " raises " in when else ""
            for when in whens
        ]
        whens = [when for when in whens if when]
    if not whens and any(one.whens) is False and not one.again and one.is_last:
        return "If nothing can be returned."
    if not whens:
        return "Raised again after it was caught." if one.again else ""
    return f"If {_joined(whens[:_MOST_WHENS])}."


def passed_on(scope: Scope, others: dict[str, FunctionNode]) -> list[tuple[str, str]]:
    """Exceptions of functions of the same file that are called here and not caught.

    Args:
        scope: of the calling function.
        others: functions that can be called, by name; methods of the same class as "self.name".

    Returns:
        The name of each function with that of what it raises, in order.
    """
    own = {one.name for one in raised(scope)}
    found: list[tuple[str, str]] = []
    for statement, path in statements(scope.node.body):
        if any(isinstance(one.node, ast.Try) and one.holds for one in path):
            continue
        for called in _calls(statement):
            name = _callee(scope, called)
            other = others.get(name)
            if other is None or other is scope.node:
                continue
            inner = Scope(other, scope.owner if "." in name else None)
            for one in raised(inner):
                pair = (name.rpartition(".")[2], one.name)
                if (
                    one.name not in own
                    and pair not in found
                    and not one.name.endswith("NotImplementedError")
                ):
                    found.append(pair)
    return found


def _callee(scope: Scope, call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        holder = call.func.value.id
        owner = scope.owner.name if scope.owner is not None else ""
        if holder and holder in (scope.receiver, owner):
            return f"self.{call.func.attr}"
    return ""


def _calls(statement: ast.stmt) -> list[ast.Call]:
    """The calls of a statement itself, not of the blocks in it."""
    parts: list[ast.AST] = [
        child
        for child in ast.iter_child_nodes(statement)
        if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
    ]
    return [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)]


def _caught(handler: ast.AST | None) -> list[str]:
    if not isinstance(handler, ast.ExceptHandler) or handler.type is None:
        return []
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [written(one) for one in kinds]


def _is_caught(statement: ast.Raise, path: Path) -> bool:
    """Whether a handler of the same function is sure to catch what is raised."""
    exception = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    name = written(exception) if exception is not None else ""
    for step in path:
        if isinstance(step.node, ast.Try) and step.holds:
            for handler in step.node.handlers:
                if handler.type is None or name in _caught(handler):
                    return True
                if "Exception" in _caught(handler) or "BaseException" in _caught(handler):
                    return True
    return False


def _when(scope: Scope, path: Path) -> str:
    """The innermost condition of a place, as a clause."""
    for index in range(len(path) - 1, -1, -1):
        step = path[index]
        if isinstance(step.node, ast.ExceptHandler):
            return _failed(scope, step.node, path[:index])
        if isinstance(step.node, ast.If):
            return _tested(scope, path, index)
        if isinstance(step.node, ast.For) and not step.holds:
            return "none was found" if _searches(step.node) else ""
        if isinstance(step.node, ast.match_case):
            return _unmatched(step.node)
        if isinstance(step.node, ast.While):
            text = condition(scope, step.node.test, holds=step.holds)
            return "" if text == "always" else text
    return ""


def _tested(scope: Scope, path: Path, index: int) -> str:
    step = path[index]
    assert isinstance(step.node, ast.If)
    chain = _chain(path, index)
    if len(chain) > 1 and not step.holds:
        return _none_of(scope, chain)
    said = condition(scope, step.node.test, holds=step.holds)
    outer = path[index - 1] if index else None
    if (
        said
        and outer is not None
        and isinstance(outer.node, ast.If)
        and outer.holds
        and not _is_else_of(outer, step)
    ):
        around = condition(scope, outer.node.test)
        if around and len(around) + len(said) < 100:
            return f"{around} and {said}" if " or " not in around + said else said
    if said and outer is not None and isinstance(outer.node, ast.For) and outer.holds:
        return _of_loop(scope, outer.node, said)
    return said


def _of_loop(scope: Scope, loop: ast.For, said: str) -> str:
    """A condition on what a loop runs through."""
    if isinstance(loop.target, ast.Name) and f"`{loop.target.id}`" in said:
        if scope.fits(loop.iter, 40):
            return f"{said} for any `{loop.target.id}` in {scope.code(loop.iter)}"
    if isinstance(loop.target, ast.Name) and says_something(loop.target.id):
        return said.replace(
            f"the {phrase_of(loop.target.id)} ", f"any {phrase_of(loop.target.id)} ", 1
        )
    return said


def _chain(path: Path, index: int) -> list[Step]:
    """The steps of an `elif` chain that end at a place, all of whose conditions do not hold."""
    chain = [path[index]]
    while index > 0:
        index -= 1
        before = path[index]
        if (
            isinstance(before.node, ast.If)
            and not before.holds
            and (before.is_guard or chain[0].node in before.node.orelse)
        ):
            chain.insert(0, before)
        else:
            break
    return chain


def _is_else_of(outer: Step, inner: Step) -> bool:
    return isinstance(outer.node, ast.If) and inner.node in outer.node.orelse


def _none_of(scope: Scope, chain: Sequence[Step]) -> str:
    """What is left where a chain of tests of one value is through."""
    tests = [one.node.test for one in chain if isinstance(one.node, ast.If)]
    last = tests[-1]
    if all(
        isinstance(one, ast.Compare)
        and len(one.ops) == 1
        and isinstance(one.ops[0], ast.Eq | ast.In)
        and ast.dump(one.left) == ast.dump(last.left if isinstance(last, ast.Compare) else last)
        for one in tests
    ):
        values: list[str] = []
        for one in tests:
            assert isinstance(one, ast.Compare)
            right = one.comparators[0]
            many = right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else [right]
            values += [scope.term(each) for each in many]
        assert isinstance(last, ast.Compare)
        if len(values) <= 10:
            return f"{scope.term(last.left)} is none of {listed(values)}"
    parts = [condition(scope, one, holds=False) for one in tests]
    joined = " and ".join(parts)
    if all(parts) and len(joined) < 100 and " or " not in joined:
        return joined
    return parts[-1]


def _failed(scope: Scope, handler: ast.ExceptHandler, path: Path) -> str:
    """What failed where a handler is reached."""
    names = _caught(handler)
    tried = path[-1].node if path and isinstance(path[-1].node, ast.Try) else None
    body = tried.body if isinstance(tried, ast.Try) else []
    calls = _calls(body[0]) if len(body) == 1 else []
    which = listed([f"`{name}`" for name in names], "or") if names else "an exception"
    if calls and scope.fits(calls[0], 50):
        return f"{scope.code(calls[0])} raises {which}"
    return f"{which} is caught" if names else "something fails"


def _searches(loop: ast.For) -> bool:
    return any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop))


def _unmatched(case: ast.match_case) -> str:
    if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
        return "nothing else matches"
    return f"it matches `{ast.unparse(case.pattern)}`"


def _joined(whens: Sequence[str]) -> str:
    return (
        ", or if ".join(whens)
        if any(" or " in one or len(one) > 30 for one in whens)
        else " or ".join(whens)
    )
