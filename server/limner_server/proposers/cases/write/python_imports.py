"""The imports of a test file: written as isort sorts them, or merged into those that are there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.imports import imports as imports_of
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.write.style import Style

_ALIASED: Final = re.compile(r"\s+as\s+")


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A name to be imported; sorts as isort has it.

    Attributes:
        section: 0 for `__future__`, 1 for the standard library, 2 for what is installed, 3 for the
            project's own, 4 for what lies beside.
        is_from: whether it is taken from the module.
        module: as the import spells it.
        name: what is taken; "" for the module itself.
        alias: the name that it is bound to, where that is another one.
    """

    section: int
    is_from: bool
    module: str
    name: str = ""
    alias: str = ""

    @property
    def bound(self) -> str:
        """The name that the file knows it by."""
        return self.alias or self.name or self.module.partition(".")[0]

    @property
    def spelt(self) -> str:
        """The name as it is taken, with its alias."""
        return f"{self.name} as {self.alias}" if self.alias else self.name


def wanted(lines: Iterable[str], own: Collection[str]) -> list[Wanted]:
    """The names that lines of import bind, sorted.

    Args:
        lines: of import.
        own: the first words of the modules that are the project's own.
    """
    found: set[Wanted] = set()
    for line in lines:
        try:
            statements = ast.parse(line.strip()).body
        except SyntaxError:
            continue
        for statement in statements:
            if isinstance(statement, ast.ImportFrom):
                module = "." * statement.level + (statement.module or "")
                section = _section(module, own)
                found |= {
                    Wanted(section, True, module, one.name, one.asname or "")
                    for one in statement.names
                }
            elif isinstance(statement, ast.Import):
                found |= {
                    Wanted(_section(one.name, own), False, one.name, "", one.asname or "")
                    for one in statement.names
                }
    return sorted(found)


def written(names: Collection[Wanted], style: Style) -> list[str]:
    """The imports of a file that has none, with a blank line between their sections."""
    lines: list[str] = []
    for section in sorted({one.section for one in names}):
        part = [one for one in names if one.section == section]
        lines += [""] if lines else []
        for head in dict.fromkeys((one.is_from, one.module) for one in part):
            alike = [one for one in part if (one.is_from, one.module) == head]
            lines += _statements(alike, style)
    return lines


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place for statements: the offset, and what stands before and after them there."""

    at: int
    before: str
    after: str


def merged(tree: Tree, names: Collection[Wanted], own: Collection[str], style: Style) -> list[Edit]:
    """The edits that import what a file does not import yet."""
    known = {(one.module, one.name, one.alias) for one in imports_of(tree) if one.is_top}
    missing = [one for one in names if (one.module, one.name, one.bound) not in known]
    edits: list[Edit] = []
    # Statements of one section that go to the same place stay together.
    added: dict[tuple[int, _Gap], list[str]] = {}
    for head in dict.fromkeys((one.is_from, one.module) for one in missing):
        alike = [one for one in missing if (one.is_from, one.module) == head]
        if (widened := _widened(tree, alike, style)) is not None:
            edits.append(widened)
        else:
            gap = _gap(tree, alike[0], own, style)
            added.setdefault((alike[0].section, gap), []).extend(_statements(alike, style))
    for (_, gap), lines in added.items():
        text = style.ending.join((*lines, ""))
        edits.append(Edit(gap.at, gap.at, f"{gap.before}{text}{gap.after}"))
    return _joined(edits)


def _statements(alike: list[Wanted], style: Style) -> list[str]:
    """The statements that import names of one module."""
    first = alike[0]
    if not first.is_from:
        return [f"import {one.module}{f' as {one.alias}' if one.alias else ''}" for one in alike]
    return from_import(first.module, [one.spelt for one in alike], style)


def from_import(module: str, names: Collection[str], style: Style) -> list[str]:
    """`from module import names`, sorted, in parentheses where it is too long."""
    told = sorted(names, key=_natural)
    line = f"from {module} import {', '.join(told)}"
    if len(line) <= style.width:
        return [line]
    return [f"from {module} import (", *(f"{style.indent}{one}," for one in told), ")"]


def _natural(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as isort and Ruff sort them."""
    plain = _ALIASED.split(name)[0]
    if plain.isupper() and len(plain) > 1:
        return 0, plain
    return (1 if plain[:1].isupper() else 2), plain


def _section(module: str, own: Collection[str]) -> int:
    first = module.partition(".")[0]
    if not first:
        return 4
    if first == "__future__":
        return 0
    if first in own:
        return 3
    return 1 if first in sys.stdlib_module_names else 2


def _widened(tree: Tree, alike: list[Wanted], style: Style) -> Edit | None:
    """More names in a statement that imports from the same module; None where there is none."""
    if not alike[0].is_from:
        return None
    for one in imports_of(tree):
        statement = one.statement.of(tree.text)
        plain = "#" not in statement and "*" not in statement and ";" not in statement
        if one.is_top and one.name and one.module == alike[0].module and plain:
            there = [
                other.span.of(tree.text)
                for other in imports_of(tree)
                if other.statement == one.statement
            ]
            names = [*there, *(new.spelt for new in alike)]
            if there != sorted(there, key=_natural):
                # An order of the user's own is left as it is.
                line = f"from {one.module} import {', '.join(names)}"
                lines = lay_out_names(one.module, names, style, line)
            else:
                lines = from_import(one.module, names, style)
            if "(" in statement and "\n" in statement and len(lines) == 1:
                lines = lay_out_names(one.module, names, style, "x" * (style.width + 1))
            return Edit(*one.statement, style.ending.join(lines))
    return None


def lay_out_names(module: str, names: Collection[str], style: Style, line: str) -> list[str]:
    """An import in this order of names, on one line where `line` fits."""
    if len(line) <= style.width:
        return [line]
    return [f"from {module} import (", *(f"{style.indent}{one}," for one in names), ")"]


def _gap(tree: Tree, new: Wanted, own: Collection[str], style: Style) -> _Gap:
    """Where a further statement belongs among those that are there."""
    ending, text = style.ending, tree.text
    key = (new.section, new.is_from, new.module.lower())
    there = sorted(
        {
            (one.statement, (_section(one.module, own), bool(one.name), one.module.lower()))
            for one in imports_of(tree)
            if one.is_top and one.statement.end <= _first_code(tree)
        }
    )
    before = [(span, other) for span, other in there if other <= key]
    if before:
        span, other = before[-1]
        at = _after(text, span.end)
        follows = [one for one in there if one[0].start >= at]
        gap = "" if other[0] == key[0] else ending
        # A section of its own is parted from what follows too, where no blank line is there yet.
        tail = ending if gap and follows and not text[at:].startswith(("\n", "\r")) else ""
        head = "" if at and text[at - 1] in "\r\n" else ending
        return _Gap(at, f"{head}{gap}", tail)
    if there:
        span, other = there[0]
        return _Gap(span.start, "", "" if other[0] == key[0] else ending)
    at = _first_code(tree)
    return _Gap(at, "", ending if text[at:].strip() else "")


def _first_code(tree: Tree) -> int:
    """Where the first statement starts that is no import, no docstring and no comment."""
    for index, node in enumerate(tree.root.named_children):
        is_string = node.type == "expression_statement" and not index
        if node.type in _IMPORTS or node.type == "comment":
            continue
        if is_string and node.named_children and node.named_children[0].type == "string":
            continue
        return tree.lines.start(node.start_point.row + 1)
    return len(tree.text)


_IMPORTS: Final = ("import_statement", "import_from_statement", "future_import_statement")


def _after(text: str, offset: int) -> int:
    """The start of the next line."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def _joined(edits: list[Edit]) -> list[Edit]:
    """Edits in order, those at one place made one."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if joined and joined[-1].start == joined[-1].end == edit.start == edit.end:
            joined[-1] = Edit(edit.start, edit.end, joined[-1].text + edit.text)
        else:
            joined.append(edit)
    return joined
