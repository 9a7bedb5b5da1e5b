"""How good is the built-in model, at what it is there for? Its table.

    python benchmarks/model.py [--shared ../shared] [--only NAME ...] [--first N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs the shared folder, or a
tool that is not installed, is left out, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from model import fit, kept_out, ranking, real, summaries
from section import Section, print_table, tell

from limner_model.client import Engine
from limner_model.config import BUILTIN_MODEL, Config
from limner_model.daemon import ensure_engine

# By the names that `--only` takes, in the order of the table.
SECTIONS: dict[str, Callable[[argparse.Namespace], Section]] = {
    "real pages": lambda args: real.measure(args.shared, tell, args.first),
    "kept out": lambda args: kept_out.measure(tell, args.first),
    "ranking": lambda args: ranking.measure(args.shared, tell, args.first, _engine("fix")),
    "summaries": lambda args: summaries.measure(
        tell, args.first, _engine("doc"), args.lessons, args.sheets
    ),
    "labels in time": lambda args: fit.seconds(args.shared, tell, _engine("ui")),
    "size": lambda _: fit.size(),
}


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    sections = {name: partial(measure, args) for name, measure in SECTIONS.items()}
    return print_table(sections, args.only, as_json=args.json)


def _engine(task: str) -> Engine:
    """The engine with the built-in model, started where a section needs it."""
    return ensure_engine(Config(model=BUILTIN_MODEL)).tuned_for(task)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--only", nargs="+", choices=[*SECTIONS], metavar="NAME", help="; ".join(SECTIONS)
    )
    parser.add_argument("--first", type=int, metavar="N", help="only so many of each section")
    parser.add_argument(
        "--lessons", type=Path, metavar="FILE", help="summaries learnt, to find the nearest in"
    )
    parser.add_argument("--sheets", type=Path, metavar="DIR", help="for a blind look at summaries")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
