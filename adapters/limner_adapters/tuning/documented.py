"""Examples in documentation: functions and classes with the docstrings that the user wrote."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_adapters.code.summaries import documented, without_docstrings
from limner_adapters.examples import Example, Task
from limner_adapters.quality.case import Case
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.search import Search
from limner_server.proposers.docstrings.asked import conversation
from limner_server.proposers.docstrings.brief import brief_conversation

# Characters; what is longer is a chapter of a manual.
_LONGEST: Final = 2000


def find_documented(search: Search, path: Path, text: str) -> Iterator[Found]:
    """The documented functions and classes of a Python file.

    Args:
        search: where, and for which model.
        path: of the file.
        text: what it says.
    """
    if path.suffix != ".py":
        return
    name, bare = search.sources.name(path), ""
    whole: dict[int, str] = {}
    for target, wish, sentence in documented(text, path):
        search.check()
        bare = bare or without_docstrings(text)
        line = getattr(target.node, "lineno", 1)
        if search.is_small:
            messages, answer = brief_conversation(wish), sentence
        else:
            whole = whole or _docstrings(text)
            around = search.shown(path, {path: bare}, line)
            messages, answer = conversation(around, wish), whole.get(line, "")
        if not answer or len(answer) > _LONGEST:
            continue
        example = Example(Task.DOC, tuple(messages), answer, f"{name}:{line}")
        case = Case(
            Task.DOC,
            f"{name}::{target.name}",
            search.sources.root,
            name,
            target.name,
            texts={name: bare},
            right=sentence,
        )
        yield Found(example, name, case)


def _docstrings(text: str) -> dict[int, str]:
    """The docstrings of a file by the line of the definition, which stays when they are taken."""
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {
        node.lineno: docstring
        for node in ast.walk(ast.parse(text))
        if isinstance(node, kinds) and (docstring := ast.get_docstring(node))
    }
