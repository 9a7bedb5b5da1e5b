"""Calls that give nothing back, seen by what other calls tell of the object afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proof.recorder.recorder import Recorder

# So many calls are looked into, each by so many others.
_MOST: Final = 16
_OBSERVERS: Final = 4
_MADE: Final = re.compile(r"(?:const |let )?([A-Za-z_$][\w$]*) = ")


def observed(
    silent: Sequence[Recorded],
    others: Sequence[Recorded],
    recorder: Recorder,
    check: Callable[[], None],
) -> list[Recorded]:
    """Cases that ask, after a call that gives nothing back, for what it has changed.

    Args:
        silent: calls of which nothing is seen, shortest first.
        others: cases among whose acts are those that only ask: they take no arguments.
        recorder: of the file.
        check: raises to cancel.

    Raises:
        SandboxError: nothing could be run.
    """
    asked = [
        (one.case, question) for one in silent[:_MOST] for question in _questions(one.case, others)
    ]
    without = [replace(case, act=question) for case, question in asked]
    behind = [
        replace(case, act=question, arrange=(*case.arrange, case.act)) for case, question in asked
    ]
    before = recorder.record(without, check=check)
    after = recorder.record(behind, check=check)
    told = [
        now
        for was, now in zip(before, after, strict=True)
        if now.ending is Ending.RETURNED and now.value and now.behaviour != was.behaviour
    ]
    return [one for one in recorder.confirm(told, check=check) if one.stable and not one.outside]


def _questions(case: Case, others: Sequence[Recorded]) -> Iterator[str]:
    """Acts that ask the object of a case for something."""
    made = filter(None, map(_MADE.match, case.arrange))
    found = list[str]()
    for name in (match[1] for match in made):
        asks = re.compile(rf"(?:len|list|str)\({name}\)|{name}\.[\w$]+(?:\(\))?")
        acts = [one.case.act for one in others if one.value not in ("", "None")]
        found += [act for act in acts if asks.fullmatch(act) and act != case.act]
    yield from list(dict.fromkeys(found))[:_OBSERVERS]
