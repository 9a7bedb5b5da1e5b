"""A passage of a file that can answer a question: a definition, a value, a section of prose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Kind(Enum):
    """What a passage is."""

    FUNCTION = "function"
    CLASS = "class"
    VALUE = "value"  # of a module or of a class: a constant, a field
    MODULE = "module"
    SECTION = "section"  # of prose, under a heading
    SETTING = "setting"  # a key of a configuration file


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A passage and its words.

    Attributes:
        path: of its file, absolute.
        line: of its first line, 1-based.
        end_line: of its last, 1-based.
        kind: what it is.
        name: what it is called: "Sandbox.run", "LARGEST", "The sandbox".
        head: how it begins: a signature, an assignment, a heading; one line.
        about: the first sentence of what is said of it; "" where nothing is.
        is_test: whether its file holds tests.
        called: stems of its name, each 2, and of its path, each 1.
        told: stems of what is said of it, and in it.
    """

    path: Path
    line: int
    end_line: int
    kind: Kind
    name: str
    head: str
    about: str
    is_test: bool
    called: Counter[str] = field(repr=False)
    told: Counter[str] = field(repr=False)
