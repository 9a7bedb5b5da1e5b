"""Cases by behaviour: those that one test can show, row by row, and those that need their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.called import Called, called
from limner_server.proposers.cases.write.guards import guard_in_words
from limner_server.proposers.cases.write.raised import matching, template
from limner_server.proposers.cases.write.words import emptiness

# A function with more conditions than these is shown by rows, not by a test for each.
_MOST_GUARDS: Final = 3
_SINGLETONS: Final = ("True", "False", "None")


@dataclass(frozen=True, slots=True)
class Row:
    """A case, and what is called in it.

    Attributes:
        recorded: the case.
        called: what its act calls.
        made: how the object is made whose method is called without arguments: what differs from
            row to row are the arguments of that; None where it is those of the act.
        target: the name that the object is given then.
    """

    recorded: Recorded
    called: Called
    made: Called | None = None
    target: str = ""

    @property
    def varied(self) -> Called:
        """The call whose arguments differ from row to row."""
        return self.made or self.called

    def with_arguments(self, sources: Mapping[int, str]) -> tuple[list[str], str]:
        """The statements and the act, with other code for some arguments, by their position."""
        if self.made is not None:
            return [f"{self.target} = {self.made.with_arguments(sources)}"], self.called.act
        return list(self.recorded.case.arrange), self.called.with_arguments(sources)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What one test shows.

    Attributes:
        rows: the cases that show it, one or more; all alike but for arguments and values.
        guard: the condition under which the code behaves so, in words; "" for none.
        alone: whether it is all that is shown of what is called.
    """

    rows: tuple[Row, ...]
    guard: str = ""
    alone: bool = False

    @property
    def first(self) -> Row:
        """The row that stands for all where they are alike."""
        return self.rows[0]

    @property
    def is_raised(self) -> bool:
        """Whether the act raises."""
        return self.first.recorded.ending is Ending.RAISED

    @property
    def value(self) -> str:
        """What comes back, where that is the same in all rows; else ""."""
        values = {row.recorded.value for row in self.rows}
        return values.pop() if len(values) == 1 else ""


def behaviours(subject: Subject, recorded: Sequence[Recorded]) -> list[Behaviour]:
    """The behaviours that these cases show, errors last."""
    rows = [_row(one, subject) for one in recorded]
    guards = [_guard(subject, row) for row in rows]
    told = Counter((row.called.name, guard) for row, guard in set(zip(rows, guards, strict=True)))
    many = Counter(name for name, guard in told if guard)
    groups: dict[tuple[object, ...], list[Row]] = {}
    for index, (row, guard) in enumerate(zip(rows, guards, strict=True)):
        # What is raised is named after its condition, however many there are.
        is_raised = row.recorded.ending is Ending.RAISED
        kept = guard if many[row.called.name] <= _MOST_GUARDS or is_raised else ""
        groups.setdefault((*_alike(row, index), kept), []).append(row)
    found = [Behaviour(tuple(rows), str(key[-1])) for key, rows in groups.items()]
    by_name = Counter(one.first.called.name for one in found)
    found = [replace(one, alone=by_name[one.first.called.name] == 1) for one in found]
    order = list(dict.fromkeys(row.called.name for row in rows))
    return sorted(found, key=lambda one: (order.index(one.first.called.name), one.is_raised))


def _row(recorded: Recorded, subject: Subject) -> Row:
    call, arrange = called(recorded.case.act, subject), recorded.case.arrange
    match = re.fullmatch(r"(\w+) = (.+)", arrange[0]) if len(arrange) == 1 else None
    if match is not None and call.receiver == match[1] and not call.arguments:
        made = called(match[2], subject)
        if made.arguments and made.name == subject.definition.name:
            return Row(recorded, call, made, match[1])
    return Row(recorded, call)


def _guard(subject: Subject, row: Row) -> str:
    function = row.called.function
    return guard_in_words(subject.tree, function, row.recorded.lines) if function else ""


def _alike(row: Row, index: int) -> tuple[object, ...]:
    """What rows of one test have in common; a case that needs a test of its own has its number."""
    recorded, call = row.recorded, row.called
    outcome: tuple[object, ...] = ("returns",)
    if recorded.ending is Ending.RAISED:
        matched = bool(matching(recorded.message))
        outcome = ("raises", recorded.kind, matched, template(recorded.message))
    elif recorded.value in _SINGLETONS:
        outcome = ("is", recorded.value)
    varied = row.varied
    names = tuple(argument.name for argument in varied.arguments)
    own = (
        recorded.state
        or recorded.printed
        or not varied.arguments
        or not all(names)
        or (outcome == ("returns",) and _is_empty(call))
    )
    arrange = recorded.case.arrange if row.made is None else (row.target,)
    alike = (call.skeleton, varied.skeleton, names, arrange, recorded.case.imports, outcome)
    return (*alike, index if own else -1)


def _is_empty(call: Called) -> bool:
    """Whether the first argument is an empty collection: an edge that is worth a test."""
    return bool(call.arguments) and bool(emptiness(call.arguments[0].node))
