"""How many bugs does `limner fix` mend, with no model but the analysis? The table of fixes.

    python benchmarks/repair.py [--shared ../shared] [--only NAME ...] [--first N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs the shared folder, or a
tool that is not installed, is left out, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from repair import diagnostics, engines, tracebacks, walls
from repair.bugs import LANGUAGES, Bug, humanevalpack, seeded
from repair.classes import broken_classes
from repair.repaired import repaired
from section import Section, print_table, tell

TARGETS = {"python": 38, "javascript": 32}


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    sections = {
        **{f"{language}": _pack(args, language) for language in LANGUAGES},
        **{
            f"{language}, one file": _pack(args, language, same_file=True) for language in LANGUAGES
        },
        **{f"{language}, our own": _seeded(args, language) for language in LANGUAGES},
        "python classes": lambda: _repaired(
            args, "python classes", broken_classes(args.shared, args.first), 0, same_file=False
        ),
        "pictures": lambda: _pictures("pictures", tracebacks.SEED),
        "pictures, another seed": lambda: _pictures(
            "pictures, another seed", tracebacks.OTHER_SEED
        ),
        "diagnostics": lambda: _diagnostics("diagnostics", diagnostics.CASES),
        "diagnostics, held out": lambda: _diagnostics(
            "diagnostics, held out", diagnostics.HELD_OUT
        ),
        "engines": lambda: _engines("engines"),
        "sandbox": lambda: _walls("sandbox"),
    }
    return print_table(sections, args.only, as_json=args.json)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", nargs="+", help="sections, by their names")
    parser.add_argument("--first", type=int, help="only so many bugs of each section")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _pack(
    args: argparse.Namespace, language: str, *, same_file: bool = False
) -> Callable[[], Section]:
    name = f"{language}, one file" if same_file else language
    target = 0 if same_file else TARGETS[language]
    return lambda: _repaired(
        args, name, humanevalpack(args.shared, language), target, same_file=same_file
    )


def _seeded(args: argparse.Namespace, language: str) -> Callable[[], Section]:
    return lambda: _repaired(args, f"{language}, our own", seeded(language), 0, same_file=False)


def _repaired(
    args: argparse.Namespace, name: str, bugs: list[Bug], target: int, *, same_file: bool
) -> Section:
    return repaired(name, bugs[: args.first], tell, target=target, same_file=same_file)


def _pictures(name: str, seed: int) -> Section:
    figures = tracebacks.figures(tracebacks.measure(seed))
    right = tracebacks.TARGET
    return Section(name, figures, {f"at least {right} right": figures["right"] >= right})


def _diagnostics(name: str, folder: Path) -> Section:
    outcomes = diagnostics.measure(folder)
    if not outcomes:
        return Section(name, skipped="the checkers are not installed (scripts/setup --tests)")
    figures = diagnostics.figures(outcomes)
    share = figures["fixed"] >= diagnostics.TARGET
    return Section(name, figures, {f"at least {diagnostics.TARGET} gone": share})


def _engines(name: str) -> Section:
    figures = engines.measure(tell)
    problems = figures["problems"]
    held = {
        f"{kind}, all": count == problems for kind, count in figures.items() if kind != "problems"
    }
    return Section(name, figures, held)


def _walls(name: str) -> Section:
    figures = walls.measure()
    held = {
        "nothing gets out": figures["attempts_foiled"] > 0 and not figures["got_out"],
        f"{walls.ALLOWANCE:.0f} ms or less on top of a plain subprocess": (
            figures["milliseconds_on_top"] <= walls.ALLOWANCE
        ),
    }
    return Section(name, figures, held)


if __name__ == "__main__":
    sys.exit(main())
