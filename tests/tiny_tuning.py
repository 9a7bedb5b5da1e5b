"""A small training: a tiny base, and examples that it can learn in seconds."""

from __future__ import annotations

import contextlib
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

from limner_adapters.examples import Example, Task, write_examples
from limner_adapters.tuning.training import Training
from limner_model.installed import InstalledModel


def write_lessons(folder: Path, count: int = 24) -> tuple[Path, Path]:
    """Write examples to learn from and held-out ones; all answers follow one rule."""
    learnt, held_out = folder / "learnt.jsonl", folder / "held-out.jsonl"
    write_examples(learnt, [lesson(number) for number in range(count)])
    write_examples(held_out, [lesson(number) for number in range(count, count + 6)])
    return learnt, held_out


def lesson(number: int) -> Example:
    """One example: a function and its sentence; they are not all equally long."""
    code = f"def f{number}(): return {number % 7}" + " # far away" * (number % 4)
    message = {"role": "user", "content": code}
    return Example(Task.DOC, (message,), f"Return {number % 7}.", f"shop.py:{number}")


def training(base: Path, folder: Path, **options) -> Training:
    """Of the base in `base`, from lessons in `folder`, into `folder/out`."""
    learnt, held_out = write_lessons(folder)
    model = InstalledModel("tiny", base, {})
    return Training(model, learnt, held_out, folder / "out", **{"passes": 1} | options)


class Pause(threading.Event):
    """Is set when a training has told of so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps

    def __call__(self, progress) -> None:
        if progress.step >= self._steps:
            self.set()


@contextlib.contextmanager
def no_room(bytes_: int = 4096) -> Iterator[None]:
    """Let no file of this process grow over so many bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
