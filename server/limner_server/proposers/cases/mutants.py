"""Mutants: the code under test with one thing wrong in it, which a good test tells from the code.

The changes are those of the search for fixes, read the other way round: what mends code that is
wrong spoils code that is right. Added is an answer that nothing was worked out for, as a value that
is returned in any case (Just et al., "Are mutants a valid substitute for real faults in software
testing?", FSE 2014, for how well such mutants stand for real faults).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.search.change import Change, Mutation
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.mutations import (
    apis,
    calls,
    comparisons,
    conditions,
    constants,
    expressions,
    names,
    operators,
    slices,
    statements,
)
from limner_server.proposers.search.subject import Subject as Searched

MOST: Final = 80
# No line has more than so many.
_A_LINE: Final = 8
# Left out is what mostly changes nothing, such as another order, or asks for more code.
_FAMILIES: Final[tuple[Mutation, ...]] = (
    comparisons.other_comparison,
    comparisons.swapped_membership,
    operators.other_operator,
    operators.swapped_operands,
    operators.signs,
    constants.numbers,
    constants.booleans,
    constants.texts,
    conditions.negated,
    conditions.without_part,
    expressions.one_off,
    expressions.unwrapped,
    expressions.exchanged_branches,
    slices.bounds,
    slices.indexes,
    names.other_name,
    names.other_attribute,
    apis.other_api,
    calls.exchanged_arguments,
    calls.fewer_arguments,
    statements.removed,
    statements.exchanged_bodies,
    statements.jumps,
    statements.shallower,
    statements.loops,
)
_CONSTANTS: Final = {
    "python": ("None", "0", "[]", "True"),
    "javascript": ("undefined", "0", "[]", "true"),
}


def mutants(subject: Subject, check: Callable[[], None], most: int = MOST) -> list[Patch]:
    """Mutants of a subject, by variety: few of each line, all lines that can be spoilt.

    Args:
        subject: the function or class.
        check: raises to cancel.
        most: how many there may be.
    """
    tree, span = subject.tree, _body(subject)
    by_line: defaultdict[int, list[Change]] = defaultdict(list)
    seen = set[tuple[tuple[int, int, str], ...]]()
    for change in _changes(subject, span, check):
        told = tuple((edit.start, edit.end, edit.text) for edit in change.edits)
        if told not in seen:
            seen.add(told)
            by_line[tree.lines.line(change.edits[0].start)].append(change)
    rounds = itertools.zip_longest(
        *(
            sorted(changes, key=attrgetter("cost"))[:_A_LINE]
            for _, changes in sorted(by_line.items())
        )
    )
    varied = (change for one_of_each in rounds for change in one_of_each if change is not None)
    sound = (change for change in varied if not _spoils_the_syntax(tree, change, check))
    return [
        Patch({subject.source.path: change.edits}, "mutant", change.note, change.cost)
        for change in itertools.islice(sound, most)
    ]


def _changes(subject: Subject, span: Span, check: Callable[[], None]) -> Iterator[Change]:
    """All changes, those first that nothing else would tell."""
    yield from _answers(subject.tree, span)
    code = Code(subject.tree)
    searched = Searched(code)
    for node in code.walk(subject.definition.node):
        check()
        if not span.start <= code.span(node).start <= code.span(node).end <= span.end:
            continue
        for family in _FAMILIES:
            for change in family(searched, node):
                if all(span.start <= one.start <= one.end <= span.end for one in change.edits):
                    yield change


def _answers(tree: Tree, span: Span) -> Iterator[Change]:
    """Constants in place of what is returned, one for each place in turn."""
    constants = _CONSTANTS["python" if tree.language.family == "python" else "javascript"]
    returned = tree.captures("(return_statement) @return", span).get("return", [])
    for index, node in enumerate(returned):
        value = _value(node)
        if value is None or tree.span(node).start < span.start or tree.span(node).end > span.end:
            continue
        written = tree.source(value)
        other = [one for one in constants if one != written]
        for constant in (other[0], other[1 + index % (len(other) - 1)]):
            note = f"`return {constant}` in place of what is returned"
            yield Change((Edit(*tree.span(value), constant),), note, 0.0)


def _value(node: Node) -> Node | None:
    values = [one for one in node.named_children if one.type != "comment"]
    return values[0] if values else None


def _body(subject: Subject) -> Span:
    """What of the subject may be spoilt: not its docstring, which does nothing."""
    definition = subject.definition
    start = definition.header.start
    docstring = definition.docstring
    if docstring is not None and docstring.start >= definition.body.start:
        start = docstring.end
    return Span(start, definition.span.end)


def _spoils_the_syntax(tree: Tree, change: Change, check: Callable[[], None]) -> bool:
    """Whether the file does not parse any more, which no test needs to tell."""
    return not tree.has_errors and tree.edited(change.applied(tree.text), check).has_errors
