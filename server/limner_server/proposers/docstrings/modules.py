"""What a module's docstring says, read off what the module holds."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.class_facts import ClassFacts
from limner_server.proposers.docstrings.classes import class_summary
from limner_server.proposers.docstrings.docstring import Docstring
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summary import summary_of
from limner_server.proposers.docstrings.words import listed, phrase_of, sentence

_LONGEST: Final = 84
_EMPTY: Final = words_in("names of files that say nothing")


def describe_module(module: ast.Module, stem: str, facts: ClassFacts | None) -> Docstring:
    """The docstring of a module, by analysis alone.

    Args:
        module: parsed.
        stem: the name of its file without its ending.
        facts: of its only public class, where there is but one.
    """
    names = [name for name in _defined(module) if not name.startswith("_")]
    names = names or _constants(module)
    classes = [one for one in module.body if isinstance(one, ast.ClassDef)]
    functions = [
        one
        for one in module.body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not one.name.startswith("_")
    ]
    if facts is not None and len(names) == 1 and len(classes) >= 1:
        return Docstring(class_summary(facts))
    if len(names) == len(functions) == 1:
        return Docstring(summary_of(Scope(functions[0])).text)
    topic = "" if stem.lower() in _EMPTY or stem.isdigit() else phrase_of(stem.strip("_"))
    head = topic or ("functions" if functions and not classes else "definitions")
    if not names:
        return Docstring("")
    for count in range(len(names), 0, -1):
        more = ["more"] if count < len(names) else []
        text = f"{head}: {listed([*(f'`{name}`' for name in names[:count]), *more])}"
        if len(text) < _LONGEST:
            return Docstring(sentence(text))
    return Docstring(sentence(head))


def _defined(module: ast.Module) -> list[str]:
    """The functions and classes at the top of a module, in order."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return list(dict.fromkeys(one.name for one in module.body if isinstance(one, kinds)))


def _constants(module: ast.Module) -> list[str]:
    """The public names at the top of a module that are bound to values, in order."""
    targets = [
        target
        for one in module.body
        if isinstance(one, ast.Assign | ast.AnnAssign)
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
    ]
    names = [one.id for one in targets if isinstance(one, ast.Name)]
    return [name for name in dict.fromkeys(names) if not name.startswith("_")]


def uses_its_docstring(module: ast.Module) -> bool:
    """Whether a module reads its own docstring, which would then change what it does."""
    return any(
        (isinstance(node, ast.Name) and node.id == "__doc__")
        or (isinstance(node, ast.Attribute) and node.attr == "__doc__")
        for node in ast.walk(module)
    )
