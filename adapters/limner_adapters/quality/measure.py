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
from limner_adapters.quality.trials import Tell, measure_cases
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


def measure(
    base: InstalledModel,
    adapter: Path | None,
    held_out: Path,
    tell: Tell = lambda _, __: None,
    cancelled: threading.Event | None = None,
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

    Raises:
        InputError: nothing is held out.
        AdapterRefusedError: the adapter is not what it should be, or fits another model.
        CancelledError: it was cancelled.
    """
    examples = _some(_examples(held_out), _MOST_EXAMPLES)
    folder = held_out.parent
    cases = _some(read_cases(folder) if (folder / FILE).exists() else [], _MOST_CASES)
    whole = _some([case for case in cases if case.test], {Task.FIX: _MOST_FIXES})
    cases = [
        case if case.task is not Task.FIX or case in whole else replace(case, test="")
        for case in cases
    ]
    if not examples and not cases:
        raise InputError(f"nothing is held out in {held_out}", "tune on more code")
    with nullcontext(base.name) if adapter is None else lent(base, adapter) as name:
        asking = Asking(Contender(name), _SECONDS, cancelled=cancelled or threading.Event())
        answered = _answered(examples, cases, asking, _part(tell, 0, 0.3))
        proven = _proven(cases, asking, _part(tell, 0.3, 1))
    return replace(proven, outcomes=(*answered, *proven.outcomes))


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
    by_proof = {case.task for case in cases}
    asked = _some([one for one in examples if one.task not in by_proof], _MOST_ANSWERS)
    outcomes = []
    for index, (name, one) in enumerate(zip(names_of(examples), examples, strict=True)):
        tell(f"{asking.contender.name}: {one.task} {name}", index / len(examples))
        outcomes.append(measure_answer(one, name, asking, ask=one in asked))
    return outcomes


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


def _part(tell: Tell, start: float, end: float) -> Tell:
    """Hears how much of a part of the whole is done."""
    return lambda message, share: tell(message, start + share * (end - start))
