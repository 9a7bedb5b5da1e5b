"""Lessons in testing: from what a server asks about a function to calls that its authors made.

The calls stand in the tests of a package, in the examples of its documentation and in its code.
"""

from __future__ import annotations

import ast
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from limner_adapters.code.corpus import Package, SourceFile, read_files
from limner_adapters.examples import Example, Task
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proposers.cases.python.literal_calls import is_literal_call
from limner_server.proposers.cases.python.stated import example_scripts
from limner_server.proposers.cases.python.suggested import MOST_CALLS, inputs_conversation

# Longer calls are data.
_LONGEST: Final = 72
_MOST_LESSONS: Final = 3  # of one function
_MOST_FILES: Final = 600  # of one package
_CALLED: Final = re.compile(r"\b([A-Za-z_]\w*)\(")
_DEFINED: Final = re.compile(r"^(?:async )?def ([A-Za-z_]\w*)\(", re.MULTILINE)


def inputs_lessons(packages: Iterable[Package], seed: int) -> Iterator[Example]:
    """A lesson or some for each function that is called with plain values.

    Args:
        packages: of Python, to be read one by one: a call belongs to the function that
            alone has the name in its package.
        seed: of the order of calls.
    """
    for package in packages:
        yield from inputs_lessons_in([*islice(read_files([package], seed), _MOST_FILES)], seed)


def inputs_lessons_in(files: Sequence[SourceFile], seed: int) -> Iterator[Example]:
    """The same of the files of one package."""
    defined = Counter(
        name for one in files if not is_test_file(one.path) for name in _DEFINED.findall(one.text)
    )
    wanted = {name for name, count in defined.items() if count == 1}
    calls = _calls(files, wanted)
    for file in files:
        if not is_test_file(file.path) and calls.keys() & set(_DEFINED.findall(file.text)):
            yield from _lessons(file, calls, seed)


def _lessons(file: SourceFile, calls: dict[str, list[str]], seed: int) -> Iterator[Example]:
    language = language_of(file.path)
    if language is None:
        return
    tree = Tree.parse(file.text, language)
    for function in functions(tree):
        given = calls.get(function.qualified, [])
        fitting = [one for one in given if _fits(function, one)]
        order = random.Random(f"{seed} {function.name}")
        order.shuffle(fitting)
        for start in range(0, min(len(fitting), MOST_CALLS * _MOST_LESSONS), MOST_CALLS):
            some = sorted(fitting[start : start + MOST_CALLS], key=len)
            line = tree.lines.line(function.header.start)
            messages = tuple(inputs_conversation(function, file.text))
            yield Example(Task.TEST, messages, "\n".join(some), f"{file.origin}:{line}")


def _fits(function: Function, arguments: str) -> bool:
    """Whether a function takes so many arguments: the name may be another's."""
    call = ast.parse(f"f({arguments})", mode="eval").body
    names = {one.name for one in function.parameters}
    return (
        isinstance(call, ast.Call)
        and len(call.args) <= len(function.parameters)
        and all(one.arg in names for one in call.keywords)
    )


def _calls(files: Sequence[SourceFile], wanted: set[str]) -> dict[str, list[str]]:
    """The arguments that some functions are given, by their names, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for file in files:
        if wanted.isdisjoint(_CALLED.findall(file.text)):
            continue
        for tree in _trees(file.text):
            for node in ast.walk(tree):
                name = _called(node)
                if name in wanted and isinstance(node, ast.Call) and is_literal_call(node):
                    text = ", ".join(ast.unparse(one) for one in [*node.args, *node.keywords])
                    if 0 < len(text) <= _LONGEST and text.isascii():
                        found[name].setdefault(text)
    return {name: [*texts] for name, texts in found.items()}


def _trees(text: str) -> Iterator[ast.AST]:
    """A file, and the examples in its documentation."""
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    yield module
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(module):
        docstring = ast.get_docstring(node) if isinstance(node, kinds) else None
        if docstring and ">>>" in docstring:
            for script in example_scripts(docstring):
                yield from script


def _called(node: ast.AST) -> str:
    """The name that a call calls; "" of anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
