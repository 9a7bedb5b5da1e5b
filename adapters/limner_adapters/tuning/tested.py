"""Examples in tests: functions with the tests that the user wrote for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limner_adapters.examples import Example, Task
from limner_adapters.quality.case import Case
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.search import Search
from limner_adapters.tuning.written_tests import WrittenTests
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.modules import module_name
from limner_server.perception.workspace.source import Source
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.wish import Wish, conversation
from limner_server.proposers.rewrite.prompt import fenced


def find_tested(
    search: Search,
    tests: WrittenTests,
    path: Path,
    text: str,
) -> Iterator[Found]:
    """The functions and classes of a file that have tests, with those.

    Args:
        search: where, and for which model; one that is asked in short forms learns no tests.
        tests: of the workspace.
        path: of the file.
        text: what it says.
    """
    language = language_of(path)
    if language is None or search.is_small:
        return
    tree, name = Tree.parse(text, language, search.check), search.sources.name(path)
    for one in definitions(tree):
        search.check()
        written = tests.of(one, path.stem) if one.name and not one.name.startswith("_") else []
        answer = tests.file_of(written) if written else ""
        if not answer:
            continue
        test_path = written[0].path
        module = module_name(path, test_path, search.sources.root) or path.stem
        subject = Subject(search.sources.root, Source(path, text), tree, one)
        wish = Wish(subject, test_path, module, tests.kinds[test_path])
        line = tree.lines.line(one.header.start)
        # The tests themselves are what is to be written.
        around = search.shown(path, {path: text, test_path: ""}, line)
        messages = tuple(conversation(around, wish))
        example = Example(Task.TEST, messages, fenced(answer), f"{name}:{line}")
        case = Case(Task.TEST, f"{name}::{one.qualified}", search.sources.root, name, one.qualified)
        yield Found(example, name, case)
