"""What a model learns from: a conversation as the server holds it, and the answer it should give.

Lessons of the built-in model and examples out of a user's repository have this one form, so that
what is trained is what is served.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Task(StrEnum):
    """What is learned; each has a LoRA adapter of its own."""

    UI = "ui"
    FIX = "fix"
    TEST = "test"
    DOC = "doc"


@dataclass(frozen=True, slots=True)
class Example:
    """One conversation and its right answer.

    Attributes:
        task: that it teaches.
        messages: in OpenAI's form, as the server sends them; pictures are data URIs. Empty where
            the answer is a text to read on its own.
        answer: the whole answer.
        origin: where it comes from, for people: `src/shop.py:12`, `commit 3f2a1c9`, `seed 17`.
    """

    task: Task
    messages: tuple[dict[str, Any], ...]
    answer: str
    origin: str


def words_of(message: dict[str, Any]) -> str:
    """What a message says in words, without its pictures."""
    content = message["content"]
    if isinstance(content, str):
        return content
    return "".join(part["text"] for part in content if part["type"] == "text")


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """Write JSON Lines; the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(example)) + "\n" for example in examples)
    draft.replace(path)


def read_examples(path: Path) -> Iterator[Example]:
    """The examples of a file that `write_examples` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            found = json.loads(line)
            found["task"] = Task(found["task"])
            found["messages"] = tuple(found["messages"])
            yield Example(**found)
