"""What a docstring states: the types of parameters, and examples of calls."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from typing import Final

# Sphinx: ":param int x: ...", ":type x: int", ":param x: int, ...".
_SPHINX: Final = re.compile(
    r":(?:param|parameter|arg|argument|key)\s+(?:([\w\[\], .|]+?)\s+)?\*{0,2}(\w+)\s*:\s*([^\n]*)"
)
_SPHINX_TYPE: Final = re.compile(r":type\s+(\w+)\s*:\s*([^\n]*)")
# Google: "x (int): ...", "x (list of int, optional): ...".
_GOOGLE: Final = re.compile(r"^\s*\*{0,2}(\w+)\s*\(([^)\n]+(?:\([^)]*\))?)\)\s*:", re.MULTILINE)
# NumPy: "x : int".
_NUMPY: Final = re.compile(r"^\s*(\w+)\s+:\s+([^\n]+)$", re.MULTILINE)
# Words that begin the text of a parameter and are no type.
_FIRST: Final = re.compile(
    r"^[`\"']?([A-Za-z_][\w.]*(?:\[[^\]\n]*\]+)?(?: of \w+)?(?: or \w+)?)[`\"']?\s*(?:[,.;:(]|$|-)"
)


def stated_kinds(docstring: str) -> dict[str, str]:
    """The types of parameters as a docstring states them, by name."""
    found: dict[str, str] = {**dict(_NUMPY.findall(docstring)), **dict(_GOOGLE.findall(docstring))}
    for kind, name, text in _SPHINX.findall(docstring):
        first = _FIRST.match(text.strip())
        if kind:
            found[name] = kind
        elif first:
            found[name] = first[1]
    return {**found, **dict(_SPHINX_TYPE.findall(docstring))}


def example_scripts(docstring: str) -> list[list[ast.stmt]]:
    """The examples of a docstring that stand behind `>>>`: the statements of each run of them."""
    try:
        parts = doctest.DocTestParser().parse(docstring)
    except ValueError:
        return []
    scripts: list[list[ast.stmt]] = [[]]
    for part in parts:
        if isinstance(part, str):
            if part.strip():
                scripts.append([])
            continue
        try:
            scripts[-1] += ast.parse(part.source).body
        except (SyntaxError, ValueError):
            continue
    return [script for script in scripts if script]


def mentioned_calls(docstring: str, name: str) -> Iterator[ast.Call]:
    """The calls of a function that a docstring mentions anywhere: "total([1, 2]) => 3"."""
    for found in re.finditer(rf"(?<![\w.]){re.escape(name)}\(", docstring):
        start = found.start()
        for end in re.finditer(r"\)", docstring[start : start + 400]):
            try:
                node = ast.parse(docstring[start : start + end.end()], mode="eval").body
            except (SyntaxError, ValueError):
                continue
            if isinstance(node, ast.Call):
                yield node
            break
