"""Facts about a definition: who uses it, which tests do, what it uses, what it raises."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.context.resolving import Resolver
from limner_server.perception.context.usage import usages
from limner_server.perception.context.uses import uses
from limner_server.perception.drawn.kinds import standing_of
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import class_at, definitions, function_at
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles

# Seconds that uses of one definition are looked for.
_SECONDS: Final = 3.0
_MOST_USED: Final = 6


# A file that holds tests, and not one that is about them.
TESTS: Final = re.compile(
    r"(^|/)(tests?|specs?|__tests__|e2e)/|(^|/)(test_|tests?\.)|[._-](test|spec)\.|_test\."
)


@dataclass(frozen=True, slots=True)
class UsedAt:
    """A place that uses a definition.

    Attributes:
        path: absolute.
        line: 1-based.
        function: the function or test that it stands in; "" at the top of the file.
        code: the line, without blanks around it.
        is_test: whether it is a test's.
    """

    path: Path
    line: int
    function: str
    code: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition and its file."""

    path: Path
    tree: Tree
    one: Function | Class

    @property
    def line(self) -> int:
        """Where its header begins, 1-based."""
        return self.tree.lines.line(self.one.header.start)


def defined_at(files: WorkspaceFiles, path: Path, line: int) -> Defined | None:
    """The definition whose header stands at a line, or that is around it."""
    try:
        tree = files.tree(path)
    except InputError:
        return None
    if tree is None:
        return None
    begin = next(
        (one for one in definitions(tree) if tree.lines.line(one.header.start) == line), None
    )
    offset = tree.lines.start(line)
    one = begin or function_at(tree, offset) or class_at(tree, offset)
    return Defined(path, tree, one) if one is not None and one.name else None


def used_at(files: WorkspaceFiles, defined: Defined, check: Callable[[], None]) -> list[UsedAt]:
    """Who uses a definition: source first, then what stands beside it, tests last."""
    found: list[UsedAt] = []
    for usage in usages(files, defined.path, defined.one, _SECONDS, check):
        lines = usage.tree.lines
        text = usage.tree.text[lines.start(usage.line) : lines.end(usage.line)]
        function = usage.function.qualified or usage.function.name if usage.function else ""
        name = usage.path.relative_to(files.root).as_posix()
        is_test = usage.is_test and TESTS.search(name) is not None
        found.append(UsedAt(usage.path, usage.line, function, text.strip(), is_test))
    found = _of_owner(found, defined.one, defined.path)

    def order(one: UsedAt) -> tuple[bool, float, str, int]:
        name = one.path.relative_to(files.root).as_posix()
        return one.is_test, -standing_of(name), name, one.line

    return sorted(found, key=order)


def _of_owner(found: list[UsedAt], one: Function | Class, path: Path) -> list[UsedAt]:
    """Of uses of a method those of an object that is called like its class, if there are any.

    What an object is nobody can tell: `sandbox.run()` is of `Sandbox`, `subprocess.run()` is not.
    """
    if not isinstance(one, Function) or not one.owner:
        return found
    owner = one.owner.rpartition(".")[2].lower()
    called = re.compile(rf"([\w)\]]+)\.{re.escape(one.name)}\b")
    sure = [
        use
        for use in found
        for owned in [called.search(use.code)]
        if owned is not None and _is_owner(owned[1], owner, is_own=use.path == path)
    ]
    return sure or found


def _is_owner(written: str, owner: str, *, is_own: bool) -> bool:
    """Whether an object is of a class by what it is called; `self` in the file of the class."""
    name = written.strip("_)]").lower().replace("_", "")
    return name == owner or (name in ("self", "this", "cls") and is_own)


def uses_of(files: WorkspaceFiles, defined: Defined, check: Callable[[], None]) -> list[Defined]:
    """What of the workspace a definition uses, in the order in which it does."""
    tree, one = defined.tree, defined.one
    resolver = Resolver(files, defined.path, tree, check)
    within = one if isinstance(one, Function) else None
    found: dict[tuple[Path, int], Defined] = {}
    for use in uses(tree, one.body):
        if not use.is_call:
            continue
        target = resolver.definition(use, within)
        if target is None or not isinstance(target.what, Function | Class):
            continue
        other = files.tree(target.path)
        if other is not None and (target.path, target.line) != (defined.path, defined.line):
            found.setdefault((target.path, target.line), Defined(target.path, other, target.what))
        if len(found) >= _MOST_USED:
            break
    return list(found.values())
