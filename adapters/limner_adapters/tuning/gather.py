"""Gathers what a model can learn from a workspace: the user's own code, and no secret of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from limner_adapters.examples import Example, Task
from limner_adapters.quality.case import Case
from limner_adapters.quality.telling import Tell
from limner_adapters.tuning.called import find_called
from limner_adapters.tuning.commented import find_commented
from limner_adapters.tuning.components import find_components
from limner_adapters.tuning.documented import find_documented
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.history import find_fixes
from limner_adapters.tuning.search import CODE, PAGES, Search
from limner_adapters.tuning.secrets import redact, redact_all
from limner_adapters.tuning.sources import chance, find_sources
from limner_adapters.tuning.spoiled import find_spoiled
from limner_adapters.tuning.tested import find_tested
from limner_adapters.tuning.written_tests import WrittenTests
from limner_model.installed import InstalledModel
from limner_server.errors import InputError, LimnerError

# Of one task so many examples are enough: a run gets through no more in an evening.
MOST_EXAMPLES: Final = 3_000
_CODE_TASKS: Final = frozenset({Task.FIX, Task.TEST, Task.DOC})


@dataclass(slots=True)
class Gathered:
    """What was found in a workspace.

    Attributes:
        found: the examples, by task.
        files: source files that were read.
        left_out: how many files were not, by the reason.
        secrets: that were taken out.
        remarks: what the user should know besides, a line each.
    """

    found: dict[Task, list[Found]] = field(default_factory=dict)
    files: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    secrets: int = 0
    remarks: list[str] = field(default_factory=list)


def gather(
    root: Path,
    base: InstalledModel,
    tasks: Collection[Task],
    tell: Tell,
    check: Callable[[], None],
) -> Gathered:
    """Gather examples for a model from a workspace.

    Args:
        root: of the workspace.
        base: the model that is to learn: it is asked as the server would ask it.
        tasks: that it is to learn.
        tell: hears how it goes.
        check: raises where the work is not wanted any more.

    Raises:
        InputError: there is nothing to read.
    """
    tell("Looking for source files", 0.0)
    search = Search(find_sources(root, check), base, check)
    gathered = Gathered()
    wanted = _asked(search, tasks, gathered)
    counted = dict.fromkeys(wanted, 0)
    seen: set[bytes] = set()
    for one in _all(search, wanted, counted, tell, gathered):
        task = one.example.task
        key = sha256(json.dumps(asdict(one.example)["messages"]).encode()).digest()
        if task in wanted and counted[task] < MOST_EXAMPLES and key not in seen:
            seen.add(key)
            counted[task] += 1
            gathered.found.setdefault(task, []).append(_without_secrets(one, gathered))
    sources = search.sources
    gathered.left_out = {why: count for why, count in sources.left_out.items() if count}
    gathered.files = sources.seen - sum(gathered.left_out.values())
    return gathered


def told_of_files(read: int, left_out: Mapping[str, int]) -> str:
    """How many files were read, and why others were not, for a person."""
    left = ", ".join(f"{count} {why}" for why, count in left_out.items())
    return f"{read} file{'s' * (read != 1)} read" + (f" (left out: {left})" if left else "")


def _asked(search: Search, tasks: Collection[Task], gathered: Gathered) -> frozenset[Task]:
    """The tasks for which the server asks this model at all."""
    wanted = frozenset(tasks)
    for subject, of_it in ((CODE, _CODE_TASKS), (PAGES, frozenset({Task.UI}))):
        if wanted & of_it and not search.has_read(subject):
            named = ", ".join(sorted(wanted & of_it))
            gathered.remarks.append(
                f"{search.base.name} was never trained on {subject}, and learns nothing for {named}"
            )
            wanted -= of_it
    if not wanted:
        raise InputError(gathered.remarks[-1], "choose another model with --base")
    return wanted


def _all(
    search: Search,
    wanted: Collection[Task],
    counted: dict[Task, int],
    tell: Tell,
    gathered: Gathered,
) -> Iterator[Found]:
    """All there is, one kind after the other, as long as more of it is wanted."""
    if _CODE_TASKS.intersection(wanted):
        if Task.FIX in wanted:
            yield from _told(find_fixes(search), gathered)
        if Task.TEST in wanted:
            yield from _told(find_called(search), gathered)
        yield from _of_code(search, wanted, counted, tell)
    if Task.UI in wanted:
        tell("Drawing components", 0.9)
        yield from _told(find_components(search), gathered)


def _of_code(
    search: Search, wanted: Collection[Task], counted: dict[Task, int], tell: Tell
) -> Iterator[Found]:
    sources = search.sources
    tests = WrittenTests.read(sources, search.check)
    # By chance: where there is more than enough, not only the first folders are learnt from.
    paths = sorted(sources.code, key=lambda path: chance(sources.name(path)))
    for index, (path, text) in enumerate(sources.texts(paths)):
        search.check()
        tell(f"Reading {sources.name(path)}", 0.9 * index / len(paths))
        open_tasks = [task for task in wanted if counted[task] < MOST_EXAMPLES]
        if not _CODE_TASKS.intersection(open_tasks):
            return
        if Task.DOC in open_tasks:
            yield from find_documented(search, path, text)
            yield from find_commented(search, path, text)
        if Task.TEST in open_tasks:
            yield from find_tested(search, tests, path, text)
        if Task.FIX in open_tasks:
            yield from find_spoiled(search, tests, path, text)


def _told(found: Iterator[Found], gathered: Gathered) -> Iterator[Found]:
    """What one search finds; where it cannot go on, that is said, and the others do."""
    try:
        yield from found
    except LimnerError as problem:
        gathered.remarks.append(str(problem))


def _without_secrets(one: Found, gathered: Gathered) -> Found:
    """The same with every secret taken out, in what is learnt and in what is measured."""
    messages, count = redact_all(one.example.messages)
    answer, more = redact(one.example.answer)
    gathered.secrets += count + more
    example: Example = replace(one.example, messages=tuple(messages), answer=answer)
    return replace(one, example=example, case=_clean(one.case) if one.case else None)


def _clean(case: Case) -> Case:
    texts = {path: redact(text)[0] for path, text in case.texts.items()}
    return replace(case, texts=texts, right=redact(case.right)[0])
