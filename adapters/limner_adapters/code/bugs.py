"""Puts bugs into right code on purpose: small changes of the kinds that people make.

The changes are those of the repair's own search, turned round: what it would do to mend wrong code
spoils right code as well, and cost tells which of them looks natural. How often each kind comes
follows the 164 bugs that people put in by hand for HumanEvalPack (Muennighoff et al., "OctoPack",
2023, table of bug types): missing and excess logic, misuse of operators, values, variables and
functions.

Of a few such bugs that is taken which looks least odd, as hard ones teach most (Allamanis et al.,
"Self-supervised bug detection and repair", NeurIPS 2021). It matters: a bug made at random lowers
the likelihood of a line by five nats, one that a person made by none, and who learns from the
former learns to look for what is odd, which mends no bug of a person.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

from tree_sitter import Node

from limner_adapters.code.fluency import Fluency
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
        2.5,
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
        4.4,
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
        2.3,
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
        0.8,
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
        3.3,
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
        3.1,
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
        0.7,
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
# How often each kind comes.
SHARES: Final[dict[str, float]] = {kind: share for kind, (share, _) in KINDS.items()}
# So often a kind is drawn, for some of which the code offers no place.
_TRIES: Final = 8
# Of the places where a bug of a kind can be put, so many are looked at.
_PLACES: Final = 3
# So many bugs are made to choose from; one is so many nats odder for being chosen e times less.
_DRAWS: Final = 4
_ODD: Final = 1.5
# Where all are very odd, any will do.
_LEAST: Final = 1e-9


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


def with_bug(
    text: str,
    language: Language,
    order: random.Random,
    fluency: Fluency | None = None,
    shares: Mapping[str, float] = SHARES,
) -> Bug | None:
    """The code with one small bug, or None where none was found to put in.

    Args:
        text: right code, a function for instance.
        language: it is written in.
        order: chooses.
        fluency: tells which of a few bugs looks odd; where None, the first is taken.
        shares: how often each kind is drawn beside the others.
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
    found = []
    for _ in range(_TRIES):
        bug = _drawn(subject, nodes, order, shares)
        if bug is not None:
            found.append(bug)
        if len(found) == (_DRAWS if fluency is not None else 1):
            break
    if fluency is None or not found:
        return found[0] if found else None
    losses = [max(fluency.loss(text, bug.wrong), 0.0) for bug in found]
    return order.choices(found, [exp(-loss / _ODD) + _LEAST for loss in losses])[0]


def _drawn(
    subject: Subject, nodes: list[Node], order: random.Random, shares: Mapping[str, float]
) -> Bug | None:
    """A bug of some kind, if the code offers a place for it."""
    text, language = subject.code.text, subject.code.tree.language
    (kind,) = order.choices([*shares], [*shares.values()])
    changes = [*_changes(subject, nodes, order.choice(KINDS[kind][1]), order)]
    if not changes:
        return None
    (change,) = order.choices(changes, [exp(-one.cost) for one in changes])
    wrong = change.applied(text)
    return Bug(text, wrong, kind) if _is_bug(text, wrong, language) else None


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
