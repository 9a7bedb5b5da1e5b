"""What measures and tasks are called where people read of them."""

from __future__ import annotations

from typing import Final

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure

TASKS: Final = {
    Task.UI: "Screenshots",
    Task.FIX: "Repair",
    Task.TEST: "Tests",
    Task.DOC: "Documentation",
}
MEASURES: Final = {
    Measure.ROLES: "parts named as the author does",
    Measure.GROUPS: "groups found (F1)",
    Measure.LOOKS: "code looks like the picture",
    Measure.REPAIRED: "proven fixes",
    Measure.PLACE: "place of the right repair (median)",
    Measure.PASSING: "functions with proven tests",
    Measure.COVERED: "branches covered",
    Measure.CAUGHT: "mutants caught",
    Measure.PROVEN: "documentation proven",
    Measure.CHRF: "sentence like the author's (chrF)",
    Measure.ANSWER: "answer like the right one (chrF)",
    Measure.LOSS: "loss of the right answer (nats a letter)",
    Measure.SECONDS: "seconds to the answer (median)",
}
# Shares, told in percent; the others are told as they are.
SHARES: Final = frozenset(
    {
        Measure.ROLES,
        Measure.GROUPS,
        Measure.LOOKS,
        Measure.REPAIRED,
        Measure.PASSING,
        Measure.COVERED,
        Measure.CAUGHT,
        Measure.PROVEN,
    }
)


def told(measure: Measure, figure: float) -> str:
    """A figure as people read it, such as "71.3 %", "12", "0.412"."""
    if measure in SHARES:
        return f"{100 * figure:.1f} %"
    if measure is Measure.PLACE:
        return f"{figure:.0f}" if figure.is_integer() else f"{figure:.1f}"
    if measure is Measure.SECONDS and figure < 1:
        return f"{figure:.2f}"
    return f"{figure:.3f}" if measure is Measure.LOSS else f"{figure:.1f}"
