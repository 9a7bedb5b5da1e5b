"""A model measured on what its user held out, without an adapter or with one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from limner_adapters.examples import Example, Task, read_examples
from limner_adapters.quality.answers import measure_answer, names_of
from limner_adapters.quality.asking import Asking, Contender
from limner_adapters.quality.case import FILE, Case, read_cases
from limner_adapters.quality.lending import lent
from limner_adapters.quality.measured import Measured, Outcome
from limner_adapters.quality.pages import drawn
from limner_adapters.quality.telling import Tell, part
from limner_adapters.quality.trials import measure_cases
from limner_model.installed import InstalledModel
from limner_server.errors import InputError, ToolMissingError

Thing = TypeVar("Thing", Example, Case)

# Of each task so many are looked at, spread over all there are: to write tests takes seconds each.
_MOST_CASES: Final = {Task.UI: 12, Task.FIX: 40, Task.TEST: 6, Task.DOC: 40}
# So do whole fixes; of the others only the place of the right repair is looked at.
_MOST_FIXES: Final = 8
_MOST_ANSWERS: Final = dict.fromkeys(Task, 16)
_MOST_EXAMPLES: Final = dict.fromkeys(Task, 60)
_SECONDS: Final = 8.0
# Seconds that a case takes, about, beside what the model takes to answer.
_CASE_SECONDS: Final = {Task.UI: 4.0, Task.FIX: 0.3, Task.TEST: 12.0, Task.DOC: 0.2}
_WHOLE_FIX_SECONDS: Final = 7.0
# A model that was trained on some things only is asked in short forms, which it answers at once.
_SHORT_ANSWER: Final = 0.1
# Of all that is measured, what answers take of it; the rest goes to proofs.
_ANSWERED: Final = 0.1


def measure(
    base: InstalledModel,
    adapter: Path | None,
    held_out: Path,
    tell: Tell = lambda _, __: None,
    cancelled: threading.Event | None = None,
    *,
    called: str = "",
) -> Measured:
    """Measure a model on held-out examples, by their likelihood and by Limner's own proof.

    Args:
        base: the model, installed on this machine.
        adapter: folder of the adapter, in the store or not; None for what is asked without it: the
            model with the adapters that it has, or that the user chose, for each task.
        held_out: JSON Lines of `Example`; the cases of `cases.jsonl` in the same folder, where it
            is there, are put to the tasks themselves.
        tell: hears how it goes.
        cancelled: set, from any thread, to end it.
        called: what it is called in tables; empty for the name under which it is served.

    Raises:
        InputError: nothing is held out.
        AdapterRefusedError: the adapter is not what it should be, or fits another model.
        CancelledError: it was cancelled.
    """
    examples = _some(_examples(held_out), _MOST_EXAMPLES)
    folder = held_out.parent
    cases = _chosen(read_cases(folder) if (folder / FILE).exists() else [])
    if not examples and not cases:
        raise InputError(f"nothing is held out in {held_out}", "tune on more code")
    with nullcontext(base.name) if adapter is None else lent(base, adapter) as name:
        asking = Asking(
            Contender(name, called=called), _SECONDS, cancelled=cancelled or threading.Event()
        )
        answered = _answered(examples, cases, asking, part(tell, 0, _ANSWERED))
        proven = _proven(cases, asking, part(tell, _ANSWERED, 1))
    return replace(proven, outcomes=(*answered, *proven.outcomes))


def measuring_seconds(
    base: InstalledModel, examples: Sequence[Example], cases: Sequence[Case]
) -> float:
    """About how long `measure` takes for what is held out."""
    answer = _SECONDS if base.has_read is None else _SHORT_ANSWER
    answered = answer * len(_answered_whole(examples, cases))
    answered += _SHORT_ANSWER * len(_some(examples, _MOST_EXAMPLES))
    return answered + sum(answer + _case_seconds(case) for case in _chosen(cases))


def _case_seconds(case: Case) -> float:
    whole = case.task is Task.FIX and case.test
    return _WHOLE_FIX_SECONDS if whole else _CASE_SECONDS[case.task]


def _chosen(cases: Sequence[Case]) -> list[Case]:
    """The cases that are measured; of repairs that are too many, only the place is looked at."""
    some = _some(cases, _MOST_CASES)
    whole = _some([case for case in some if case.test], {Task.FIX: _MOST_FIXES})
    return [
        case if case.task is not Task.FIX or case in whole else replace(case, test="")
        for case in some
    ]


def _examples(path: Path) -> list[Example]:
    try:
        return [*read_examples(path)] if path.exists() else []
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"cannot read the held-out examples in {path} ({error})") from error


def _some(things: Sequence[Thing], most: dict[Task, int]) -> list[Thing]:
    """So many of each task, evenly spread, in their order."""
    chosen = []
    for task in Task:
        own = [one for one in things if one.task is task]
        count = min(most.get(task, 0), len(own))
        chosen += [own[index * len(own) // count] for index in range(count)]
    return chosen


def _answered(
    examples: Sequence[Example], cases: Sequence[Case], asking: Asking, tell: Tell
) -> list[Outcome]:
    """What the model makes of questions; it answers where the task itself cannot be put to it."""
    asked = _answered_whole(examples, cases)
    outcomes = []
    for index, (name, one) in enumerate(zip(names_of(examples), examples, strict=True)):
        tell(f"{asking.contender.name}: {one.task} {name}", index / len(examples))
        outcomes.append(measure_answer(one, name, asking, ask=one in asked))
    return outcomes


def _answered_whole(examples: Sequence[Example], cases: Sequence[Case]) -> list[Example]:
    """The examples that the model answers, beside saying how likely the right answers are."""
    by_proof = {case.task for case in cases}
    return _some([one for one in examples if one.task not in by_proof], _MOST_ANSWERS)


def _proven(cases: Sequence[Case], asking: Asking, tell: Tell) -> Measured:
    pages, remarks = [case for case in cases if case.task is Task.UI], tuple[str, ...]()
    with ExitStack() as stack:
        try:
            drawings = stack.enter_context(drawn(pages))
        except ToolMissingError as problem:
            drawings, remarks = {}, (f"no page is measured: {problem.message}",)
            cases = [case for case in cases if case.task is not Task.UI]
        found = measure_cases(cases, drawings, asking, tell)
    return replace(found, remarks=remarks)
