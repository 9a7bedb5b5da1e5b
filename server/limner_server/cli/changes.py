"""How verbs that change files show what they would change, and change it where they are told to."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Final

from limner_server.cli.console import remark, show, visible
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.verdict import Status
from limner_server.tasks.change_answer import ChangeAnswer
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.request import NO_MODEL
from limner_server.tasks.task import Suggestion

# Of ECMA-48, by what a line of a diff begins with.
_COLOURS: Final = {"+": 32, "-": 31, "@": 36}


def add_change_arguments(parser: argparse.ArgumentParser, seconds: float = 60.0) -> None:
    """Declare what to do with a change, and how it may be proven."""
    parser.add_argument(
        "--seconds",
        type=float,
        default=seconds,
        metavar="N",
        help=f"how long to look (default: {seconds:g})",
    )
    parser.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument("--json", action="store_true", help="print the answer with its proof")
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="where bubblewrap is missing, run code as plain processes with limits",
    )


def running_of(args: argparse.Namespace) -> Running:
    """How code may be run, by what `add_change_arguments` declared: the command is the consent."""
    return Running.PLAIN if args.no_sandbox else Running.SANDBOX


def show_change(suggestion: Suggestion[ChangeSet], args: argparse.Namespace) -> int:
    """Print a change and its proof, write it where that is wanted, and return the exit code.

    Only what is proven is written.
    """
    answer, proof = ChangeAnswer.of(suggestion), suggestion.proof
    if args.json:
        show(json.dumps(answer.to_json(), indent=2) + "\n")
    else:
        show(for_terminal(answer.result) if sys.stdout.isatty() else answer.result)
    if args.write and proof.status is Status.PROVEN:
        for path in suggestion.result.write():
            remark(f"changed {path}")
    elif args.write:
        remark("nothing is changed: only what is proven is written")
    for line in answer.remarks:
        remark(line)
    remark(f"{answer.summary}: {proof.remedy}" if proof.remedy else answer.summary)
    if args.engine or args.model not in ("", NO_MODEL):
        remark(f"engine: {answer.engine}")
    return DONE if proof.status is Status.PROVEN else UNPROVEN


def for_terminal(diff: str) -> str:
    """A diff as terminals show it: in colours, unless the user wants none (no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR"))
    return "".join(_terminal_line(line, plain=plain) for line in diff.splitlines(keepends=True))


def _terminal_line(line: str, *, plain: bool) -> str:
    text = visible(line.rstrip("\r\n"))
    colour = None if plain else _COLOURS.get(text[:1])
    return f"{text}\n" if colour is None else f"\x1b[{colour}m{text}\x1b[0m\n"
