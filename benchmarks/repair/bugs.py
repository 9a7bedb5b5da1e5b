"""Bugs to be mended: HumanEvalPack's, where it is at hand, and ones of our own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

SEEDED = Path(__file__).with_name("seeded")
LANGUAGES = ("python", "javascript")
_DECLARED = re.compile(r"^(?:const|let|var|function|class|def)\s+(\w+)", re.MULTILINE)
_FILES = {"python": "py", "javascript": "js"}


@dataclass(frozen=True, slots=True)
class Bug:
    """A function that is wrong.

    Attributes:
        name: of the problem.
        kind: "operator misuse", "missing logic", ...
        language: "python" or "javascript".
        code: the file with the bug.
        example: statements that fail for it; all that a fix is judged by.
        full: statements that tell whether a fix is right.
    """

    name: str
    kind: str
    language: str
    code: str
    example: str
    full: str

    @property
    def suffix(self) -> str:
        return _FILES[self.language]

    @property
    def names(self) -> list[str]:
        """What the file defines."""
        return [*dict.fromkeys(_DECLARED.findall(self.code))]


def humanevalpack(shared: Path, language: str) -> list[Bug]:
    """The first 50 bugs of HumanEvalPack in a language; none where it is not at hand.

    Source: Muennighoff et al., "OctoPack: Instruction Tuning Code Large Language Models", 2023.
    """
    name = {"python": "python", "javascript": "js"}[language]
    path = shared / "data" / "humanevalpack" / f"{name}_0_49.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Bug(
            row["task_id"],
            row["bug_type"],
            language,
            row["declaration"].lstrip("\n") + row["buggy_solution"],
            row["example_test"],
            row["test"],
        )
        for row in rows
    ]


def seeded(language: str) -> list[Bug]:
    """The bugs of our own, which were written before anything was tuned to mend them."""
    text = (SEEDED / f"{language}.txt").read_text(encoding="utf-8")
    sign = {"python": "#", "javascript": "//"}[language]
    return [_seeded(block, language, sign) for block in text.split("\n== ")[1:]]


def _seeded(block: str, language: str, sign: str) -> Bug:
    head, _, body = block.partition("\n")
    code, _, tests = body.partition("-- example\n")
    example, _, full = tests.partition("-- full\n")
    name, _, kind = head.partition(" | ")
    lines = [wrong for line in code.splitlines() for wrong in _wrong(line, sign)]
    return Bug(name, kind, language, "\n".join(lines) + "\n", example, example + full)


def _wrong(line: str, sign: str) -> list[str]:
    """What stands for a line in the file with the bug."""
    before, added, text = line.partition(f"{sign}+ ")
    if added and not before.strip():
        return [text]
    _, instead, text = line.partition(f"{sign}!")
    if not instead:
        return [line]
    return [text[1:].rstrip()] if text.strip() else []
