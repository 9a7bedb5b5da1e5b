"""Parts what is learnt from what is held out: by file, so that nothing is about both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_adapters.examples import Example, Task, write_examples
from limner_adapters.quality.case import Case, write_cases
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.sources import chance
from limner_server.errors import OutputError

# Of each task such a share is held out, and no fewer than can tell better from worse.
_SHARE: Final = 0.12
_FEWEST_HELD_OUT: Final = 6
# From fewer nothing is learnt.
_FEWEST_LEARNT: Final = 16
_FEWEST_FILES: Final = 2
# So many can be measured in the time that a run has.
_MOST_HELD_OUT: Final = 120
_MOST_CASES: Final = 40

LEARNT: Final = "examples.jsonl"
HELD_OUT: Final = "held-out.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """The examples of one task, parted.

    Attributes:
        task: the task.
        learnt: for training.
        held_out: for measuring.
    """

    task: Task
    learnt: tuple[Found, ...]
    held_out: tuple[Found, ...]

    @property
    def cases(self) -> list[Case]:
        """What is held out as the task itself can be put to it; each name once."""
        by_name = {one.case.name: one.case for one in self.held_out if one.case is not None}
        return sorted(by_name.values(), key=lambda case: chance(case.name))[:_MOST_CASES]

    def write(self, folder: Path) -> None:
        """Write what is learnt, what is held out and its cases.

        Raises:
            OutputError: there is no room.
        """
        _write(folder / LEARNT, (one.example for one in self.learnt))
        _write(folder / HELD_OUT, (one.example for one in self.held_out))
        write_cases(folder, self.cases)


def split(found: Mapping[Task, Sequence[Found]]) -> tuple[list[Part], list[str]]:
    """Part the examples of each task.

    Returns:
        What there is enough of, and a line for each task of which there is not.
    """
    held_out = _held_out(found)
    parts, short = [], []
    for task, examples in found.items():
        learnt = tuple(one for one in examples if one.file not in held_out)
        measured = [one for one in examples if one.file in held_out]
        measured.sort(key=lambda one: chance(one.example.origin))
        files = len({one.file for one in examples})
        if files < _FEWEST_FILES:
            short.append(
                f"{task}: all {len(examples)} examples are in one file, so that none could be "
                "held out"
            )
        elif len(learnt) < _FEWEST_LEARNT or len(measured) < _FEWEST_HELD_OUT:
            least = _FEWEST_LEARNT + _FEWEST_HELD_OUT
            short.append(f"{task}: {len(examples)} examples are too few, it takes {least} at least")
        else:
            parts.append(Part(task, learnt, tuple(measured[:_MOST_HELD_OUT])))
    return parts, short


def _held_out(found: Mapping[Task, Sequence[Found]]) -> frozenset[str]:
    """The files that nothing is learnt from, for any task: by chance, the same at every run."""
    held_out: set[str] = set()
    # The rarest first: what others need is then often there already.
    for examples in sorted(found.values(), key=len):
        counts = Counter(one.file for one in examples)
        wanted = max(_SHARE * len(examples), _FEWEST_HELD_OUT)
        most = len(examples) - _FEWEST_LEARNT
        have = sum(count for file, count in counts.items() if file in held_out)
        for file in sorted(counts, key=lambda name: chance(f"held out {name}")):
            if have >= wanted:
                break
            if file not in held_out and have + counts[file] <= max(most, wanted):
                held_out.add(file)
                have += counts[file]
    return frozenset(held_out)


def _write(path: Path, examples: Iterable[Example]) -> None:
    try:
        write_examples(path, examples)
    except OSError as error:
        path.with_suffix(".draft").unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {path} ({error.strerror or error})", "make room there"
        ) from error
