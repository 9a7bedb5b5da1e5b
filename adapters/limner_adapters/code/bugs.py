"""Puts bugs into right code on purpose: small changes of the kinds that people make.

The changes are those of the repair's own search, turned round: what it would do to mend wrong code
spoils right code as well, and cost tells which of them looks natural. How often each kind comes
follows the catalogue of kinds of Muennighoff et al. ("OctoPack", 2023): missing, excess and wrong
logic, and misuse of operators, values, variables and functions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, Mutation
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.mutations import (
    accumulators,
    apis,
    calls,
    comparisons,
    conditions,
    constants,
    expressions,
    insertions,
    names,
    operators,
    patterns,
    slices,
    statements,
    wraps,
)
from limner_server.proposers.search.subject import Subject

# What each kind of bug is made by, and how often it comes beside the others.
KINDS: Final[dict[str, tuple[float, tuple[Mutation, ...]]]] = {
    "operator": (
        5.0,
        (
            comparisons.other_comparison,
            comparisons.other_comparison,
            operators.other_operator,
            operators.other_operator,
            operators.swapped_operands,
            operators.regrouped,
            operators.signs,
            comparisons.swapped_membership,
            conditions.negated,
        ),
    ),
    "value": (
        5.0,
        (
            constants.numbers,
            constants.numbers,
            constants.booleans,
            constants.nothings,
            constants.texts,
            expressions.one_off,
            slices.bounds,
            slices.indexes,
            patterns.flags,
        ),
    ),
    "variable": (
        5.0,
        (
            names.other_name,
            names.other_name,
            names.other_target,
            names.other_attribute,
            constants.named,
            expressions.other_expression,
        ),
    ),
    "function": (
        2.5,
        (
            apis.other_api,
            calls.other_function,
            calls.exchanged_arguments,
            calls.other_arguments,
            calls.called_builtin,
            wraps.keywords,
        ),
    ),
    "missing": (
        6.0,
        (
            expressions.one_operand,
            expressions.one_operand,
            expressions.unwrapped,
            expressions.unwrapped,
            conditions.without_part,
            conditions.decided,
            calls.fewer_arguments,
            statements.removed,
            statements.removed,
        ),
    ),
    "excess": (
        3.0,
        (
            conditions.with_part,
            slices.added,
            slices.parts,
            wraps.wrapped,
            wraps.ordered,
            calls.more_arguments,
            insertions.before,
            insertions.after,
            expressions.one_off,
        ),
    ),
    "order": (
        2.0,
        (
            statements.reordered,
            statements.exchanged_bodies,
            statements.deeper,
            statements.shallower,
            statements.jumps,
            statements.alternatives,
            statements.loops,
            expressions.exchanged_branches,
            accumulators.grown,
            accumulators.counted_by,
        ),
    ),
}
# How often another kind is tried where the code offers no place for the first.
_TRIES: Final = 6
# Of the places where a bug of a kind can be put, so many are looked at.
_PLACES: Final = 3
# Costs say how likely a change mends; what spoils is a little less choosy.
_TEMPERATURE: Final = 1.5


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug that was put in.

    Attributes:
        right: the code before.
        wrong: the code with it.
        kind: of `KINDS`.
    """

    right: str
    wrong: str
    kind: str


def with_bug(text: str, language: Language, order: random.Random) -> Bug | None:
    """The code with one small bug, or None where none was found to put in.

    Args:
        text: right code, a function for instance.
        language: it is written in.
        order: chooses.
    """
    tree = Tree.parse(text, language)
    if tree.has_errors:
        return None
    subject = Subject(Code(tree))
    nodes = [
        node
        for node in subject.code.walk(tree.root)
        if not (node.type in grammar.STATEMENTS and subject.is_docstring(node))
    ]
    names, weights = [*KINDS], [weight for weight, _ in KINDS.values()]
    for _ in range(_TRIES):
        (kind,) = order.choices(names, weights)
        found = [*_changes(subject, nodes, order.choice(KINDS[kind][1]), order)]
        if not found:
            continue
        (change,) = order.choices(found, [exp(-one.cost / _TEMPERATURE) for one in found])
        wrong = change.applied(text)
        if _is_bug(text, wrong, language):
            return Bug(text, wrong, kind)
    return None


def _changes(
    subject: Subject, nodes: list[Node], mutation: Mutation, order: random.Random
) -> Iterator[Change]:
    """What a mutation does at a few of the places where it does anything."""
    places = 0
    for node in order.sample(nodes, len(nodes)):
        found = [*mutation(subject, node)]
        yield from found
        places += bool(found)
        if places == _PLACES:
            return


def _is_bug(right: str, wrong: str, language: Language) -> bool:
    """Whether it is other code that can still be read."""
    return wrong.split() != right.split() and not Tree.parse(wrong, language).has_errors
