"""Where one more import belongs in a file whose imports are in order."""

from __future__ import annotations

import re
import sys
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.imports import Import, import_edit, imports
from limner_server.proposers.quickfix.problem import Problem

_FROM: Final = re.compile(r"from (?P<module>\S+) import (?P<name>\w+)$")


def place_import(problem: Problem, statement: str) -> Edit:
    """The edit that adds an import, in the order that isort and ruff keep for Python.

    That is: `__future__`, the standard library, packages, the workspace's own; in each `import x`
    before `from x import y`; by name.
    """
    if not problem.is_python:
        return import_edit(problem.tree, statement)
    present = _leading(problem)
    joined = _FROM.match(statement)
    same = [one for one in present if joined and one.module == joined["module"] and one.name]
    if joined and same and "*" not in {one.name for one in same}:
        return _beside(problem, same, joined["name"])
    keys = [_key(problem, one.module, is_from=bool(one.name)) for one in present]
    if not present or keys != sorted(keys):
        return import_edit(problem.tree, statement)
    words = statement.split()
    key = _key(problem, words[1], is_from=words[0] == "from")
    after = next((one for one, other in zip(present, keys, strict=True) if other > key), None)
    before = [other for other in keys if other < key]
    blank = problem.ending
    if after is not None:
        apart = _key(problem, after.module, is_from=bool(after.name))[0] != key[0]
        return problem.insert(after.statement.start, statement + blank + (blank if apart else ""))
    end = present[-1].statement.end
    apart = bool(before) and before[-1][0] != key[0]
    return problem.insert(end, blank + (blank if apart else "") + statement)


def _leading(problem: Problem) -> list[Import]:
    """The imports of the block that the file begins with."""
    found: list[Import] = []
    for one in imports(problem.tree):
        between = problem.text[found[-1].statement.end : one.statement.start] if found else ""
        if not one.is_top or between.strip():
            break
        found.append(one)
    return found


def _beside(problem: Problem, same: list[Import], name: str) -> Edit:
    """The name among others of its module."""
    later = next((one for one in same if _rank(one.name) > _rank(name)), None)
    if later is not None:
        return problem.insert(later.span.start, f"{name}, ")
    return problem.insert(same[-1].span.end, f", {name}")


def _rank(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then the rest."""
    return not name.isupper(), not name[:1].isupper(), name.lower()


def _key(problem: Problem, module: str, *, is_from: bool) -> tuple[int, bool, str]:
    top = module.partition(".")[0]
    root = problem.files.root
    if module == "__future__":
        section = 0
    elif top in sys.stdlib_module_names:
        section = 1
    elif not top or (root / top).exists() or (root / f"{top}.py").exists():
        section = 3
    else:
        section = 2
    return section, is_from, module.lower()
