"""Programs that tests are written for, each with a version that is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).with_name("programs")
LANGUAGES = ("python", "javascript")
_DECLARED = re.compile(r"^(?:const|let|var|function|class)\s+(\w+)", re.MULTILINE)
_SUFFIXES = {"python": ".py", "javascript": ".js"}
_SIGNS = {"python": "#", "javascript": "//"}
_HUMANEVALPACK = {"python": "python", "javascript": "js"}


@dataclass(frozen=True, slots=True)
class Program:
    """A file of its own, right and wrong.

    Attributes:
        name: for the table.
        file: its name in a workspace.
        right: what tests are written for.
        wrong: what they should fail for; empty where there is no such version.
        kind: of what is wrong in it.
    """

    name: str
    file: str
    right: str
    wrong: str = ""
    kind: str = ""

    @property
    def is_python(self) -> bool:
        return self.file.endswith(".py")


def humanevalpack(shared: Path, language: str) -> list[Program]:
    """The first 50 problems of HumanEvalPack in a language; none where it is not at hand.

    Source: Muennighoff et al., "OctoPack: Instruction Tuning Code Large Language Models", 2023.
    """
    path = shared / "data" / "humanevalpack" / f"{_HUMANEVALPACK[language]}_0_49.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Program(
            row["task_id"],
            f"solution{_SUFFIXES[language]}",
            _whole(row["prompt"] + row["canonical_solution"], language),
            _whole(row["prompt"] + row["buggy_solution"], language),
            row["bug_type"],
        )
        for row in rows
    ]


def classeval(shared: Path) -> list[Program]:
    """Classes of ClassEval; none where it is not at hand.

    Source: Du et al., "ClassEval: A Manually-Crafted Benchmark for Evaluating LLMs on Class-level
    Code Generation", 2023.
    """
    path = shared / "data" / "classeval" / "dev.json"
    if not path.is_file():
        return []
    return [
        Program(row["class_name"], _file(row["class_name"]), row["solution_code"].lstrip())
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def _file(name: str) -> str:
    """The file of a class, as it would be called: "ip_address.py" of "IPAddress"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower() + ".py"


def own_programs(language: str) -> list[Program]:
    """Programs of our own, which were written before any tests for them were."""
    text = (PROGRAMS / f"{language}.txt").read_text(encoding="utf-8")
    return [_own(block, language) for block in text.split("\n== ")[1:]]


def _whole(code: str, language: str) -> str:
    """The code as a file that others can import."""
    code = code.strip("\n") + "\n"
    if language == "python":
        return code
    return f"{code}\nmodule.exports = {{ {', '.join(dict.fromkeys(_DECLARED.findall(code)))} }};\n"


def _own(block: str, language: str) -> Program:
    head, _, body = block.partition("\n")
    name, _, kind = head.partition(" | ")
    sign, lines = _SIGNS[language], body.rstrip().splitlines()
    right = [line for text in lines for line in _line(text, sign, wrong=False)]
    wrong = [line for text in lines for line in _line(text, sign, wrong=True)]
    file = name + _SUFFIXES[language]
    return Program(name, file, "\n".join(right) + "\n", "\n".join(wrong) + "\n", kind)


def _line(text: str, sign: str, *, wrong: bool) -> Iterator[str]:
    """What stands for a line: `#! text` gives a wrong one, empty where it is missing."""
    right, marked, instead = text.partition(f"{sign}!")
    if not marked:
        yield text
    elif not wrong:
        yield right.rstrip()
    elif instead.strip():
        yield instead[1:].rstrip()
