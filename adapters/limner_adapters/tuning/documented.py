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
from limner_server.proposers.docstrings.wish import DocWish

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
    bare, whole = "", dict[int, str]()
    for target, wish, sentence in documented(text, path):
        search.check()
        bare = bare or without_docstrings(text)
        whole = whole or _docstrings(text)
        line = getattr(target.node, "lineno", 1)
        yield from as_found(search, (path, bare, line), wish, (sentence, whole.get(line, "")))


def as_found(
    search: Search, place: tuple[Path, str, int], wish: DocWish, said: tuple[str, str]
) -> Iterator[Found]:
    """The question that the server would ask, and the answer that the user has written.

    Args:
        search: where, and for which model.
        place: the file, what it says without documentation, and the line of the definition.
        wish: what is documented.
        said: the author's first sentence, and all that the author says.
    """
    (path, bare, line), (sentence, whole) = place, said
    name = search.sources.name(path)
    if search.is_small:
        messages, answer = brief_conversation(wish), sentence
    else:
        messages, answer = conversation(search.shown(path, {path: bare}, line), wish), whole
    if not answer or len(answer) > _LONGEST:
        return
    example = Example(Task.DOC, tuple(messages), answer, f"{name}:{line}")
    case = Case(
        Task.DOC,
        f"{name}::{wish.name}",
        search.sources.root,
        name,
        wish.name,
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
