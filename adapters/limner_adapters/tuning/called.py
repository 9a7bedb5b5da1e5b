"""Examples in tests, for a model that is asked for inputs alone: calls that the user wrote."""

from __future__ import annotations

from collections.abc import Iterator

from limner_adapters.code.inputs import inputs_lessons_in
from limner_adapters.examples import Task
from limner_adapters.quality.case import Case
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.own_file import OwnFile
from limner_adapters.tuning.search import Search
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree

_SEED = 6


def find_called(search: Search) -> Iterator[Found]:
    """The functions of a workspace that somewhere in it are called with plain values.

    Args:
        search: where, and for which model; none for one that is asked for whole tests.
    """
    if not search.is_small:
        return
    sources = search.sources
    files = {
        sources.name(path): OwnFile.of(path, text, sources.name(path))
        for path, text in sources.texts(
            [path for path in (*sources.code, *sources.tests) if path.suffix == ".py"]
        )
    }
    symbols: dict[str, dict[int, str]] = {}
    for example in inputs_lessons_in([*files.values()], _SEED):
        search.check()
        name, _, line = example.origin.rpartition(":")
        if name not in symbols:
            symbols[name] = _symbols(files[name])
        symbol = symbols[name].get(int(line), "")
        case = Case(Task.TEST, f"{name}::{symbol}", sources.root, name, symbol) if symbol else None
        yield Found(example, name, case)


def _symbols(file: OwnFile) -> dict[int, str]:
    """The functions of a file that can be named, by the line of their header."""
    language = language_of(file.path)
    if language is None:
        return {}
    tree = Tree.parse(file.text, language)
    return {tree.lines.line(one.header.start): one.qualified for one in functions(tree) if one.name}
