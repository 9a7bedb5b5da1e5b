"""How the outcome of a case of JavaScript is to be taken."""

from __future__ import annotations

import re
from typing import Final

from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.javascript.comments import comment_of
from limner_server.proposers.cases.subject import Subject

_THROWS: Final = "(throw_statement) @throw"
_MISUSE: Final = frozenset({"TypeError", "ReferenceError"})


def regard(subject: Subject, recorded: Recorded) -> Regard:
    """How to take an outcome.

    An error is meant where a `throw` that was run has thrown it, or a comment announces it.
    """
    if recorded.ending is not Ending.RAISED:
        return Regard.MEANT
    announced = re.findall(
        r"@throws\s*\{?\s*([\w$]+)", comment_of(subject.tree, subject.definition)
    )
    if recorded.kind in (*announced, *_thrown(subject.tree, recorded.lines)):
        return Regard.MEANT
    return Regard.MISUSE if recorded.kind in _MISUSE else Regard.ACCIDENT


def _thrown(tree: Tree, lines: frozenset[int]) -> set[str]:
    """The classes of what the statements on these lines throw."""
    found = set()
    for node in tree.captures(_THROWS).get("throw", []):
        if node.start_point.row + 1 in lines:
            match = re.match(r"throw\s+(?:new\s+)?([\w$.]+)", tree.source(node))
            found.add(match[1] if match is not None else "")
    return found
