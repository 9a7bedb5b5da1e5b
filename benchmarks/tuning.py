"""Does tuning hold what it promises? The table of tuning.

    python benchmarks/tuning.py [--only NAME ...] [--functions N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs a GPU is left out where
there is none; `benchmarks/tuning/gpu.py` says how it is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from section import Section
from tuning import gpu, interrupted, repository, speed, switching, verdicts


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    sections: dict[str, Callable[[], Section]] = {
        "repository": lambda: repository.measure(_tell, args.functions),
        "speed": lambda: speed.measure(_tell),
        "interrupted": lambda: interrupted.measure(_tell),
        "switching": lambda: switching.measure(_tell),
        "verdicts": lambda: verdicts.measure(_tell),
        "gpu": lambda: gpu.measure(_tell),
    }
    measured = []
    for name, measure in sections.items():
        if not args.only or name in args.only:
            print(f"-- {name}", file=sys.stderr, flush=True)
            measured.append(measure())
    report = {one.name: asdict(one) for one in measured}
    print(json.dumps(report, indent=1) if args.json else "\n".join(map(str, measured)))
    return 0 if all(all(one.held.values()) for one in measured) else 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", help="sections, by their names")
    parser.add_argument("--functions", type=int, default=repository.FUNCTIONS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
