"""Errors that Python code raises on purpose, and those that happen to it."""

from __future__ import annotations

import ast
import re
from enum import Enum
from typing import Final

from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.called import called
from limner_server.proposers.cases.write.raised import error_name

_RAISES: Final = "[(raise_statement) (assert_statement)] @raise"
_MISUSE: Final = frozenset({"TypeError", "AttributeError", "NameError", "UnboundLocalError"})


class Regard(Enum):
    """How the outcome of a case is to be taken."""

    MEANT = "meant"
    ACCIDENT = "accident"  # an error that no statement raises on purpose
    MISUSE = "misuse"  # an error that only tells of arguments that nobody would pass
    VOID = "void"  # nothing comes of it that a test could see


def regard(subject: Subject, recorded: Recorded) -> Regard:
    """How to take an outcome.

    An error is meant where a `raise` or an `assert` that was run has raised it, or the docstring
    of the subject announces it.
    """
    if recorded.ending is not Ending.RAISED:
        return Regard.VOID if _is_void(subject, recorded) else Regard.MEANT
    name = error_name(recorded.kind)
    if name in _announced(subject) or name in _raised(subject.tree, recorded.lines):
        return Regard.MEANT
    return Regard.MISUSE if name in _MISUSE else Regard.ACCIDENT


def _is_void(subject: Subject, recorded: Recorded) -> bool:
    """Whether a call returns None as it always does, and changes nothing that is seen."""
    if recorded.value != "None" or recorded.state or recorded.printed:
        return False
    function = called(recorded.case.act, subject).function
    if function is None:
        return False
    returned = subject.tree.captures("(return_statement) @return", function.body)
    return not any(node.named_child_count for node in returned.get("return", []))


def _raised(tree: Tree, lines: frozenset[int]) -> set[str]:
    """The names of what the statements on these lines raise."""
    found = set()
    for node in tree.captures(_RAISES).get("raise", []):
        if not any(row + 1 in lines for row in range(node.start_point.row, node.end_point.row + 1)):
            continue
        if node.type == "assert_statement":
            found.add("AssertionError")
            continue
        match = re.match(r"raise\s+([\w.]+)", tree.source(node))
        found.add(match[1].rpartition(".")[2] if match else "")
    return found


def _announced(subject: Subject) -> set[str]:
    """The names of errors that the docstring says are raised."""
    docstring = subject.definition.docstring
    if docstring is None:
        return set()
    try:
        text = str(ast.literal_eval(docstring.of(subject.tree.text)))
    except (SyntaxError, ValueError):
        return set()
    sections = re.split(r"\b[Rr]aises?\b", text)[1:]
    return {
        name for part in sections for name in re.findall(r"\b[A-Z]\w*(?:Error|Exception)\b", part)
    }
