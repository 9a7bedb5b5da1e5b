"""The functions of source files, each as a text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from limner_adapters.code.corpus import SourceFile
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import Language, language_of
from limner_server.perception.syntax.tree import Span, Tree

_FEWEST_LINES: Final = 3
_MOST_LINES: Final = 40
_MOST_CHARACTERS: Final = 1600


@dataclass(frozen=True, slots=True)
class CodeFunction:
    """A function of a file.

    Attributes:
        name: its own.
        text: from `def` or `function` to its end, dedented, without decorators and docstring.
        language: it is written in.
        origin: the file and the line, for people.
    """

    name: str
    text: str
    language: Language
    origin: str


def code_functions(files: Iterable[SourceFile]) -> Iterator[CodeFunction]:
    """The functions with a name that are neither trivial nor long, and no tests."""
    for file in files:
        language = language_of(file.path)
        if language is None:
            continue
        tree = Tree.parse(file.text, language)
        for one in functions(tree):
            if not one.name or one.is_test or one.node.type == "lambda":
                continue
            text = _text(tree, one)
            if (
                _FEWEST_LINES <= text.count("\n") + 1 <= _MOST_LINES
                and len(text) <= _MOST_CHARACTERS
            ):
                yield CodeFunction(
                    one.name, text, language, f"{file.origin}:{tree.lines.line(one.span.start)}"
                )


def _text(tree: Tree, function: Function) -> str:
    start = tree.text.rfind("\n", 0, function.header.start) + 1
    if tree.text[start : function.header.start].strip():
        start = function.header.start
    text, cut = tree.text[start : function.span.end], function.docstring
    if cut is not None and function.body.start <= cut.start:
        text = _without(tree.text, Span(start, function.span.end), cut)
    return dedent(text).strip("\n")


def _without(text: str, whole: Span, cut: Span) -> str:
    """The text without the lines of its docstring."""
    begin = text.rfind("\n", 0, cut.start)
    end = text.find("\n", cut.end)
    if begin < whole.start or not whole.start <= end < whole.end:
        return text[whole.start : whole.end]
    return text[whole.start : begin] + text[end : whole.end]
