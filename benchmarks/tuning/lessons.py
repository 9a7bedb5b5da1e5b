"""Examples of a repository: documented functions of packages that no base has learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limner_adapters.code.corpus import SourceFile, python_packages, read_files
from limner_adapters.code.summaries import documented
from limner_adapters.examples import Example, Task, write_examples
from limner_server.proposers.docstrings.brief import brief_conversation


def write_repository(folder: Path, functions: int) -> tuple[Path, Path]:
    """Write what a repository of so many documented functions teaches, parted by file.

    Returns:
        The examples to learn from, and an eighth as many that are held out.
    """
    learnt: list[Example] = []
    held_out: list[Example] = []
    packages = [package for package in python_packages() if package.held_out]
    for number, file in enumerate(read_files(packages)):
        part = held_out if number % 9 == 0 else learnt
        part.extend(_lessons(file))
        if len(learnt) >= functions and len(held_out) >= functions // 8:
            break
    paths = folder / "learnt.jsonl", folder / "held-out.jsonl"
    write_examples(paths[0], learnt[:functions])
    write_examples(paths[1], held_out[: functions // 8])
    return paths


def _lessons(file: SourceFile) -> Iterator[Example]:
    for target, wish, sentence in documented(file.text, file.path):
        messages = tuple(brief_conversation(wish))
        yield Example(Task.DOC, messages, sentence, f"{file.origin}::{target.name}")
