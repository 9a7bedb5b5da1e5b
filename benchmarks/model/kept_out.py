"""Pages in a dialect of CSS that the model never saw: roles, groups, and whether it looks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from section import Section

from limner_adapters.builtin.measure import Crops, evaluate
from limner_adapters.data.generate import Order, generate
from limner_adapters.data.store import Pixels, Sample, read_all
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import resolve
from limner_model.loader import load_model
from limner_server.errors import LimnerError

DIALECT = "uikit"
PAGES = 200
_FIRST_SEED = 990_000_000
_PROCESSES = 2
# Points by which the model must be better where it sees the crops.
LOOKS = 0.20


def measure(told: Callable[[str], None], first: int | None = None) -> Section:
    """The section.

    Args:
        told: hears how far it is.
        first: only so many pages.
    """
    name = "a dialect kept out"
    installed, adapter = resolve(f"{BUILTIN_MODEL}:ui")
    with tempfile.TemporaryDirectory() as folder:
        order = Order(Path(folder), _FIRST_SEED, first or PAGES, 0.0, dialect=DIALECT)
        try:
            generate(order, _PROCESSES, told)
        except LimnerError as problem:
            return Section(name, skipped=str(problem))
        samples = list(read_all(Path(folder)))
    loaded = load_model(installed)
    with loaded.speaking_as(adapter) as model:
        found = {
            crops: evaluate(model, loaded.processor.tokenizer, samples, crops) for crops in Crops
        }
    real, blank = found[Crops.REAL]["model"], found[Crops.BLANK]["model"]
    rules = found[Crops.REAL]["rules"]
    looked, blind = real["only_seen_accuracy"], blank["only_seen_accuracy"]
    return Section(
        name,
        {"dialect": DIALECT, "pages": first or PAGES, **_figures(samples, real, rules)}
        | {
            "only_seen": _percent(looked),
            "only_seen_with_blank_crops": _percent(blind),
            "only_seen_with_others_crops": _percent(
                found[Crops.SWAPPED]["model"]["only_seen_accuracy"]
            ),
        },
        {
            "roles 92 %": real["role_accuracy"] >= 0.92,
            "siblings 90 %": real["sibling_f1"] >= 0.90,
            "20 points by looking": looked - blind >= LOOKS,
        },
    )


def _figures(
    samples: list[tuple[Sample, Pixels]], real: dict[str, float], rules: dict[str, float]
) -> dict[str, Any]:
    return {
        "questions": len(samples),
        "nodes": int(real["nodes"]),
        "roles": _percent(real["role_accuracy"]),
        "roles_by_rules": _percent(rules["role_accuracy"]),
        "siblings": _percent(real["sibling_f1"]),
        "siblings_by_rules": _percent(rules["sibling_f1"]),
        "elements_around": _percent(real["group_f1"]),
    }


def _percent(share: float) -> float:
    return round(100 * share, 1)
