"""Tests for functions: do they pass, cover, and fail for a version that is wrong?"""

from __future__ import annotations

from section import Section

from suggestions.measuring import Targets, measured
from suggestions.subjects import humanevalpack, own_programs
from suggestions.wanted import Wanted

_PYTHON = Targets(branches=97.0, caught=45)
_JAVASCRIPT = Targets(caught=40)


def python(name: str, wanted: Wanted) -> Section:
    """The problems of HumanEvalPack in Python."""
    return measured(name, humanevalpack(wanted.shared, "python"), _PYTHON, wanted)


def javascript(name: str, wanted: Wanted) -> Section:
    """The same in JavaScript."""
    return measured(name, humanevalpack(wanted.shared, "javascript"), _JAVASCRIPT, wanted)


def own_python(name: str, wanted: Wanted) -> Section:
    """Programs of our own, larger and of more kinds."""
    return measured(name, own_programs("python"), Targets(), wanted)


def own_javascript(name: str, wanted: Wanted) -> Section:
    """The same in JavaScript."""
    return measured(name, own_programs("javascript"), Targets(), wanted)
