"""A case: something to do with a piece of code, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Case:
    """Something to do, as code that a person could have written into a test.

    Names of the module under test stand bare: whoever runs or writes the case imports them. So
    does `tmp_path`, an empty folder of the case's own, as a `pathlib.Path`, and `monkeypatch`, of
    which `setattr`, `setenv` and `chdir` are used, both as pytest has them.

    Attributes:
        act: the expression whose outcome counts: "total([1, 2])", "cart.total()".
        arrange: statements before it, in order, each on a line of its own: "cart = Cart()".
        imports: lines of import that its code needs beside the module under test.
    """

    act: str
    arrange: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


class Ending(StrEnum):
    """How a case ended."""

    RETURNED = "returned"
    RAISED = "raised"  # the act did
    TIMED_OUT = "timed out"  # it took longer than a test should
    BROKEN = "broken"  # it did not get as far as the act, or the process died


class Outside(StrEnum):
    """What a case reaches that is not the same everywhere and always."""

    FILES = "files"  # it reads or writes files outside its own temporary folder
    NETWORK = "network"
    PROCESSES = "processes"
    CLOCK = "clock"
    RANDOM = "random"
    SLEEP = "sleep"
    INPUT = "input"  # it waits for somebody to type
    ENVIRONMENT = "environment"  # variables, arguments, the working folder


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a case.

    Attributes:
        case: that was run. What is returned bit by bit is asked for whole, and the act says so:
            "list(count())", "asyncio.run(fetch())", "squares().tolist()".
        ending: how it ended.
        value: an expression that equals what was returned, as a test would spell it; empty where
            nothing short can be written, or it is not the same in every process.
        kind: the qualified name of the type of what was returned or raised: "list",
            "builtins.ValueError" without its module where that is the language's own.
        message: of what was raised.
        state: expressions of the test's own names that the act changed, each with the expression
            that equals it afterwards: ("cart.items", "['pear']"). Where an object is returned that
            no expression equals, what its attributes are, under the name `result`:
            ("result.name", "'Ann'").
        printed: what the act printed.
        lines: of the file under test that were run, 1-based; without those of an import.
        arcs: the jumps between them, as coverage.py counts branches; -1 stands for the outside.
        outside: what it reached.
        imports: lines of import that `value` and `state` need beside the module under test.
        stable: whether a second process, under another hash seed, told the same.
    """

    case: Case
    ending: Ending
    value: str = ""
    kind: str = ""
    message: str = ""
    state: tuple[tuple[str, str], ...] = ()
    printed: str = ""
    lines: frozenset[int] = frozenset()
    arcs: frozenset[tuple[int, int]] = frozenset()
    outside: frozenset[Outside] = frozenset()
    imports: tuple[str, ...] = ()
    stable: bool = True

    @property
    def behaviour(self) -> tuple[object, ...]:
        """What a test could see of it: two that differ here are told apart."""
        return self.ending, self.value, self.kind, self.message, self.state, self.printed
