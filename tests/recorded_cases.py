"""Subjects of Python and cases of them, written by hand."""

import textwrap
from pathlib import Path

from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proposers.cases.subject import Subject

ROOT = Path("/shop")


def subject(code, name):
    """The function or class of a name in a file that says `code`."""
    text = textwrap.dedent(code).lstrip("\n")
    tree = Tree.parse(text, PYTHON)
    found = [one for one in definitions(tree) if one.qualified == name]
    return Subject(ROOT, Source(ROOT / "shop.py", text), tree, found[-1])


def returned(act, value, *, arrange=(), kind="int", lines=(), arcs=(), **more):
    """A case that came back with a value."""
    return Recorded(
        Case(act, tuple(arrange)),
        Ending.RETURNED,
        value=value,
        kind=kind,
        lines=frozenset(lines),
        arcs=frozenset(arcs),
        **more,
    )


def raised(act, kind, message, *, arrange=(), lines=(), arcs=()):
    """A case that raised."""
    return Recorded(
        Case(act, tuple(arrange)),
        Ending.RAISED,
        kind=kind,
        message=message,
        lines=frozenset(lines),
        arcs=frozenset(arcs),
    )
