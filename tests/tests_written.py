"""`limner test` as a user runs it, over small workspaces of Python."""

import ast
import subprocess
import sys

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "test"]
PATIENCE = 240
QUICK = ("--seconds", "6")

PRICING = '''\
"""Prices."""


def total(prices, discount=0):
    """The sum of the prices, less a discount in percent.

    >>> total([10, 20])
    30.0
    """
    if discount < 0:
        raise ValueError("a discount is not negative")
    if not prices:
        return 0
    return sum(prices) * (100 - discount) / 100
'''


def limner(folder, *arguments, model="none"):
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def written(folder, *arguments):
    """What a run with `--write` says; the tests that it wrote pass by themselves."""
    done = limner(folder, *arguments, "--write", *QUICK)
    assert done.returncode == 0, done.stderr
    return done


def run_pytest(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return done.returncode, done.stdout


def names(text):
    """The tests of a file."""
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    ]
