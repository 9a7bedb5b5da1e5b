"""How good is the built-in model, at what it is there for? Its table.

    python benchmarks/model.py [--shared ../shared] [--only NAME ...] [--first N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs the shared folder, or a
tool that is not installed, is left out, with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from model import fit, kept_out, ranking, real, summaries
from section import Section

from limner_model.client import Engine
from limner_model.config import BUILTIN_MODEL, Config
from limner_model.daemon import ensure_engine

# By the names that `--only` takes, in the order of the table.
SECTIONS: dict[str, Callable[[argparse.Namespace, Engine], Section]] = {
    "real pages": lambda args, _: real.measure(args.shared, _tell, args.first),
    "kept out": lambda args, _: kept_out.measure(_tell, args.first),
    "ranking": lambda args, engine: ranking.measure(
        args.shared, _tell, args.first, engine.tuned_for("fix")
    ),
    "summaries": lambda args, engine: summaries.measure(
        _tell, args.first, engine.tuned_for("doc"), args.lessons, args.sheets
    ),
    "labels in time": lambda args, engine: fit.seconds(args.shared, _tell, engine.tuned_for("ui")),
    "size": lambda _, __: fit.size(),
}


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    engine = ensure_engine(Config(model=BUILTIN_MODEL))
    measured = []
    for name, measure in SECTIONS.items():
        if not args.only or name in args.only:
            _tell(f"-- {name}")
            measured.append(measure(args, engine))
    report = {one.name: asdict(one) for one in measured}
    print(json.dumps(report, indent=1) if args.json else "\n".join(map(str, measured)))
    return 0 if all(all(one.held.values()) for one in measured) else 1


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


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
