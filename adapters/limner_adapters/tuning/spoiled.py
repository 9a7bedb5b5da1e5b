"""Examples in repair: the user's own functions, each with a bug put in on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Final

from limner_adapters.code.bugs import Bug, with_bug
from limner_adapters.code.functions import CodeFunction, code_functions
from limner_adapters.code.repairs import repair_examples
from limner_adapters.examples import Example, Task
from limner_adapters.quality.case import Case
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.own_file import OwnFile
from limner_adapters.tuning.search import Search
from limner_adapters.tuning.written_tests import WrittenTests
from limner_server.edits import revision
from limner_server.patch import Patch
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.prompt import as_blocks, conversation

_SEED: Final = 6
_FEWEST_LINES: Final = 3
_MOST_LINES: Final = 80


def find_spoiled(search: Search, tests: WrittenTests, path: Path, text: str) -> Iterator[Found]:
    """The functions of a file, each with a bug and its repair.

    Every model is asked which line is wrong, and how it should be, to rank what a search finds;
    a general one is asked for whole repairs as well.

    Args:
        search: where, and for which model.
        tests: of the workspace: what tells that something is wrong.
        path: of the file.
        text: what it says.
    """
    language = language_of(path)
    if language is None:
        return
    tree, name = Tree.parse(text, language, search.check), search.sources.name(path)
    ranked = _ranked(path, text, name)
    for one in functions(tree):
        search.check()
        line = tree.lines.line(one.span.start)
        short = next(repair_examples([ranked[line]], _SEED), None) if line in ranked else None
        command, wrong = _command(tests, one, path), None
        if one.name and not one.is_test and (command or not search.is_small):
            wrong = _with_bug(tree, one)
        case = _case(search, one, command, (wrong, text), name) if wrong and command else None
        if short is not None:
            yield Found(short, name, case)
        if wrong is not None and not search.is_small:
            place = tree.lines.line(one.header.start), command
            yield Found(_whole(search, path, (wrong, text), place), name, None if short else case)


def _ranked(path: Path, text: str, name: str) -> dict[int, CodeFunction]:
    """The functions that fit a question about one line, by the line where they begin."""
    found = code_functions([OwnFile.of(path, text, name)])
    return {int(one.origin.rpartition(":")[2]): one for one in found}


def _case(search: Search, one: Function, command: str, texts: tuple[str, str], name: str) -> Case:
    """The repair as something that the task can be put to: tests tell whether it is done."""
    wrong, right = texts
    return Case(
        Task.FIX,
        f"{name}::{one.qualified}",
        search.sources.root,
        name,
        one.qualified,
        command,
        {name: wrong},
        right,
    )


def _whole(search: Search, path: Path, texts: tuple[str, str], place: tuple[int, str]) -> Example:
    """The question for a whole repair: the file with the bug is shown, edit blocks answer."""
    (wrong, right), (line, command), root = texts, place, search.sources.root
    wish = f"Make `{command}` pass." if command else "Repair what is wrong here."
    goal = Goal(wish, path=path, line=line)
    patch = Patch({path: tuple(revision(wrong, right))}, "bug", "")
    answer = as_blocks(patch, {path: Source(path, wrong)}, root)
    around = search.shown(path, {path: wrong}, line)
    name = search.sources.name(path)
    return Example(Task.FIX, tuple(conversation(around, goal, root)), answer, f"{name}:{line}")


def _with_bug(tree: Tree, one: Function) -> str | None:
    """The whole file with a bug in a function; None where none can be put there."""
    start = tree.lines.start(tree.lines.line(one.header.start))
    whole = tree.text[start : one.span.end]
    alone = dedent(whole)
    if not _FEWEST_LINES <= alone.count("\n") + 1 <= _MOST_LINES:
        return None
    margin = whole[: len(whole) - len(whole.lstrip(" \t"))]
    bug: Bug | None = with_bug(alone, tree.language, random.Random(f"{_SEED} {alone}"))
    if bug is None or indent(alone, margin) != whole:
        return None
    return tree.text[:start] + indent(bug.wrong, margin) + tree.text[one.span.end :]


def _command(tests: WrittenTests, one: Function, path: Path) -> str:
    """The command of the tests of a function; "" where it has none."""
    written = tests.of(one, path.stem) if one.name else []
    return tests.commands[written[0].path] if written else ""
