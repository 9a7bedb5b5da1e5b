"""What a function answers, and when, read off its `return` and `yield` statements."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.paths import Path, Step, ends, statements
from limner_server.proposers.docstrings.scope import FunctionNode, Scope, literal_kind, own_nodes
from limner_server.proposers.docstrings.values import Values
from limner_server.proposers.docstrings.words import listed, phrase_of, says_something, with_the

_LONGEST: Final = 200
_MOST_PARTS: Final = 3
_NO_VALUE: Final = ("None", "NoReturn", "Never", "void", "undefined", "never", "Promise<void>")


@dataclass(frozen=True, slots=True)
class Returned:
    """One `return` with a value, or the end of the body where that is reached.

    Attributes:
        value: what is returned; None for nothing.
        path: the way there.
    """

    value: ast.expr | None
    path: Path


def returns_of(node: FunctionNode) -> list[Returned]:
    """The `return`s of a function, in order; its end last, where it has an end."""
    found = [
        Returned(statement.value, path)
        for statement, path in statements(node.body)
        if isinstance(statement, ast.Return)
    ]
    if not ends(node.body):
        found.append(Returned(None, ()))
    return found


def answers(node: FunctionNode) -> bool:
    """Whether a function has a value to return, by its annotation or its statements."""
    if node.returns is not None and ast.unparse(node.returns).strip("\"'") in _NO_VALUE:
        return False
    if any(one.value is not None for one in returns_of(node)):
        return True
    return node.returns is not None and not yields(node) and not _says_iterator(node)


def has_bare_return(node: FunctionNode) -> bool:
    """Whether a function that answers nothing has a `return` in it."""
    return any(isinstance(statement, ast.Return) for statement, _ in statements(node.body))


def yields(node: FunctionNode) -> list[ast.Yield | ast.YieldFrom]:
    """The `yield`s of a function itself."""
    return [
        one
        for statement in node.body
        for one in own_nodes(statement)
        if isinstance(one, ast.Yield | ast.YieldFrom)
    ]


def is_predicate(node: FunctionNode) -> bool:
    """Whether all that a function answers is true or false."""
    if node.returns is not None:
        return ast.unparse(node.returns) in ("bool", "boolean", "TypeGuard", "TypeIs")
    found = [one.value for one in returns_of(node)]
    return (
        bool(found)
        and all(literal_kind(value) == "bool" for value in found if value)
        and None not in found
    )


def told_returns(scope: Scope, topic: str) -> str:
    """What a function answers, as a sentence without a full stop; "" where it cannot be told.

    Args:
        scope: of the function.
        topic: what its name says that it answers: "hand value"; or "".
    """
    found = returns_of(scope.node)
    values = Values(scope, topic)
    bools = [one for one in found if _constant(one.value) in (True, False) and _is_bool(one.value)]
    if bools and len(bools) == len(found):
        return _told_bools(scope, found)
    whole = [one for one in found if not _is_special(one.value)]
    special = [one for one in found if _is_special(one.value)]
    if not whole:
        return _told_constants(scope, special)
    said = _said_main(scope, values, whole, topic)
    if not said:
        return ""
    return said + _said_special(scope, values, special, whole)


def told_yields(scope: Scope, topic: str) -> str:
    """What a generator yields, as a sentence without a full stop; "" where it cannot be told."""
    values = Values(scope, topic)
    parts: list[str] = []
    for one in yields(scope.node):
        if isinstance(one, ast.YieldFrom):
            inner = values.shown(one.value, 1)
            parts.append(f"what {inner} yields" if inner else "")
        elif one.value is not None:
            parts.append(
                _each(scope, one.value) or values.phrase(one.value) or values.shown(one.value, 1)
            )
    parts = list(dict.fromkeys(part for part in parts if part))
    return listed(parts[:3], "or") if parts else ""


def _each(scope: Scope, value: ast.expr) -> str:
    """A loop's variable that is yielded: each of what the loop runs through."""
    variable = scope.variables.get(value.id) if isinstance(value, ast.Name) else None
    if variable is None or variable.loop is None or not isinstance(value, ast.Name):
        return ""
    if not scope.fits(variable.loop, 40) or scope.uses_locals(variable.loop):
        return ""
    return f"each `{value.id}` in {scope.code(variable.loop)}"


def _said_main(scope: Scope, values: Values, whole: Sequence[Returned], topic: str) -> str:
    said = list(dict.fromkeys(values.shown(one.value) for one in whole if one.value is not None))
    told = [one for one in said if one]
    if len(told) == 1 and len(said) == 1:
        return told[0]
    if len(told) == len(said) == 2 and len(whole) == 2:
        choice = _choice(scope, whole, told)
        if choice and len(choice) < _LONGEST:
            return choice
    if told and len(told) == len(said) and len(" or ".join(told)) < 120 and len(told) < 5:
        return listed(told, "or")
    if topic:
        return with_the(topic)
    return ""


def _choice(scope: Scope, whole: Sequence[Returned], told: Sequence[str]) -> str:
    """Two values with the condition of the first."""
    when = _when(scope, whole[0].path)
    if not when or whole[1].path and _when(scope, whole[1].path) == when:
        return ""
    return f"{told[0]} if {when}, else {told[1]}"


def _said_special(
    scope: Scope, values: Values, special: Sequence[Returned], whole: Sequence[Returned]
) -> str:
    """The constants that are answered instead, with when."""
    parts: dict[str, list[str]] = {}
    for one in special:
        name = values.phrase(one.value) if one.value is not None else scope.none
        parts.setdefault(name, []).append(_when_special(scope, one, whole))
    text = ""
    for name, whens in parts.items():
        said = [when for when in dict.fromkeys(whens) if when]
        text += f", or {name}"
        if said and len(said) == len(set(whens)) and len(said) < 3:
            joined = " or ".join(said)
            text += f" {joined}" if joined.startswith(("if ", "as ")) else f" if {joined}"
    return text


def _when_special(scope: Scope, one: Returned, whole: Sequence[Returned]) -> str:
    if one.path:
        return _when(scope, one.path)
    loops = [
        step
        for other in whole
        for step in other.path
        if isinstance(step.node, ast.For | ast.AsyncFor | ast.While) and step.holds
    ]
    if loops and len({id(step.node) for step in loops}) == 1:
        return "there is none"
    if len(whole) == 1 and whole[0].path:
        tests = [step for step in whole[0].path if isinstance(step.node, ast.If)]
        if len(tests) == 1 and isinstance(tests[0].node, ast.If):
            return condition(scope, tests[0].node.test, holds=not tests[0].holds)
    return ""


def _when(scope: Scope, path: Path, *, strict: bool = False) -> str:
    """The conditions on a path, as a clause; "" for what holds otherwise, or cannot be told.

    Args:
        scope: of the function.
        path: the way to a `return`.
        strict: whether what is answered before must be ruled out too.
    """
    parts: list[str] = []
    for index in range(len(path) - 1, -1, -1):
        step = path[index]
        if isinstance(step.node, ast.ExceptHandler):
            kinds = step.node.type
            return f"`{ast.unparse(kinds)}` is raised" if kinds is not None else "that fails"
        if isinstance(step.node, ast.For | ast.AsyncFor | ast.While):
            break
        if not isinstance(step.node, ast.If):
            continue
        is_needed = strict or (step.holds if parts else not step.is_guard)
        if not is_needed:
            if not parts:
                return ""
            continue
        said = condition(scope, step.node.test, holds=step.holds)
        said = _with_loop(scope, said, path[:index]) if said else ""
        if not said:
            return ""
        parts.insert(0, said)
    if len(parts) > 1 and (len(parts) > _MOST_PARTS or any(" or " in part for part in parts)):
        return ""
    return " and ".join(parts)


def _with_loop(scope: Scope, said: str, outer: Path) -> str:
    """A clause with what its loop runs through, where it speaks of that."""
    for around in (one.node for one in outer if isinstance(one.node, ast.For) and one.holds):
        if isinstance(around.target, ast.Name) and says_something(around.target.id):
            phrase = phrase_of(around.target.id)
            if f"the {phrase} " in said and f"`{around.target.id}" not in said:
                return said.replace(f"the {phrase} ", f"any {phrase} ", 1)
    if outer and _is_of_loop(scope, said, outer):
        return f"{said} at some point"
    loops = [
        one.node for one in outer if isinstance(one.node, ast.For | ast.AsyncFor) and one.holds
    ]
    names = []
    for loop in loops:
        bound = {one.id for one in ast.walk(loop.target) if isinstance(one, ast.Name)}
        if any(f"`{name}`" in said or f"`{name}[" in said or f"[{name}]" in said for name in bound):
            target = " and ".join(
                f"`{name}`" for name in sorted(bound, key=ast.unparse(loop.target).find)
            )
            if not scope.fits(loop.iter, 50):
                return ""
            names.append(f"{target} in {scope.code(loop.iter)}")
    return f"{said} for any {listed(names)}" if names else said


def _is_of_loop(scope: Scope, said: str, outer: Path) -> bool:
    """Whether a clause speaks of a variable that changes from turn to turn of a loop."""
    inside = [one.node for one in outer if isinstance(one.node, ast.For | ast.While) and one.holds]
    for loop in inside[:1]:
        for name, variable in scope.variables.items():
            changed = any(
                isinstance(node, ast.Assign | ast.AugAssign)
                and any(
                    isinstance(one, ast.Name) and one.id == name
                    for one in ast.walk(
                        node.targets[0] if isinstance(node, ast.Assign) else node.target
                    )
                )
                for node in ast.walk(loop)
            )
            if changed and variable.loop is None and with_the(phrase_of(name)) in said:
                return True
    return False


def _told_bools(scope: Scope, found: Sequence[Returned]) -> str:
    """`True` here and `False` there: when the rarer of them is answered."""
    for value in (True, False):
        ones = [one for one in found if _constant(one.value) is value]
        others = [one for one in found if _constant(one.value) is not value]
        last = max((found.index(one) for one in ones), default=0)
        strict = any(found.index(one) < last for one in others)
        whens = [
            "" if _is_behind_loop(one, others, found) else _when(scope, one.path, strict=strict)
            for one in ones
        ]
        if not others or not ones:
            return str(value)
        if all(whens) and len(set(whens)) <= 3:
            joined = ", or if ".join(dict.fromkeys(whens))
            if len(joined) < _LONGEST:
                return f"{_bool(scope, value)} if {joined}, else {_bool(scope, not value)}"
    return ""


def _is_behind_loop(one: Returned, others: Sequence[Returned], found: Sequence[Returned]) -> bool:
    """Whether a loop before a `return` may have answered something else."""
    own = {step.node for step in one.path}
    return any(
        isinstance(step.node, ast.For | ast.AsyncFor | ast.While) and step.node not in own
        for other in others
        if found.index(other) < found.index(one)
        for step in other.path
    )


def _bool(scope: Scope, value: bool) -> str:
    return str(value) if scope.none == "None" else str(value).lower()


def _told_constants(scope: Scope, special: Sequence[Returned]) -> str:
    """Several constants, each with when."""
    values = Values(scope)
    names: dict[str, list[str]] = {}
    for one in special:
        name = values.phrase(one.value) if one.value is not None else scope.none
        last = one is special[-1] and len(special) == 2
        when = "" if last and _is_other_branch(special) else _when(scope, one.path)
        names.setdefault(name, []).append(when)
    if not all(names) or len(names) > 6:
        return ""
    if len(names) == 1:
        return f"{next(iter(names))}, always"
    untold = [name for name, whens in names.items() if not all(whens)]
    if len(untold) <= 1:
        parts = [
            f"{name} if {' or '.join(dict.fromkeys(whens))}"
            for name, whens in names.items()
            if name not in untold
        ]
        text = ", ".join(parts) + (f", else {untold[0]}" if untold else "")
        if len(text) < _LONGEST:
            return text
    return listed(list(names), "or")


def _is_other_branch(found: Sequence[Returned]) -> bool:
    """Whether the second of two is answered just where the first is not."""
    first, second = (one.path[-1] if one.path else None for one in found)
    return (
        first is not None
        and second is not None
        and first.node is second.node
        and first.holds != second.holds
    )


def _is_special(value: ast.expr | None) -> bool:
    """Whether a value is a constant or empty: what is answered where there is nothing else."""
    if value is None or isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.operand, ast.Constant) and not isinstance(value.op, ast.Not)
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.List | ast.Tuple) and not value.elts


def _constant(value: ast.expr | None) -> object:
    return value.value if isinstance(value, ast.Constant) else None


def _is_bool(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


def _says_iterator(node: FunctionNode) -> bool:
    text = ast.unparse(node.returns) if node.returns is not None else ""
    return text.rpartition(".")[2].startswith(("Generator[", "AsyncGenerator["))
