"""Sentences about functions of packages that nothing was learnt from, beside their authors' own.

By chrF (Popović, 2015), and for a blind look by sheets on which two sentences stand unnamed.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from section import Section

from limner_adapters.code.chrf import chrf, corpus_chrf
from limner_adapters.code.corpus import python_packages, read_files
from limner_adapters.code.summaries import documented
from limner_adapters.examples import read_examples
from limner_model.client import Engine
from limner_server.proposers.docstrings.answer import read_answer
from limner_server.proposers.docstrings.brief import ask_for_summary, brief_conversation
from limner_server.proposers.docstrings.held import hold
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.proposers.docstrings.words import sentence, words_of
from limner_server.tasks.task import Run
from model.nearest import Nearest

FUNCTIONS = 300
SHEET = 30
# No package is more than so much of it.
_MOST_A_PACKAGE = 12
_NAME, _ANALYSIS, _NEAREST, _MODEL = "name in words", "analysis", "nearest lesson", "with the model"
_SEED = 11


@dataclass(frozen=True, slots=True)
class Subject:
    """A function that its author has described.

    Attributes:
        wish: as the server would ask about it.
        names: that its file uses.
        wanted: its author's sentence.
        said: the sentences of others, by who says them.
    """

    wish: DocWish
    names: frozenset[str]
    wanted: str
    said: dict[str, str] = field(default_factory=dict)


def measure(
    told: Callable[[str], None],
    first: int | None = None,
    engine: Engine | None = None,
    lessons: Path | None = None,
    sheets: Path | None = None,
) -> Section:
    """The section.

    Args:
        told: hears of each function.
        first: only so many functions.
        engine: that is asked for sentences; None for analysis alone.
        lessons: what was learnt: sentences that stand in it are left out, and the nearest of it
            are compared; None for neither.
        sheets: a folder for the sheets of a blind look, and their key; None for none.
    """
    learnt = [*read_examples(lessons)] if lessons is not None and lessons.exists() else []
    known = {one.answer for one in learnt}
    subjects = [*_subjects(first or FUNCTIONS, known)]
    if not subjects:
        return Section("summaries", skipped="no package that is held out is installed")
    nearest = Nearest(learnt) if learnt else None
    taken = 0
    for one in subjects:
        one.said[_NAME] = _in_words(one.wish.name)
        one.said[_ANALYSIS] = one.wish.facts.summary
        if nearest is not None:
            question = brief_conversation(one.wish)[-1]["content"]
            one.said[_NEAREST] = nearest.sentence(question)
        if engine is not None:
            one.said[_MODEL], is_taken = _by_model(engine, one)
            taken += is_taken
        told(f"{one.wish.name}: {one.said.get(_MODEL, one.said[_ANALYSIS])}  [{one.wanted}]")
    scores = {who: _score(subjects, who) for who in subjects[0].said}
    shipped = _MODEL if engine is not None else _ANALYSIS
    better = sum(_is_nearer(one, shipped, _NAME) for one in subjects)
    figures: dict[str, Any] = {
        "functions": len(subjects),
        **{f"chrF {who}": round(score, 1) for who, score in scores.items()},
        **({"taken_from_the_model": taken} if engine is not None else {}),
        "nearer_than_the_name": better,
    }
    if sheets is not None:
        _write_sheets(sheets, subjects, shipped)
    held = {"summaries better than the name in words": scores[shipped] > scores[_NAME]}
    if engine is not None:
        held["the model no worse than analysis"] = scores[_MODEL] >= scores[_ANALYSIS]
    return Section("summaries", figures, held)


def _subjects(most: int, known: set[str]) -> Iterator[Subject]:
    """Functions of packages that are held out, no two with the same sentence."""
    packages = [one for one in python_packages() if one.held_out]
    counted, seen = Counter[str](), set(known)
    for file in read_files(packages, _SEED):
        names = frozenset(re.findall(r"[^\W\d]\w*", file.text))
        for _, wish, wanted in documented(file.text, file.path):
            if counted.total() == most:
                return
            if wanted not in seen and counted[file.package.name] < _MOST_A_PACKAGE:
                seen.add(wanted)
                counted[file.package.name] += 1
                yield Subject(wish, names, wanted)


def _in_words(name: str) -> str:
    return sentence(" ".join(words_of(name.rpartition(".")[2].strip("_"))))


def _by_model(engine: Engine, one: Subject) -> tuple[str, bool]:
    """What the server would write with a model, and whether that is the model's."""
    said = ask_for_summary(engine, one.wish, Run())
    held = hold(read_answer(said), one.wish.facts, one.names)
    return held.doc.summary, held.taken > 0


def _score(subjects: Sequence[Subject], who: str) -> float:
    return corpus_chrf((one.said[who], one.wanted) for one in subjects)


def _is_nearer(one: Subject, who: str, other: str) -> bool:
    return chrf(one.said[who], one.wanted) > chrf(one.said[other], one.wanted)


def _write_sheets(folder: Path, subjects: Sequence[Subject], shipped: str) -> None:
    """Two sentences about each of some functions, in an order that only the key tells."""
    dice = random.Random(_SEED)  # noqa: S311 - no secret, the same each time
    pages, key = [], []
    chosen = dice.sample(subjects, min(SHEET, len(subjects)))
    for number, one in enumerate(chosen, 1):
        order = dice.sample([_NAME, shipped], 2)
        key.append({"number": number, "a": order[0], "b": order[1], "author": one.wanted})
        code = one.wish.code[:1200]
        a, b = (one.said[who] for who in order)
        pages.append(f"## {number}\n\n```python\n{code}\n```\n\n- A: {a}\n- B: {b}\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.md").write_text("\n".join(pages), encoding="utf-8")
    (folder / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
