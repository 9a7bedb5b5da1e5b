"""What the way the tests fail tells of the change that is needed, and of its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proposers.search.change import Mutation
from limner_server.proposers.search.mutations import (
    apis,
    calls,
    conditions,
    constants,
    expressions,
    insertions,
    names,
    slices,
    statements,
    wraps,
)

# How much less a change costs that such an error often asks for, in nats.
_OUT_OF_BOUNDS: Final[dict[Mutation, float]] = {
    insertions.guards: 1.0,
    expressions.one_off: 0.5,
    constants.numbers: 0.3,
    slices.indexes: 0.4,
    conditions.with_part: 0.6,
}
_NOTHING: Final[dict[Mutation, float]] = {
    statements.jumps: 1.0,
    insertions.after: 0.5,
    insertions.guards: 0.8,
    conditions.with_part: 0.5,
    constants.nothings: 0.6,
}
_HINTS: Final[tuple[tuple[re.Pattern[str], dict[Mutation, float]], ...]] = (
    (re.compile(r"ZeroDivisionError"), {insertions.guards: 2.2, conditions.with_part: 0.8}),
    (re.compile(r"IndexError|StatisticsError|empty (sequence|iterable)"), _OUT_OF_BOUNDS),
    (re.compile(r"NoneType|of (undefined|null)"), _NOTHING),
    (
        re.compile(r"KeyError|changed size during"),
        {insertions.guards: 0.6, apis.other_api: 0.4, wraps.wrapped: 0.6},
    ),
    (
        re.compile(r"AttributeError|is not a function"),
        {
            apis.other_api: 0.6,
            names.other_name: 0.2,
            wraps.wrapped: 0.4,
            names.other_attribute: 1.0,
        },
    ),
    (
        re.compile(r"TypeError"),
        {wraps.wrapped: 0.6, calls.exchanged_arguments: 0.5, calls.more_arguments: 0.8},
    ),
    (
        re.compile(r"NameError|ReferenceError|UnboundLocal|is not callable|is not iterable"),
        {names.other_name: 0.5, calls.called_builtin: 1.0},
    ),
    (
        re.compile(r"has no attribute"),
        {insertions.attributes: 1.5, insertions.before: 0.3, insertions.after: 0.3},
    ),
    (
        re.compile(r"RecursionError|Maximum call stack"),
        {insertions.guards: 1.0, expressions.one_off: 0.6, slices.added: 0.8},
    ),
)
_FRAME: Final = re.compile(r'(?:File "|\(|at |file://)([^"\s():]+)"?(?:, line |:)(\d+)')
_THROWN: Final = re.compile(r"^(?!Assertion).*(?:Error|Exception)\b", re.MULTILINE)


class Symptoms:
    """What the failing run tells.

    Args:
        outcome: how the tests end on the file as it is; None where it is not known.
        path: of the file.

    Attributes:
        lines: those of the file that an error names, 1-based; none where a value is just wrong.
        endless: whether the tests did not come to an end.
    """

    def __init__(self, outcome: Outcome | None, path: Path) -> None:
        output = outcome.output if outcome is not None else ""
        self._discounts: dict[Mutation, float] = {}
        for pattern, hints in _HINTS:
            if pattern.search(output):
                for mutation, discount in hints.items():
                    known = self._discounts.get(mutation, 0.0)
                    self._discounts[mutation] = max(known, discount)
        self.lines: frozenset[int] = frozenset()
        if _THROWN.search(output):
            frames = _FRAME.findall(output)
            self.lines = frozenset(int(line) for name, line in frames if Path(name) == path)
        self.endless = outcome is not None and outcome.result is Result.TIMED_OUT

    def discount(self, mutation: Mutation) -> float:
        """How much likelier than usual such a change is."""
        return self._discounts.get(mutation, 0.0)
