"""Functions with a bug put in, the changes that the search of repairs finds, and the right one.

What the order of the changes is fitted to: see `limner_adapters.code.ranking`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Self

from limner_adapters.code.bugs import Bug, with_bug
from limner_adapters.code.corpus import python_packages, read_files
from limner_adapters.code.fluency import usual_code
from limner_adapters.code.functions import CodeFunction, code_functions
from limner_server.edits import Edit
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.singles import Singles
from limner_server.proposers.search.symptoms import Symptoms

# Those that tests are written for are small, and about their arguments: no part of an object.
_MOST_LINES: Final = 24
_OF_AN_OBJECT: Final = re.compile(r"\b(?:self|this)\.")
_WORKS: Final = re.compile(r"\b(?:for|while|return)\b")
# Of a function's changes so many are looked at, the likeliest by the rules; a bug that none of them
# mends is of no use.
_MOST: Final = 240
# After so many it is told how far it is.
_TOLD: Final = 100
# How often each kind is drawn: of what was left out the search seldom finds again what, of names
# that were mistaken mostly.
_DRAWN: Final = {
    "operator": 0.8,
    "value": 2.0,
    "variable": 0.6,
    "function": 0.5,
    "missing": 4.0,
    "excess": 1.3,
    "order": 0.3,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The changes of a function with a bug, and which of them mends it.

    Attributes:
        origin: of the function: the package, a colon, and the place.
        kind: of the bug, as `bugs.KINDS` has it.
        text: the function with it.
        edits: of each change, as start, end and text.
        costs: of each, by the rules.
        right: index of the one that mends it.
    """

    origin: str
    kind: str
    text: str
    edits: list[list[tuple[int, int, str]]]
    costs: list[float]
    right: int

    @classmethod
    def of(cls, function: CodeFunction, bug: Bug) -> Self | None:
        """The choice that a bug leaves; None where no change mends it."""
        tree = Tree.parse(bug.wrong, function.language)
        changes = [*islice(changes_by_rules(tree), _MOST)]
        texts = [" ".join(change.applied(bug.wrong).split()) for change in changes]
        wanted = " ".join(bug.right.split())
        if wanted not in texts:
            return None
        at = texts.index(wanted)
        edits = [[(one.start, one.end, one.text) for one in change.edits] for change in changes]
        costs = [round(change.cost, 3) for change in changes]
        return cls(function.origin, bug.kind, bug.wrong, edits, costs, at)

    @property
    def package(self) -> str:
        """The package that the function is of."""
        return self.origin.partition(": ")[0]

    def edits_of(self, at: int) -> tuple[Edit, ...]:
        """The edits of one of the changes."""
        return tuple(Edit(*one) for one in self.edits[at])


def changes_by_rules(tree: Tree) -> Iterator[Change]:
    """The single changes of a text by their costs, with nothing known of how it fails."""
    symptoms = Symptoms(None, Path())
    changes = Singles(tree, None, {}, symptoms=symptoms, check=lambda: None)
    seen = {tree.text}
    for change in changes:
        text = change.applied(tree.text)
        if text not in seen:
            seen.add(text)
            yield change


def choices(functions: Iterable[CodeFunction], seed: int) -> Iterator[Choice]:
    """A choice for each function in which a bug could be put that the search mends.

    Args:
        functions: right ones; the first of them tell what code usually looks like.
        seed: of the bugs: the same functions give the same choices.
    """
    fluency, functions = usual_code(functions)
    for function in filter(_is_plain, functions):
        order = random.Random(f"{seed} {function.text}")
        bug = with_bug(function.text, function.language, order, fluency, _DRAWN)
        choice = Choice.of(function, bug) if bug is not None else None
        if choice is not None:
            yield choice


def _is_plain(function: CodeFunction) -> bool:
    text = function.text
    return (
        text.count("\n") < _MOST_LINES
        and _WORKS.search(text) is not None
        and _OF_AN_OBJECT.search(text) is None
    )


def make_choices(path: Path, most: int, seed: int, tell: Callable[[str], None]) -> None:
    """Make choices of the Python on this machine, and write them in JSON Lines.

    Args:
        path: the file; it is there only once all of it is.
        most: how many.
        seed: of the order of the functions, and of the bugs.
        tell: hears now and then how far it is.
    """
    packages = [package for package in python_packages() if not package.held_out]
    found = choices(code_functions(read_files(packages, seed)), seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for count, choice in enumerate(islice(found, most), 1):
            file.write(f"{json.dumps(asdict(choice))}\n")
            if not count % _TOLD:
                tell(f"{count} of {most} bugs")
    part.replace(path)


def read_choices(path: Path) -> list[Choice]:
    """The choices of a file that `make_choices` wrote."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [Choice(**json.loads(row)) for row in rows]
