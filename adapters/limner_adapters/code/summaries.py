"""Lessons in documentation: from what a server asks about a function to its author's sentence."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from limner_adapters.code.corpus import SourceFile
from limner_adapters.examples import Example, Task
from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.docstrings.brief import brief_conversation
from limner_server.proposers.docstrings.drafting import Drafter
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.targets import (
    PythonFile,
    Target,
    is_documentable,
    is_test,
)
from limner_server.proposers.docstrings.voice import as_order
from limner_server.proposers.docstrings.wish import DocWish

_MOST_CODE: Final = 8000
_SHORTEST, _LONGEST = 3, 18  # words
_MOST_LETTERS: Final = 110
_MOST_ALIKE: Final = 4
_SENTENCE: Final = re.compile(
    r"(.+?(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)[.!?])(?:\s+(?=[A-Z`*\d(])|$)"
)
# What no sentence about a function says: markup, sections, links, prompts, orders to the reader.
_NOISE: Final = re.compile(
    r">>>|https?://|\.\. |:\w+:|::|\|{1,2}\w|[{}<>\\=@#$^]|^\W|^\s*(?:Args|Parameters|Returns?)\s*:"
    r"|\b(?:TODO|FIXME|XXX|[Dd]eprecated|[Ss]ee|[Ss]ame as|[Oo]verrid\w+|docstring|PEP|RFC)\b"
)


def summary_lessons(files: Iterable[SourceFile]) -> Iterator[Example]:
    """A lesson for each function, method and class of Python files that has a summary.

    Sentences that very many functions share teach only themselves: of each a few are kept.
    """
    heard = Counter[str]()
    for file in files:
        for target, wish, sentence in documented(file.text, file.path):
            heard[sentence] += 1
            if heard[sentence] <= _MOST_ALIKE:
                line = getattr(target.node, "lineno", 1)
                messages = tuple(brief_conversation(wish))
                yield Example(Task.DOC, messages, sentence, f"{file.origin}:{line}")


def documented(text: str, path: Path) -> Iterator[tuple[Target, DocWish, str]]:
    """What is documented in a file, what would be asked of it, and what its author says of it.

    Nothing where the file cannot be parsed, or is in another language than Python.
    """
    language = language_of(path)
    if language is None or language.family != "python":
        return
    try:
        sentences = _sentences(ast.parse(text))
        bare = without_docstrings(text)
        file = PythonFile.parse(Tree.parse(bare, language, _go_on), path.name)
    except (InputError, SyntaxError, ValueError, RecursionError):
        return
    drafter = Drafter(file, Habits(), path.stem, asked=True)
    for target in file.targets:
        sentence = sentences.get(target.name, "")
        if not sentence or not is_documentable(target) or is_test(target):
            continue
        try:
            facts = drafter.described(target)
        except RecursionError:
            continue
        what = "class" if isinstance(target.node, ast.ClassDef) else "function"
        end = file.tree.lines.end(getattr(target.node, "end_lineno", 1))
        code = file.tree.text[target.start : end][:_MOST_CODE]
        yield target, DocWish(target.name, what, code, facts), sentence


def first_sentence(docstring: str) -> str:
    """The sentence that a docstring begins with; "" where it is none to learn.

    Args:
        docstring: cleaned of its indentation.
    """
    paragraph = " ".join(re.split(r"\n\s*\n", docstring.strip(), maxsplit=1)[0].split())
    paragraph = paragraph.replace("``", "`")
    found = _SENTENCE.match(paragraph)
    sentence = found[1] if found else f"{paragraph}."
    words = sentence.split()
    if (
        not _SHORTEST <= len(words) <= _LONGEST
        or len(sentence) > _MOST_LETTERS
        or not sentence.isascii()
        or not sentence[0].isupper()
        or _NOISE.search(sentence)
    ):
        return ""
    return " ".join(words)


def without_docstrings(text: str) -> str:
    """A Python file whose functions and classes have no docstrings; lines keep their numbers.

    Raises:
        SyntaxError: it is none.
    """
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if not isinstance(node, kinds) or ast.get_docstring(node, clean=False) is None:
            continue
        literal = node.body[0]
        first, last = literal.lineno - 1, (literal.end_lineno or literal.lineno) - 1
        if not lines[first].lstrip().startswith(("'", '"', "r", "R", "u", "U")):
            continue
        indent = " " * literal.col_offset
        # Something must stand where nothing else does.
        lines[first : last + 1] = [f"{indent}..." if len(node.body) == 1 else ""] + [""] * (
            last - first
        )
    return "\n".join(lines)


def _sentences(module: ast.Module) -> dict[str, str]:
    """The sentences of a file, by the qualified name of what they are about.

    Those of functions are in the imperative, as the server writes them before it knows the file.
    """
    found: dict[str, str] = {}

    def look(node: ast.AST, around: str) -> None:
        for child in ast.iter_child_nodes(node):
            kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
            if not isinstance(child, kinds):
                if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                    look(child, around)
                continue
            name = f"{around}.{child.name}" if around else child.name
            if docstring := ast.get_docstring(child):
                said = first_sentence(docstring)
                # What a class is, no order tells.
                found.setdefault(name, said if isinstance(child, ast.ClassDef) else as_order(said))
            look(child, name)

    look(module, "")
    return found


def _go_on() -> None:
    """Nobody takes a lesson back."""
