"""Does tuning hold what it promises? The table of tuning.

    python benchmarks/tuning.py [--only NAME ...] [--functions N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs a GPU is left out where
there is none; `benchmarks/tuning/gpu.py` says how it is measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from section import Section, print_table, tell
from tuning import gpu, interrupted, repository, speed, switching, verdicts


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    sections: dict[str, Callable[[], Section]] = {
        "repository": lambda: repository.measure(tell, args.functions),
        "speed": lambda: speed.measure(tell),
        "interrupted": lambda: interrupted.measure(tell),
        "switching": lambda: switching.measure(tell),
        "verdicts": lambda: verdicts.measure(tell),
        "gpu": lambda: gpu.measure(tell),
    }
    return print_table(sections, args.only, as_json=args.json)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", help="sections, by their names")
    parser.add_argument("--functions", type=int, default=repository.FUNCTIONS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
