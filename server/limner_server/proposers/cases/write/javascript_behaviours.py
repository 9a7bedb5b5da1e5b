"""Cases of JavaScript by behaviour: those that one test can show, and those that need their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.javascript_called import Called, called
from limner_server.proposers.cases.write.javascript_guards import guard_in_words
from limner_server.proposers.cases.write.javascript_words import is_empty

_SINGLE: Final = frozenset({"true", "false", "null", "undefined"})
_TOLD: Final = (("is", "true"), ("is", "false"))


@dataclass(frozen=True, slots=True)
class Row:
    """A case, what is called in it, and the condition under which it came out so, in words."""

    recorded: Recorded
    called: Called
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What one test shows.

    Attributes:
        rows: the cases that show it, one or more, all alike but for arguments and values.
        guard: what holds for all of them, in words; "" for nothing that is short to say.
    """

    rows: tuple[Row, ...]
    guard: str = ""

    @property
    def first(self) -> Row:
        """The row that stands for all where they are alike."""
        return self.rows[0]

    @property
    def is_raised(self) -> bool:
        """Whether the act throws."""
        return self.first.recorded.ending is Ending.RAISED

    @property
    def value(self) -> str:
        """What comes back, where that is the same in all rows; else ""."""
        values = {row.recorded.value for row in self.rows}
        return values.pop() if len(values) == 1 else ""


def script_behaviours(subject: Subject, recorded: Sequence[Recorded]) -> list[Behaviour]:
    """The behaviours that these cases show, errors last for each that is called."""
    rows = [_row(subject, one) for one in recorded]
    groups: dict[tuple[object, ...], list[Row]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(_alike(row, index), []).append(row)
    found = [_behaviour(some, rows) for some in groups.values()]
    order = [*dict.fromkeys(row.called.name for row in rows)]
    made = {row.called.name for row in rows if row.called.is_made}
    return sorted(
        found,
        key=lambda one: (
            one.first.called.name not in made,
            order.index(one.first.called.name),
            one.is_raised,
        ),
    )


def _row(subject: Subject, recorded: Recorded) -> Row:
    call = called(recorded.case.act, subject)
    function = call.function
    guard = guard_in_words(subject.tree, function, recorded.lines) if function is not None else ""
    return Row(recorded, call, guard)


def _behaviour(rows: list[Row], every: Sequence[Row]) -> Behaviour:
    """The guard is said where it is that of all rows, and of no row that came out otherwise."""
    guards = {row.guard for row in rows}
    guard = guards.pop() if len(guards) == 1 else ""
    outcome = _outcome(rows[0].recorded)
    others = [
        row
        for row in every
        if row.called.name == rows[0].called.name
        and row.guard == guard
        and _outcome(row.recorded) != outcome
    ]
    return Behaviour(tuple(rows), guard if not others else "")


def _outcome(recorded: Recorded) -> tuple[object, ...]:
    if recorded.ending is Ending.RAISED:
        return "throws", recorded.kind, recorded.message
    if recorded.value in _SINGLE:
        return "is", recorded.value
    return ("returns",)


def _alike(row: Row, index: int) -> tuple[object, ...]:
    """What rows of one test have in common; a case that needs a test of its own has its number."""
    recorded, call = row.recorded, row.called
    names = tuple(one.name for one in call.arguments)
    counted = Counter(names)
    outcome = _outcome(recorded)
    own = (
        recorded.state
        or recorded.printed
        or recorded.case.imports
        or not call.arguments
        or not all(names)
        or max(counted.values()) > 1
        or call.is_read
        or call.is_made
        or any("=>" in one.source for one in call.arguments)
        or recorded.kind.endswith(">")
        or (outcome not in _TOLD and is_empty(call.arguments[0].source))
    )
    return (call.skeleton, names, recorded.case.arrange, outcome, index if own else -1)
