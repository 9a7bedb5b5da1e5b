"""How good are tests, documentation, code from words and places of pictures? Their table.

    python benchmarks/suggestions.py [--shared ../shared] [--only NAME ...] [--first N] [--json]

Prints each figure, and exits 0 only where all targets hold. What needs the shared folder, or a
tool that is not installed, is left out, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from section import print_table, tell
from suggestions import classes, docs, engines, functions, generate, locate, pynguin, words
from suggestions.wanted import Measure, Wanted

# By the names that `--only` takes, in the order of the table.
SECTIONS: dict[str, Measure] = {
    "tests, python": functions.python,
    "tests, javascript": functions.javascript,
    "tests, classes": classes.classes,
    "tests, classes beside Pynguin": pynguin.beside_pynguin,
    "docstrings": docs.docs,
    "locate": locate.screens,
    "generate": generate.described,
    "generate, held out": generate.held_out,
    "generate, once held out": generate.once_held_out,
    "generate, in each stack": generate.in_each_stack,
    "locate, held out": locate.held_out,
    "tests by an engine": engines.tests_by_an_engine,
    "documentation, code and answers by an engine": words.words_by_an_engine,
    "tests, our own programs": functions.own_python,
    "tests, our own programs in javascript": functions.own_javascript,
}


def main(argv: Sequence[str] | None = None) -> int:
    args = _arguments(argv)
    wanted = Wanted(args.shared, args.first, tell)
    sections = {name: partial(measure, name, wanted) for name, measure in SECTIONS.items()}
    return print_table(sections, args.only, as_json=args.json)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--only", nargs="+", choices=[*SECTIONS], metavar="NAME", help="; ".join(SECTIONS)
    )
    parser.add_argument("--first", type=int, metavar="N", help="only so many of each section")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
