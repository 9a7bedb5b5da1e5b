"""`limner tune` in this process, and words for the functions of a repository to learn from."""

from __future__ import annotations

import argparse

from limner_adapters.tuning.cli import tune

VERBS = [
    "add",
    "sum",
    "drop",
    "send",
    "read",
    "sort",
    "make",
    "find",
    "keep",
    "turn",
    "move",
    "hold",
]


def run(*words: object) -> int:
    """The exit code of the verb."""
    parser = argparse.ArgumentParser()
    tune.add_arguments(parser)
    args = parser.parse_args([*map(str, words)])
    return tune.run(args)
