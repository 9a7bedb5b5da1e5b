"""What tests of JavaScript import, seen from where they will stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from limner_server.perception.syntax.imports import Import, imports
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.answered.tested_module import TestedModule

# What a framework gives to its tests: whoever writes the file imports it.
_FRAMEWORKS: Final = frozenset(
    {"node:test", "test", "vitest", "@jest/globals", "mocha"}
    | {"node:assert", "assert", "node:assert/strict", "assert/strict"}
)
_GIVEN: Final = frozenset(
    {"test", "it", "describe", "suite", "expect", "assert", "beforeEach", "before", "default"}
)
_DEFAULT: Final = "default"
_EVERYTHING: Final = "*"


@dataclass(slots=True)
class Taken:
    """The imports that some names come from.

    Attributes:
        used: of other modules than the one under test.
        names: of the module under test.
        lines: other imports, as an ES module writes them.
        bound: all names that they bind.
        whole: whether the module under test is used as a whole.
        unknown: whether the module has not what is taken from it.
    """

    used: list[Import] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    whole: bool = False
    unknown: bool = False

    @classmethod
    def of(cls, tree: Tree, module: TestedModule, names: frozenset[str]) -> Taken:
        """What a file takes from others for some names; all that tests import themselves, too."""
        taken = cls()
        for one in imports(tree):
            if not one.is_top or one.alias in names:
                taken._add(one, module)
        return taken

    def _add(self, one: Import, module: TestedModule) -> None:
        self.bound.add(one.alias)
        if not module.is_meant(one.module):
            self.used.append(one)
            if one.is_top and not (one.module in _FRAMEWORKS and one.name in {"", *_GIVEN}):
                self.lines.append(_line(one, one.module))
        elif one.name in ("", _EVERYTHING, _DEFAULT):
            self.whole = True
            self.lines.append(_line(one, module.name))
        else:
            self.unknown |= one.name not in module.names
            if one.alias == one.name:
                self.names.add(one.name)
            else:
                self.lines.append(_line(one, module.name))


def _line(one: Import, module: str) -> str:
    if one.name == _EVERYTHING:
        what = f"* as {one.alias}"
    elif one.name in ("", _DEFAULT):
        what = one.alias
    else:
        what = f"{{ {one.name}{f' as {one.alias}' if one.alias != one.name else ''} }}"
    return f'import {what} from "{module}";'
