"""Examples in repair: small fixes that the user made, out of git's history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_adapters.examples import Example, Task
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.generated import is_generated_name, is_generated_text
from limner_adapters.tuning.git import ChangedFile, Commit, blobs, commits, repository
from limner_adapters.tuning.search import Search
from limner_server.edits import Edit, revision
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source, decode_source
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.prompt import as_blocks, conversation

_MOST_COMMITS: Final = 3000
# A commit that says so and touches few files and lines is a fix, in most repositories.
_FIX: Final = re.compile(
    r"\b(?:fix(?:es|ed|ing)?|bugs?|repair|mend|correct|wrong|crash|broken|regression|typo|off.by.one"
    r"|handle|avoid|prevent|missing|must not|should not|no longer)\b",
    re.IGNORECASE,
)
_MOST_FILES: Final = 4
_MOST_EDITS: Final = 3
_MOST_LINES: Final = 12
_LARGEST: Final = 200_000
# What the server says where neither a test nor a checker tells what is wrong.
_WISH: Final = "Repair what is wrong here."


def find_fixes(search: Search) -> Iterator[Found]:
    """The fixes of the workspace's history, the newest first; none where there is no history.

    A model that is asked in short forms is asked for likelihoods, not for whole fixes: it learns
    none of these.

    Args:
        search: where, and for which model.

    Raises:
        InputError: there is a history, but git cannot read it.
    """
    root = search.sources.root
    small = [one for one in commits(root, _MOST_COMMITS) if _is_small_fix(one)]
    if not small or search.is_small:
        return
    top = repository(root)
    wanted = [
        (one, file) for one in small for file in one.files if _is_own(top / file.path, search)
    ]
    contents = blobs(root, [name for _, file in wanted for name in (file.before, file.after)])
    for (one, file), before, after in zip(wanted, contents, contents, strict=False):
        search.check()
        if before is None or after is None or max(len(before), len(after)) > _LARGEST:
            continue
        found = _found(search, top / file.path, before, after)
        if found is not None:
            path, messages, answer = found
            example = Example(Task.FIX, messages, answer, f"commit {one.name[:9]} {path}")
            yield Found(example, path)


def _is_small_fix(commit: Commit) -> bool:
    code = [one for one in commit.files if _is_code(one)]
    few = bool(code) and len(commit.files) + commit.others <= _MOST_FILES
    return few and _FIX.search(commit.subject) is not None


def _is_code(file: ChangedFile) -> bool:
    path = Path(file.path)
    return language_of(path) is not None and not is_test_file(path)


def _is_own(path: Path, search: Search) -> bool:
    """Whether a file is of the workspace, and would be read there."""
    root = search.sources.root
    if not path.is_relative_to(root) or language_of(path) is None or is_test_file(path):
        return False
    return not is_generated_name(path.relative_to(root)) and not search.sources.files.is_ignored(
        path
    )


def _found(
    search: Search, path: Path, before: bytes, after: bytes
) -> tuple[str, tuple[dict[str, object], ...], str] | None:
    """The file's name, the question and the answer; None where the change is no small fix."""
    try:
        old, new = (decode_source(path, content).text for content in (before, after))
    except InputError:
        return None
    edits = _edits(path, old, new)
    if not edits or is_generated_text(old):
        return None
    root = search.sources.root
    patch = Patch({path: tuple(edits)}, "history", "")
    line = old.count("\n", 0, edits[0].start) + 1
    around = search.shown(path, {path: old}, line)
    goal = Goal(_WISH, path=path, line=line)
    answer = as_blocks(patch, {path: Source(path, old)}, root)
    return search.sources.name(path), tuple(conversation(around, goal, root)), answer


def _edits(path: Path, old: str, new: str) -> list[Edit]:
    """What changed, by whole lines; nothing where it is too much, or only words for people."""
    language = language_of(path)
    edits = revision(old, new)
    lines = sum(max(old.count("\n", one.start, one.end), one.text.count("\n")) for one in edits)
    if language is None or not 1 <= len(edits) <= _MOST_EDITS or lines > _MOST_LINES:
        return []
    return [] if _code(old, path) == _code(new, path) else edits


def _code(text: str, path: Path) -> list[str]:
    """The words and signs of a file, but for comments and docstrings."""
    language = language_of(path)
    assert language is not None  # noqa: S101 - asked before
    tree = Tree.parse(text, language)
    found = tree.captures("(comment) @skip")
    if language.family == "python":
        quoted = tree.captures("(expression_statement . (string) @skip .)")
        found = {"skip": [*found.get("skip", []), *quoted.get("skip", [])]}
    kept, place = [], 0
    for node in sorted(found.get("skip", []), key=lambda one: one.start_byte):
        span = tree.span(node)
        kept.append(text[place : span.start])
        place = max(place, span.end)
    return "".join([*kept, text[place:]]).split()
