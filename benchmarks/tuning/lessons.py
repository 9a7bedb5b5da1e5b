"""Examples of a repository: the functions of the standard library, which every machine has."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from limner_adapters.code.summaries import documented
from limner_adapters.examples import Example, Task, write_examples
from limner_server.proposers.docstrings.brief import brief_conversation


def write_repository(folder: Path, functions: int) -> tuple[Path, Path]:
    """Write what a repository of so many documented functions teaches, parted by file.

    Returns:
        The examples to learn from, and an eighth as many that are held out.
    """
    learnt, held_out = [], []
    for number, file in enumerate(_files()):
        part = held_out if number % 9 == 0 else learnt
        part.extend(_lessons(file))
        if len(learnt) >= functions and len(held_out) >= functions // 8:
            break
    paths = folder / "learnt.jsonl", folder / "held-out.jsonl"
    write_examples(paths[0], learnt[:functions])
    write_examples(paths[1], held_out[: functions // 8])
    return paths


def _files() -> list[Path]:
    library = Path(sysconfig.get_path("stdlib"))
    inside = [path.relative_to(library) for path in library.rglob("*.py")]
    left_out = {"site-packages", "test", "tests", "idlelib", "lib2to3"}
    return [library / path for path in sorted(inside) if not left_out & set(path.parts)]


def _lessons(file: Path) -> Iterator[Example]:
    try:
        text = file.read_text(encoding="utf-8")
        ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for target, wish, sentence in documented(text, file):
        messages = tuple(brief_conversation(wish))
        yield Example(Task.DOC, messages, sentence, f"{file.name}::{target.name}")
