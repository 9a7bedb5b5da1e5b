"""All mutations of the search.

Their kinds are those that catalogues of real fixes list for code in which one statement was wrong:
another name, function, operator, constant, more or fewer arguments, a condition that asks too
little or too much (Karampatsis and Sutton, "How often do single-statement bugs occur? The
ManySStuBs4J dataset", MSR 2020; Allamanis et al., "Self-supervised bug detection and repair",
NeurIPS 2021, with 2,374 real bugs of Python). Of three million such fixes in Python at least 40 %
are of one of twenty patterns, and 72 % are made by the same edits of the tree (Richter and
Wehrheim, "TSSB-3M: Mining single statement bugs at massive scale", MSR 2022).

Costs are estimates, in nats, of how seldom a fix is of that kind at that place. They were set by
hand and not fitted to any of these.
"""

from __future__ import annotations

from typing import Final

from limner_server.proposers.search.change import Mutation
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
    unread,
    wraps,
)

# Each with what its cheapest changes cost, so that the others wait until it is their turn.
FAMILIES: Final[tuple[tuple[Mutation, float], ...]] = (
    (comparisons.other_comparison, 0.4),
    (comparisons.swapped_membership, 1.3),
    (comparisons.arrow, 1.8),
    (operators.other_operator, 0.0),
    (operators.swapped_operands, 1.6),
    (operators.regrouped, 2.2),
    (operators.signs, 1.2),
    (constants.numbers, 1.2),
    (constants.booleans, 1.0),
    (conditions.decided, 2.4),
    (constants.nothings, 2.2),
    (constants.texts, 1.8),
    (constants.named, 2.6),
    (patterns.flags, 1.6),
    (names.other_name, 1.0),
    (names.other_target, 1.2),
    (names.other_attribute, 1.4),
    (apis.other_api, 0.8),
    (calls.other_function, 2.0),
    (calls.called_builtin, 2.2),
    (calls.exchanged_arguments, 1.6),
    (calls.fewer_arguments, 1.7),
    (calls.more_arguments, 2.0),
    (calls.other_arguments, 2.2),
    (calls.pair_of_names, 2.2),
    (conditions.negated, 1.5),
    (conditions.without_part, 2.0),
    (conditions.with_part, 2.6),
    (conditions.guarded, 2.6),
    (expressions.one_off, 1.6),
    (expressions.one_operand, 1.3),
    (expressions.unwrapped, 2.0),
    (expressions.other_expression, 1.8),
    (expressions.exchanged_branches, 1.6),
    (unread.operand, 1.0),
    (slices.bounds, 1.8),
    (slices.parts, 2.2),
    (slices.indexes, 1.8),
    (slices.added, 2.0),
    (wraps.wrapped, 2.0),
    (wraps.ordered, 2.0),
    (wraps.in_own_function, 2.0),
    (wraps.keywords, 1.0),
    (accumulators.largest_so_far, 0.8),
    (accumulators.grown, 1.6),
    (accumulators.appended, 2.2),
    (accumulators.counted_by, 2.0),
    (statements.removed, 2.2),
    (statements.reordered, 2.2),
    (statements.exchanged_bodies, 1.8),
    (statements.deeper, 2.4),
    (statements.shallower, 2.4),
    (statements.jumps, 1.0),
    (statements.alternatives, 1.8),
    (statements.loops, 1.2),
    (insertions.before, 2.0),
    (insertions.after, 1.6),
    (insertions.guards, 3.0),
    (insertions.attributes, 2.6),
)
