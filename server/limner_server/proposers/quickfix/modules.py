"""Modules that cannot be found: misspelt, or at another place of the workspace."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.tree import Span
from limner_server.perception.workspace.modules import module_name
from limner_server.proposers.quickfix.node_modules import NODE_MODULES
from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling

# So many files of the workspace are looked at.
_MOST_FILES: Final = 5_000


def _missing_module(problem: Problem) -> Iterator[Fix]:
    wrong = problem.quoted[0] if problem.quoted else ""
    lines = problem.tree.lines
    here = [
        one
        for one in imports(problem.tree)
        if lines.line(one.statement.start)
        <= problem.diagnostic.line
        <= lines.line(one.statement.end)
    ]
    written = next((one.module for one in here if one.module), wrong)
    for right, cost in sorted(set(_alike(problem, written)), key=lambda one: one[1]):
        edits = _renamed(problem, written, right, here[0].statement if here else None)
        yield Fix(edits, f"import `{right}`", cost)


def _alike(problem: Problem, written: str) -> Iterator[tuple[str, float]]:
    """Modules that are spelled alike, or named alike at another place."""
    known = sys.stdlib_module_names if problem.is_python else NODE_MODULES
    for name in known:
        cost = misspelling(written.removeprefix("node:"), name)
        if cost < math.inf:
            yield name if problem.is_python else f"node:{name}", cost
    path, root = problem.diagnostic.path, problem.files.root
    last = _last(written, is_python=problem.is_python)
    for file in islice(problem.files.walk(path, problem.check), _MOST_FILES):
        stem = file.parent.name if file.stem in ("__init__", "index") else file.stem
        cost = 0.2 if stem == last else misspelling(last, stem)
        if cost < math.inf and file != path:
            module = module_name(file, path, root)
            if module and module != written:
                yield module, cost


def _last(module: str, *, is_python: bool) -> str:
    if is_python:
        return module.rpartition(".")[2]
    return PurePosixPath(module).name.partition(".")[0]


def _renamed(problem: Problem, wrong: str, right: str, statement: Span | None) -> tuple[Edit, ...]:
    """The module under its right name in the import, and wherever Python's code says it."""
    start, end = statement or Span(0, len(problem.text))
    places = [
        *re.compile(rf"(?<![\w$]){re.escape(wrong)}(?![\w$])").finditer(problem.text, start, end)
    ]
    if problem.is_python and problem.text.startswith("import ", start):
        later = re.compile(rf"(?<![\w.]){re.escape(wrong)}(?=\.)").finditer(problem.text, end)
        places += [one for one in later if problem.tree.node(*one.span()).type == "identifier"]
    return tuple(problem.replace(Span(*one.span()), right) for one in places)


RULES: Final = rules(
    (
        _missing_module,
        r"could not be resolved|cannot find module|no module named|unable to resolve path",
        r"cannot find implementation or library stub|2307\b|import-not-found",
    ),
)
