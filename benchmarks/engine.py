"""Is the engine as fast as the hardware lets it be? The table of the engine.

    python benchmarks/engine.py [--only NAME ...] [--rounds N] [--results FILE] [--json]

Each section measures both sides in turns, in one run, and prints medians. Exits 0 only where all
targets hold. What needs a GPU is left out where there is none; there, `engine/gpu.py` is all that
is needed, and writes what it finds into FILE as it goes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from section import Section, print_table, tell

# By the names that `--only` takes, in the order of the table: the module of each, imported only
# where it is wanted. Some need what is for developers, which a machine lent for its GPU lacks.
SECTIONS = {
    "free": "free_text",
    "edits": "edit_like",
    "second": "second_request",
    "server": "through_server",
    "cancel": "cancelling",
    "windows": "windows",
    "llama": "llama",
    "gpu": "gpu",
}


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    # Nothing is looked up elsewhere, and nothing drawn between the lines of the table.
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    sections = {name: partial(_measured, module, args) for name, module in SECTIONS.items()}
    return print_table(sections, args.only, as_json=args.json)


def _measured(module: str, args: argparse.Namespace) -> Section:
    measure: Callable[..., Section] = import_module(f"engine.{module}").measure
    if module == "gpu":
        return measure(tell, args.rounds, args.results)
    return measure(tell, args.rounds)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=[*SECTIONS], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of each section")
    parser.add_argument("--results", type=Path, metavar="FILE", help="of the GPU, step by step")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
