"""The sections of `benchmarks/repair.py` that count mended bugs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from section import MISSED, Section

from repair.bugs import Bug
from repair.fixing import Mended, mend


def repaired(
    name: str,
    bugs: Sequence[Bug],
    told: Callable[[str], None],
    *,
    target: int = 0,
    same_file: bool = False,
) -> Section:
    """Mend bugs, and count those that pass their full tests.

    Args:
        name: of the section.
        bugs: to be mended.
        told: hears of each.
        target: how many at least are to be mended; 0 where it is only watched.
        same_file: whether the tests stand in the file that is mended.
    """
    if not bugs:
        return Section(name, skipped="the bugs are not at hand")
    done = []
    for bug in bugs:
        done.append(mend(bug, same_file=same_file))
        told(_line(done[-1]))
    right = sum(one.right for one in done)
    seconds = [one.seconds for one in done]
    figures = {
        "repaired": right,
        "of": len(done),
        "median_seconds": round(median(seconds), 2),
        "most_seconds": round(max(seconds), 1),
        "first_survivor_wrong": sum(one.found and not one.first_right for one in done),
        "right_among_survivors": sum(one.any_right for one in done),
        MISSED: [f"{one.bug.name} ({one.bug.kind})" for one in done if not one.right],
    }
    if not target:
        return Section(name, figures)
    held = {
        f"at least {target} repaired": right >= target,
        "median under 5 s": median(seconds) < 5,
        "60 s at most": max(seconds) <= 62,
    }
    return Section(name, figures, held)


def _line(one: Mended) -> str:
    said = "right" if one.right else "wrong" if one.found else "none"
    also = "" if one.right or not one.any_right else ", a right one among them"
    return (
        f"{one.bug.name:18.18} {one.bug.kind:16.16} {said:6}"
        f"{one.seconds:6.1f} s {one.survivors:3} held{also}: {one.note}"
    )
