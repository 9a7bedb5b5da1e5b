"""Which lines each test runs, for fault localisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TestLines:
    """What one test ran.

    Attributes:
        name: of the test; "script" for a plain script.
        passed: whether it passed.
        lines: of the workspace's own files that it ran, 1-based, by absolute path. Lines that run
            outside all tests, as when a module is imported, count for each.
        jumps: from line to line, as coverage.py counts them for branches; -1 stands for where a
            function begins and ends. Only of Python.
    """

    __test__ = False

    name: str
    passed: bool
    lines: Mapping[Path, frozenset[int]]
    jumps: Mapping[Path, frozenset[tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What each test ran, in the order of their names; no test where it cannot be told."""

    tests: tuple[TestLines, ...] = ()
