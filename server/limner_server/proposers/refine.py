"""Render, compare, correct: the trace mends its own page until it looks no better.

Each element is drawn, measured where the browser put it and moved by what it missed; a text's size
and line height follow from how wide and how far apart its lines came out. The tree stays the same,
only boxes and fonts change: what is emitted from them is as clean as before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from limner_server.emit import emit
from limner_server.layout.element import Element
from limner_server.proof.prover import Measured, PageProver
from limner_server.proposers.corrections import correct
from limner_server.proposers.misses import Misses, measure_misses
from limner_server.proposers.places import worsened

ROUNDS: Final = 3
WORTH_ANOTHER_ROUND: Final = 0.001


def refine(
    tree: Element,
    first: Measured,
    prover: PageProver,
    check: Callable[[], None] = lambda: None,
    rounds: int = ROUNDS,
) -> tuple[Element, Measured]:
    """Correct a tree by what the browser made of it.

    Args:
        tree: a numbered tree.
        first: what was measured of it.
        prover: draws and judges each round.
        check: called before each round; may raise to cancel.
        rounds: how often to try.

    Returns:
        The best tree and what was measured of it: the first where no round was better.
    """
    best = _mend_wraps(_Attempt(tree, first), prover)
    hopeless: set[int] = set()
    for _ in range(rounds):
        check()
        found = measure_misses(best.tree, best.measured.rendering, prover.picture)
        bold = _attempt(best, found.without(hopeless), prover)
        # Elements push each other: what made its own place worse is left as it was.
        hopeless |= worsened(tree, prover.picture, best.measured.rendering, bold.measured.rendering)
        check()
        careful = _attempt(best, found.without(hopeless), prover)
        # A size that did not help may have been right, and the letters set apart.
        respaced = _attempt(best, found.respaced(hopeless), prover)
        better = max(bold, careful, respaced, key=lambda attempt: attempt.score)
        gain = better.score - best.score
        if gain > 0:
            best = better
        if gain < WORTH_ANOTHER_ROUND:
            break
    return best.tree, best.measured


@dataclass(frozen=True, slots=True)
class _Attempt:
    tree: Element
    measured: Measured

    @property
    def score(self) -> float:
        return self.measured.judgement.score


def _mend_wraps(start: _Attempt, prover: PageProver) -> _Attempt:
    """Lines first: one that breaks too often pushes down all that comes after it."""
    found = measure_misses(start.tree, start.measured.rendering, prover.picture)
    if not found.wraps:
        return start
    mended = _attempt(start, Misses({}, {}, found.wraps), prover)
    return max(start, mended, key=lambda attempt: attempt.score)


def _attempt(start: _Attempt, misses: Misses, prover: PageProver) -> _Attempt:
    changed = correct(start.tree, misses)
    if changed == start.tree:
        return start
    code = emit(changed, prover.scene, prover.picture, start.measured.code.stack)
    return _Attempt(changed, prover.measure(code))
