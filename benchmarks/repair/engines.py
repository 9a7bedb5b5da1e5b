"""Fixes with an engine that answers well, badly, maliciously, half: which of them are believed?"""

from __future__ import annotations

import importlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from limner_server.proof.verdict import Status
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.fix import fix
from limner_server.tasks.request import FixRequest
from limner_server.tasks.task import Run, Suggestion

PROBLEMS = Path(__file__).with_name("asked") / "problems.txt"
TESTS = Path(__file__).parents[2] / "tests"
# Where nothing can be found, the search goes on for so long.
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A function that is wrong, and what an engine may say of it.

    Attributes:
        name: of the problem.
        code: the file.
        test: fails.
        right: the function as it should be.
        wrong: a likely mistake.
    """

    name: str
    code: str
    test: str
    right: str
    wrong: str

    @property
    def function(self) -> str:
        return re.search(r"^def (\w+)", self.code, re.MULTILINE)[1]  # type: ignore[index]


# What an engine answers, and whether that is to be believed.
Answers = dict[str, tuple[list[object], bool]]


def measure(told: Callable[[str], None]) -> dict[str, int]:
    """How many answers of each kind end as they should, and how many there were."""
    scripted = the_scripted_engine()
    figures: dict[str, int] = {"problems": 0}
    for problem in _problems():
        figures["problems"] += 1
        for kind, (answers, believed) in _answers(problem, scripted).items():
            as_it_should = _ends(problem, answers, scripted, believed=believed)
            figures[kind] = figures.get(kind, 0) + as_it_should
            told(f"{problem.name:12} {kind:22} {'as it should' if as_it_should else 'NOT'}")
    return figures


def _problems() -> Iterator[Problem]:
    _, *blocks = PROBLEMS.read_text(encoding="utf-8").split("\n== ")
    for block in blocks:
        name, _, rest = block.partition("\n")
        code, test, right, wrong = re.split(r"\n-- \w+\n", rest)
        yield Problem(name, code + "\n", test + "\n", right, wrong.rstrip())


def _answers(problem: Problem, scripted: ModuleType) -> Answers:
    def fenced(code: str) -> str:
        return f"Here it is:\n\n```python\n{code}\n```\n"

    name = problem.function
    leaves = [f"def {name}(*_):\n    import {way[0]}\n    {way[1]}" for way in _WAYS_OUT]
    weakens = f"test_solution.py\n```python\nfrom solution import {name}\n```\n"
    removes = f"solution.py\n<<<<<<< SEARCH\n{problem.code}=======\n>>>>>>> REPLACE\n"
    half = scripted.Dying(fenced(problem.right) + "\nAnd the tests, which")
    cut = scripted.Dying(f"```python\n{problem.right[: len(problem.right) * 2 // 3]}")
    return {
        "good ones win": ([fenced(problem.right)], True),
        "bad ones are refuted": ([fenced(problem.wrong), "No idea."], False),
        "malicious ones too": ([*map(fenced, leaves), weakens, removes], False),
        "half ones are used": ([half], True),
        "cut ones are refuted": ([cut], False),
    }


_WAYS_OUT = (
    ("sys", "sys.exit(0)"),
    ("os", "os._exit(0)"),
    ("pathlib", "pathlib.Path('test_solution.py').write_text(''); raise SystemExit"),
)


def _ends(problem: Problem, answers: list[object], scripted: ModuleType, *, believed: bool) -> bool:
    """Whether a fix is proven, and is the model's, or none is and nothing changed."""
    root = Path(tempfile.mkdtemp(prefix="limner-asked-"))
    try:
        (root / ".git").mkdir()
        source, test = root / "solution.py", root / "test_solution.py"
        source.write_text(problem.code, encoding="utf-8")
        test.write_text(f"from solution import {problem.function}\n\n{problem.test}")
        with scripted.scripted_engine(*answers) as (engine, _):
            answer = fix(
                FixRequest(
                    root,
                    path=source,
                    test="python test_solution.py",
                    engine_url=engine.base_url,
                    model=engine.model,
                    seconds=SECONDS,
                ),
                Run(),
            )
        untouched = source.read_text(encoding="utf-8") == problem.code
        return untouched and _is_by_model(answer) == believed
    finally:
        shutil.rmtree(root)


def _is_by_model(answer: Suggestion[ChangeSet]) -> bool:
    proven = answer.proof.status is Status.PROVEN
    return proven and answer.candidates[0].proposer == "model"


def the_scripted_engine() -> ModuleType:
    """The engine of the tests."""
    sys.path.append(str(TESTS))
    return importlib.import_module("scripted_engine")
