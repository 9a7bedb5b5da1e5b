"""The cases that ship with the project: small pages and small code, made for it alone.

Nothing is learnt from them. A text in `shipped/` holds a file of code, the tests of it, the bugs
that are put into it, one a line, `FUNCTION ~ RIGHT ~ WRONG`, and the functions that tests are asked
for.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from limner_adapters.code.summaries import documented, without_docstrings
from limner_adapters.examples import Task
from limner_adapters.quality.case import Case
from limner_server.output import write_files

_FOLDER: Final = resources.files(__package__) / "shipped"
# A page that is looked at on a telephone.
_NARROW: Final = {"gallery": 420}


def shipped_cases(folder: Path) -> list[Case]:
    """Lay the workspaces of the cases out in an empty folder, and return the cases."""
    cases = [*_pages(folder / "pages")]
    for entry in sorted(_FOLDER.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".txt"):
            cases += _code(entry.read_text(encoding="utf-8"), folder)
    return cases


def _pages(root: Path) -> Iterator[Case]:
    for page in _html():
        write_files({root / page.name: page.read_bytes()})
        name = page.name.removesuffix(".html")
        yield Case(Task.UI, name, root, page.name, width=_NARROW.get(name, 1280))


def _html() -> list[Traversable]:
    return sorted((_FOLDER / "pages").iterdir(), key=lambda page: page.name)


def _code(text: str, folder: Path) -> Iterator[Case]:
    """The cases of one text."""
    parts = {}
    for block in text.removeprefix("== ").split("\n== "):
        head, _, body = block.partition("\n")
        kind, _, path = head.partition(" ")
        parts[kind] = path, body.rstrip("\n") + "\n"
    (path, code), (test, tests) = parts["code"], parts["tests"]
    # For tests and documentation the workspace has no tests yet.
    tested, bare = folder / "tested", folder / "bare"
    for root in (tested, bare):
        write_files(
            {root / path: code.encode(), root / "pytest.ini": b"[pytest]\npythonpath = .\n"}
        )
    write_files({tested / test: tests.encode()})
    for line in parts["bugs"][1].splitlines():
        symbol, right, wrong = line.split(" ~ ")
        if code.count(right) != 1:
            raise AssertionError(f"{right!r} does not stand in {path} once")
        name, bug = f"{path}::{symbol}", {path: code.replace(right, wrong)}
        run = f"python -m unittest {test}"
        yield Case(Task.FIX, name, tested, path, symbol, run, bug, right=code)
    for symbol in parts["asked"][1].split():
        yield Case(Task.TEST, f"{path}::{symbol}", bare, path, symbol)
    texts = {path: without_docstrings(code)}
    for target, _, sentence in documented(code, bare / path):
        name, symbol = f"{path}::{target.name}", target.name
        yield Case(Task.DOC, name, bare, path, symbol, texts=texts, right=sentence)
