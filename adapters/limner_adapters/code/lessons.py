"""Writes the lessons of source code; those of held-out packages beside them.

    corpus/python.jsonl  corpus/javascript.jsonl  held_out/corpus.jsonl  texts to read
    fix/python.jsonl     fix/javascript.jsonl     held_out/fix.jsonl     repairs
    doc/python.jsonl                              held_out/doc.jsonl     summaries
    test/python.jsonl                             held_out/test.jsonl    inputs

All are `Example` in JSON Lines, the same for the same packages and seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from limner_adapters.code.corpus import (
    Package,
    SourceFile,
    npm_packages,
    python_packages,
    read_files,
)
from limner_adapters.code.functions import code_functions
from limner_adapters.code.inputs import inputs_lessons
from limner_adapters.code.pieces import corpus_examples
from limner_adapters.code.repairs import repair_examples
from limner_adapters.code.summaries import summary_lessons
from limner_adapters.examples import Example, write_examples

_OF_PYTHON: Final = ("doc", "test")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many lessons of each kind, at most.

    Attributes:
        python: of Python, for each kind.
        javascript: of JavaScript and TypeScript, for each kind.
        held_out: of packages that are held out, for each kind.
        seed: of order and bugs.
    """

    python: int = 24_000
    javascript: int = 6_000
    held_out: int = 1_000
    seed: int = 7


def write_lessons(
    out: Path, node_modules: Iterable[Path], wanted: Wanted, tell: Callable[[str], None]
) -> None:
    """Write all lessons below a folder.

    Args:
        out: the folder.
        node_modules: folders of npm packages, as many as there are.
        wanted: how many.
        tell: hears of each file that is written.
    """
    python, javascript = python_packages(), npm_packages(node_modules)
    kinds: dict[str, Callable[[list[Package]], Iterator[Example]]] = {
        "fix": lambda packages: repair_examples(code_functions(read(packages)), wanted.seed),
        "corpus": lambda packages: corpus_examples(read(packages)),
        "doc": lambda packages: summary_lessons(read(packages)),
        "test": lambda packages: inputs_lessons(packages, wanted.seed),
    }

    def read(packages: list[Package]) -> Iterator[SourceFile]:
        return read_files(packages, wanted.seed)

    for kind, made in kinds.items():
        is_both = kind not in _OF_PYTHON
        held_out = _held_out([*python, *javascript] if is_both else python)
        parts = {
            f"held_out/{kind}": (held_out, wanted.held_out),
            f"{kind}/python": (_learnt(python), wanted.python),
        }
        if is_both:
            parts[f"{kind}/javascript"] = (_learnt(javascript), wanted.javascript)
        for name, (packages, most) in parts.items():
            write_examples(out / f"{name}.jsonl", islice(made(packages), most))
            tell(f"{out / name}.jsonl")


def _learnt(packages: Iterable[Package]) -> list[Package]:
    return [package for package in packages if not package.held_out]


def _held_out(packages: Iterable[Package]) -> list[Package]:
    return [package for package in packages if package.held_out]
