"""What a fix may not do, whatever its tests say: touch what judges it, or escape being judged.

Tests alone are passed most easily by leaving before they run, by weakening them, or by knowing that
one is being tested. None of that is a fix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from limner_server.edits import Edit, line_end, line_start
from limner_server.patch import Patch
from limner_server.perception.syntax.functions import definitions, functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.find import is_test_file

# Files that tell a runner what to run.
_SETTINGS: Final = re.compile(r"conftest\.py|(?:vitest|vite|jest|mocha|babel)\.(?:config|setup).*")
# To leave before the last test is to be judged by the first.
_EXITS: Final = re.compile(
    r"\bsys\.exit\b|\bos\._exit\b|\bos\.abort\b|\bSystemExit\b"
    r"|(?<![.\w])(?:exit|quit)\s*\(|\bprocess\.(?:exit|abort|kill)\b"
)
# What a program must not have learnt from a fix: what it would do, and what that looks like.
_LESSONS: Final = (
    ("knows of its tests", r"\b(?:pytest|unittest|vitest|jest)\b|PYTEST_CURRENT_TEST"),
    ("looks at who calls it", r"\b_getframe\b|\bsettrace\b|\binspect\.stack\b|\bsys\.modules\b"),
    ("looks at who calls it", r"\bsys\.argv\b|\bprocess\.argv\b|\brequire\.main\b"),
    ("changes what others use", r"__builtins__|\bbuiltins\.|\bglobalThis\b|\bglobal\.\w+\s*="),
    (
        "equals whatever it is held against",
        r"__eq__\W+lambda\b[^:\n]*:\s*True|def __eq__\([^)]*\)[^:]*:\s*return True\b",
    ),
    ("reads the environment", r"\bos\.environ\b|\bgetenv\b|\bprocess\.env\b"),
    ("starts programs", r"\bsubprocess\b|\bos\.system\b|\bos\.popen\b|\bchild_process\b"),
    ("reaches for the network", r"\bsocket\b|\burllib\b|\brequests\.|\bhttpx\b|\bfetch\s*\("),
    ("opens files", r"(?<![.\w])open\s*\(|\bPath\.home\b|\bexpanduser\b|\breadFile(?:Sync)?\b"),
    ("runs text as code", r"(?<![.\w])(?:eval|exec)\s*\(|\bnew Function\b"),
)
_ASSERTIONS: Final = {"python": "(assert_statement) @node", "javascript": "(call_expression) @node"}
_ASSERTING: Final = re.compile(r"(?:console\.)?(?:assert|expect|should)\b")


@dataclass(frozen=True, slots=True)
class Conduct:
    """The rules that a patch is held to.

    Attributes:
        sources: the files of the workspace, as they are.
        root: its folder.
        named: files that the user wants fixed, though they look like tests.
        by_tests: whether tests judge the patch, so that it must leave them alone.
        wanted: what the user has asked for, in the words of an offence: "opens files".
    """

    sources: Mapping[Path, Source]
    root: Path
    named: Collection[Path] = ()
    by_tests: bool = True
    wanted: Collection[str] = ()
    _trees: dict[Path, Tree] = field(default_factory=dict, init=False, repr=False)

    def offence(self, patch: Patch) -> str:
        """What of it the patch does, such as "it edits a test"; empty for nothing."""
        offences = (self._offence_in(patch, path) for path in patch.edits)
        return next(filter(None, offences), "")

    def _offence_in(self, patch: Patch, path: Path) -> str:
        language = language_of(path)
        if not path.is_relative_to(self.root) or ".." in path.parts:
            return "it changes a file outside the workspace"
        if language is None or _SETTINGS.fullmatch(path.name):
            return f"it changes {path.name}, which is no code to fix"
        if self.by_tests and is_test_file(path) and path not in self.named:
            return f"it edits the test {path.name}"
        if path not in self._trees:
            self._trees[path] = Tree.parse(self.sources[path].text, language)
        whole = self._trees[path]
        start, end = _touched(whole, patch.edits[path])
        now = patch.applied(path, whole.text)
        grown = len(now) - len(whole.text)
        before = Tree.parse(whole.text[start:end], language)
        after = Tree.parse(now[start : end + grown], language)
        if after.has_errors and len(after.errors) >= max(len(before.errors), 1):
            return "it does not parse"
        loss = _loss(whole, before, after) if self.by_tests else ""
        return loss or _lesson(whole.text, before.text, after.text, self.wanted)


def _touched(tree: Tree, edits: Sequence[Edit]) -> Span:
    """The statements at the top of a file that edits touch, or the lines between them."""
    first, last = edits[0].start, edits[-1].end
    start, end = line_start(tree.text, first), line_end(tree.text, last)
    for offset in (first, last):
        node = tree.node(offset)
        while node.parent is not None and node.parent.parent is not None:
            node = node.parent
        if node.parent is not None:
            span = tree.span(node)
            start, end = min(start, span.start), max(end, span.end)
    return Span(start, end)


def _lesson(whole: str, before: str, after: str, wanted: Collection[str]) -> str:
    """What a program does after the fix that it did not do before."""
    if len(_EXITS.findall(after)) > len(_EXITS.findall(before)):
        return "it leaves the program"
    for does, pattern in _LESSONS:
        if does not in wanted and re.search(pattern, after) and not re.search(pattern, whole):
            return f"it {does}"
    return ""


def _loss(whole: Tree, before: Tree, after: Tree) -> str:
    """What is missing after the fix, whether tests notice it or were themselves what went."""
    names, now = _names(before), _names(after)
    if missing := names - now:
        return f"it removes `{next(iter(missing))}`"
    more = now - names
    if more and (twice := more & _names(whole)):
        return f"it defines `{next(iter(twice))}` a second time"
    if _tests(before) - _tests(after):
        return "it edits a test"
    if _assertions(before) - _assertions(after):
        return "it changes an assertion"
    return ""


def _names(tree: Tree) -> Counter[str]:
    """How often each function and class that has a name is defined."""
    return Counter(one.qualified for one in definitions(tree) if one.name)


def _tests(tree: Tree) -> Counter[str]:
    return Counter(one.span.of(tree.text) for one in functions(tree) if one.is_test)


def _assertions(tree: Tree) -> Counter[str]:
    """The assertions, as written."""
    nodes = tree.captures(_ASSERTIONS[tree.language.family]).get("node", [])
    texts = map(tree.source, nodes)
    is_python = tree.language.family == "python"
    return Counter(text for text in texts if is_python or _ASSERTING.match(text))
